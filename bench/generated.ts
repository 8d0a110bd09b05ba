import { appendFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../bot/config.ts'
import { createAnswerQuestion } from '../knowledge/answer-question.ts'
import { readArticleFiles } from '../knowledge/article-files.ts'
import { createGenerateAnswer } from '../knowledge/generate-answer.ts'
import { parseArticle } from '../knowledge/parse-article.ts'
import type { ComposedSentence, Composer, ComposeRequest } from '../knowledge/ports.ts'
import { createShelf } from '../knowledge/shelf.ts'
import { createOpenAiComposer } from '../providers/openai/composer.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../test/knowledge/in-memory-library.ts'
import { readLines, type Turn } from './quality/data.ts'

const HELP = `npm run bench:generated -- --out FILE [--count N] [--limit MS]

Has the gold questions of the sample base answered by the model at OPENAI_BASE_URL (a weak one tells most) and writes one JSON line for
each: what was composed, which of its sentences stayed, what the customer gets. Whether anything is invented is for a reader to say.`

interface GoldQuestion {
  id: string
  text: string
  articles: string[]
  language: string
  history?: Turn[]
}

const SAMPLE = new URL('../examples/larkhollow/', import.meta.url)

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      count: { type: 'string', default: '200' },
      limit: { type: 'string', default: '60000' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = readConfig()
  if (baseUrl === undefined) throw new Error('OPENAI_BASE_URL is not set; --help tells more')
  if (values.out === undefined) throw new Error('--out FILE is missing; --help tells more')
  const heard = overhearing(createOpenAiComposer({ apiKey, baseUrl, model }))
  const failed: string[] = []
  const generateAnswer = createGenerateAnswer({
    composer: heard.composer,
    budget: () => true,
    report: (error) => failed.push(error instanceof Error ? error.message : String(error)),
    limitMs: Number(values.limit),
  })
  const answerQuestion = createAnswerQuestion({ ...(await sampleLibrary()), shelf: createShelf(), generateAnswer })
  const counts = { asked: 0, answered: 0, generated: 0, composed: 0, failed: 0 }
  writeFileSync(values.out, '')
  for (const question of readLines<GoldQuestion>(fileURLToPath(new URL('gold.jsonl', SAMPLE)))) {
    if (counts.answered >= Number(values.count)) break
    heard.sentences.length = 0
    failed.length = 0
    const began = performance.now()
    const outcome = await answerQuestion({ text: question.text, language: question.language, history: question.history ?? [] })
    counts.asked++
    if (outcome.kind !== 'answer') continue
    counts.answered++
    counts.composed += heard.sentences.length
    if (outcome.generated) counts.generated++
    if (failed.length > 0) counts.failed++
    const line = {
      id: question.id,
      question: question.text,
      generated: outcome.generated,
      text: outcome.text,
      passages: outcome.citations.map(({ slug, passage }) => ({ slug, passage })),
      composed: [...heard.sentences],
      failed: [...failed],
      ms: Math.round(performance.now() - began),
    }
    appendFileSync(values.out, `${JSON.stringify(line)}\n`)
  }
  console.log(JSON.stringify(counts, undefined, 2))
}

/** Remembers every sentence before it is checked. */
function overhearing(composer: Composer): { composer: Composer; sentences: ComposedSentence[] } {
  const sentences: ComposedSentence[] = []
  async function* compose(request: ComposeRequest, signal: AbortSignal): AsyncGenerator<ComposedSentence> {
    for await (const sentence of composer.compose(request, signal)) {
      sentences.push(sentence)
      yield sentence
    }
  }
  return { composer: { promptVersion: composer.promptVersion, compose }, sentences }
}

async function sampleLibrary() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const files = await readArticleFiles(fileURLToPath(new URL('articles', SAMPLE)))
  for (const [at, { name, source }] of files.entries()) {
    const article = parseArticle(name, source)
    const articleId = article.slug
    await revisions.put({ ...article, articleId, revision: 1, at: 0, by: 'bench' })
    await library.append({ libraryVersion: at + 1, articleId, revision: 1, change: 'published', at: 0, by: 'bench' })
  }
  return { library, revisions }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
