import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../bot/config.ts'
import { createAnswerQuestion } from '../knowledge/answer-question.ts'
import { createGenerateAnswer, type Verdict } from '../knowledge/generate-answer.ts'
import { shippedJudge } from '../knowledge/judge-evidence.ts'
import { readSampleBase, SAMPLE } from './quality/sample-base.ts'
import type { Composer } from '../knowledge/ports.ts'
import { createShelf } from '../knowledge/shelf.ts'
import { createOpenAiComposer } from '../providers/openai/composer.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../test/knowledge/in-memory-library.ts'
import { readLines, type Turn } from './quality/data.ts'
import { createLiar } from './quality/liar.ts'

const HELP = `npm run bench:generated -- --out FILE [--count N] [--limit MS] [--liar SEED]
npm run bench:generated -- --tell FILE

Has gold questions of the sample base answered by the model at OPENAI_BASE_URL (a weak one tells most), until N answers (200) hold a
sentence of its own, and writes one JSON line for each question: what was composed, what became of each sentence, what the customer gets. The
model is asked also where the engine would ask back or decline, because passages that do not answer tempt it most. A FILE that is there is
gone on with. Whether anything is invented is for a reader to say. --liar composes without
a model: sentences of the passages, half of them made wrong. --tell only prints the figures of a FILE.`

interface GoldQuestion {
  id: string
  text: string
  language: string
  history?: Turn[]
}

interface Line {
  id: string
  question: string
  /** Whether the engine would have answered at all. */
  answers: boolean
  generated: boolean
  text: string
  /** What the customer sees the answer rest on. */
  passages: { slug: string; passage: string }[]
  sentences: { text: string; passages: readonly number[]; verdict: Verdict }[]
  failed: string[]
  ms: number
}

const QUESTIONS = fileURLToPath(new URL('gold.jsonl', SAMPLE))

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      tell: { type: 'string' },
      count: { type: 'string', default: '200' },
      limit: { type: 'string', default: '60000' },
      liar: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) console.log(HELP)
  else if (values.tell !== undefined) tell(readLines<Line>(values.tell))
  else if (values.out === undefined) throw new Error('--out FILE is missing; --help tells more')
  else {
    const composer = values.liar === undefined ? await realModel() : createLiar(Number(values.liar))
    tell(await compose(composer, values.out, Number(values.count), Number(values.limit)))
  }
}

async function realModel(): Promise<Composer> {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = readConfig()
  if (baseUrl === undefined) throw new Error('OPENAI_BASE_URL is not set; --help tells more')
  return createOpenAiComposer({ apiKey, baseUrl, model })
}

async function compose(composer: Composer, out: string, count: number, limitMs: number): Promise<Line[]> {
  if (!existsSync(out)) writeFileSync(out, '')
  const lines = readLines<Line>(out)
  const answered = new Set(lines.map(({ id }) => id))
  let line: Pick<Line, 'sentences' | 'failed'> = { sentences: [], failed: [] }
  const generateAnswer = createGenerateAnswer({
    composer,
    budget: () => true,
    report: (error) => line.failed.push(error instanceof Error ? error.message : String(error)),
    judged: (sentence) => line.sentences.push(sentence),
    limitMs,
  })
  const everything = { ...shippedJudge, answerFrom: 0, clarifyFrom: 0 }
  const answerQuestion = createAnswerQuestion({
    ...(await sampleLibrary()),
    shelf: createShelf(),
    readJudge: async () => ({ weights: everything }),
    generateAnswer,
  })
  for (const { id, text, language, history = [] } of readLines<GoldQuestion>(QUESTIONS)) {
    if (lines.filter(({ generated }) => generated).length >= count) break
    if (answered.has(id)) continue
    line = { sentences: [], failed: [] }
    const began = performance.now()
    const outcome = await answerQuestion({ text, language, history })
    if (outcome.kind !== 'answer') continue
    const said: Line = {
      id,
      question: text,
      answers: outcome.probability >= shippedJudge.answerFrom,
      generated: outcome.generated,
      text: outcome.text,
      passages: outcome.citations.map(({ slug, passage }) => ({ slug, passage })),
      ...line,
      ms: Math.round(performance.now() - began),
    }
    lines.push(said)
    appendFileSync(out, `${JSON.stringify(said)}\n`)
  }
  return lines
}

function tell(lines: readonly Line[]): void {
  const sentences = lines.flatMap((line) => line.sentences)
  const verdicts: Record<string, number> = {}
  for (const { verdict } of sentences) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
  const where = (holds: (line: Line) => boolean): number => lines.filter(holds).length
  const figures = {
    questions: lines.length,
    generated: where(({ generated }) => generated),
    fallback: where(({ generated }) => !generated),
    providerFailed: where(({ failed }) => failed.length > 0),
    engineWouldAnswer: where(({ answers }) => answers),
    engineWouldAnswerAndGenerated: where(({ answers, generated }) => answers && generated),
    sentences: sentences.length,
    ...verdicts,
  }
  console.log(JSON.stringify(figures, undefined, 2))
}

async function sampleLibrary() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  for (const [at, revision] of (await readSampleBase()).entries()) {
    const { articleId } = revision
    await revisions.put(revision)
    await library.append({ libraryVersion: at + 1, articleId, revision: 1, change: 'published', at: 0, by: 'bench' })
  }
  return { library, revisions }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
