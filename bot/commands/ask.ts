import { parseAs } from '../http.ts'
import { askRequest } from '../api/articles.ts'
import { askTheLibrary, type AskTheLibraryDeps } from '../ask-the-library.ts'
import { openStore } from '../compose.ts'
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
    for (const { title, slug, revision } of answer.citations)
      print(`source     ${title} (/articles/${slug}, revision ${revision})`)
    for (const { title, score } of answer.candidates) print(`candidate  ${score.toFixed(3).padStart(8)}  ${title}`)
  },
}

await runAsMain(import.meta.url, askCommand, async () => {
  const config = readConfig()
  const store = await openStore(config)
  const { answerQuestion, fillIfEmpty } = createLibrary({ ...store, clock: store.storeClock })
  await fillIfEmpty(config.KNOWLEDGE_DIR)
  return { deps: { answerQuestion, stopwatch: () => performance.now() }, close: () => store.close() }
})
