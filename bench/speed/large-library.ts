import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../../test/knowledge/in-memory-library.ts'
import { makeUpLibrary } from './made-up-library.ts'
import { median, percentile, rounded } from './statistics.ts'

/** A program of its own, so that the memory it reports is the index's. Prints one line of figures. */
const PASSAGES = Number(process.argv[2] ?? 100_000)
const SEED = 20261127
const PUBLISHED = 50
const MB = 2 ** 20

const { articles, questions } = await makeUpLibrary({ passages: PASSAGES, seed: SEED })
const library = new InMemoryLibrary()
const revisions = new InMemoryRevisions()
let version = 0
for (const article of articles) {
  await revisions.put(article)
  await library.append({
    libraryVersion: ++version,
    articleId: article.articleId,
    revision: 1,
    change: 'published',
    at: 0,
    by: 'bench',
  })
}
const shelf = createShelf()
const answer = createAnswerQuestion({ library, revisions, shelf })
const ask = async (text: string): Promise<number> => {
  const started = performance.now()
  await answer({ text, language: 'en', history: [] })
  return performance.now() - started
}

const before = memory()
const delays = monitorEventLoopDelay({ resolution: 5 })
delays.enable()
const indexMs = await ask('hello')
delays.disable()
const after = memory()
for (const question of questions.slice(0, 100)) await ask(question)
const figures: number[] = []
for (const question of questions.slice(100)) figures.push(await ask(question))

const published: number[] = []
for (let n = 0; n < PUBLISHED; n++) {
  const old = await revisions.get(`article-${n * 7}`, 1)
  if (!old) continue
  await revisions.put({ ...old, revision: 2, title: `${old.title} again` })
  const entry = {
    libraryVersion: ++version,
    articleId: old.articleId,
    revision: 2,
    change: 'published',
    at: 0,
    by: 'bench',
  } as const
  await library.append(entry)
  const started = performance.now()
  await answer({ text: '', language: 'en', history: [] })
  published.push(performance.now() - started)
}
const passages = library.entries.reduce(
  (sum, { articleId, revision }) => sum + (revision === 1 ? (shelf.index.get(articleId)?.passages.length ?? 0) : 0),
  0,
)

console.log(
  `figures ${JSON.stringify({
    articles: shelf.index.size,
    passages,
    indexSeconds: rounded(indexMs / 1000),
    longestBlockMs: rounded(delays.max / 1e6),
    queryP50Ms: rounded(median(figures)),
    queryP99Ms: rounded(percentile(figures, 0.99)),
    publishP50Ms: rounded(median(published)),
    heapMb: rounded((after.heap - before.heap) / MB),
    vectorsMb: rounded((after.buffers - before.buffers) / MB),
    rssMb: rounded(after.rss / MB),
  })}`,
)

function memory(): { heap: number; buffers: number; rss: number } {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers, rss }
}
