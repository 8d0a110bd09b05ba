import type { ConversationLog, ConversationRows } from '../conversation/ports.ts'
import { type CustomerQuestion, customerQuestionsOf } from '../knowledge/customer-questions.ts'
import type { Meaning } from '../knowledge/indexed-article.ts'
import type { Revisions } from '../knowledge/ports.ts'
import { suggest, type Suggestions } from '../knowledge/suggest.ts'
import { readEvents } from './read-events.ts'

export interface ReadSuggestionsDeps {
  rows: Pick<ConversationRows, 'list'>
  log: Pick<ConversationLog, 'read'>
  revisions: Pick<Revisions, 'newest'>
  meaning: Meaning
}

export type ReadSuggestions = () => Promise<Suggestions>

/** Those with the newest activity: what was asked lately is what to write about next. */
const CONVERSATIONS = 500
const AT_ONCE = 8

/** Read from the logs each time and kept nowhere, so that what was erased is gone from here as well. */
export function createReadSuggestions({ rows, log, revisions, meaning }: ReadSuggestionsDeps): ReadSuggestions {
  return async () => {
    const newest = await rows.list({ limit: CONVERSATIONS })
    const questions: CustomerQuestion[] = []
    for (let from = 0; from < newest.length; from += AT_ONCE) {
      const some = newest.slice(from, from + AT_ONCE)
      const read = await Promise.all(some.map(({ conversationId }) => readEvents(log, conversationId)))
      questions.push(...read.flatMap(customerQuestionsOf))
    }
    return suggest(questions, await revisions.newest(), meaning)
  }
}
