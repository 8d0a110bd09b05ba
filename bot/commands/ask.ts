import { parseAs } from '../http.ts'
import type { z } from 'zod'
import { type askAnswer, askRequest } from '../api/articles.ts'
import { askTheLibrary, type AskTheLibraryDeps } from '../ask-the-library.ts'
import { embedding, openStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { createLibrary } from '../library.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

const options = { language: { type: 'string' }, json: { type: 'boolean' } } as const

export const askCommand: Command<typeof options, AskTheLibraryDeps> = {
  usage: `npm run ask -- "question" [--language CODE] [--json]

What the library answers, how sure it is, and on what the answer rests. --json prints what POST /api/ask answers.`,
  options,
  async run(deps, { positionals, values }, print) {
    const question = positionals.join(' ').trim()
    if (question === '') throw new CommandRefused('Ask something: npm run ask -- "How do I return a jacket?"')
    const answer = await askTheLibrary(deps, parseAs(askRequest, { question, language: values.language }))
    if (values.json === true) {
      print(JSON.stringify(answer, undefined, 2))
      return
    }
    if (answer.text !== '') print(`${answer.text}\n`)
    print(`${answer.decision}, ${Math.round(answer.probability * 100)} % sure, ${answer.ms.toFixed(1)} ms`)
    if (answer.judge) print(`judged by  ${weightsOf(answer.judge)}`)
    for (const { title, slug, revision } of answer.citations)
      print(`source     ${title} (/articles/${slug}, revision ${revision})`)
    for (const { title, score, signals } of answer.candidates)
      print(`candidate  ${score.toFixed(3).padStart(8)}  ${title}${byEmbedding(signals)}`)
    if (answer.unanswered) print(`unanswered ${answer.unanswered.score.toFixed(3).padStart(8)}  ${answer.unanswered.title}`)
  },
}

/** How near an embedding model finds it, where one was asked. */
function byEmbedding({ embeddedName = 0, embeddedPassage = 0 }: Record<string, number>): string {
  if (embeddedName === 0 && embeddedPassage === 0) return ''
  return `  (embedded: name ${embeddedName.toFixed(2)}, passage ${embeddedPassage.toFixed(2)})`
}

function weightsOf({ answerFrom, clarifyFrom, calibration }: NonNullable<z.infer<typeof askAnswer>['judge']>): string {
  const from = `answers from ${answerFrom.toFixed(3)}, asks back from ${clarifyFrom.toFixed(3)}`
  if (!calibration) return `the shipped weights; ${from}`
  return `calibration ${calibration.version} of ${new Date(calibration.at).toISOString()}; ${from}`
}

await runAsMain(import.meta.url, askCommand, async () => {
  const config = readConfig()
  const store = await openStore(config)
  const complain = (error: unknown): void => console.error(error instanceof Error ? error.message : error)
  const embeddings = await embedding(config, store, complain)
  const library = createLibrary({ ...store, clock: store.storeClock, embeddings })
  await library.fillIfEmpty(config.KNOWLEDGE_DIR)
  // What the server has made by now; nothing is made here.
  await library.embedding?.catchUp()
  await library.embedding?.loadVectors()
  return { deps: { answerQuestion: library.answerQuestion, stopwatch: () => performance.now() }, close: () => store.close() }
})
