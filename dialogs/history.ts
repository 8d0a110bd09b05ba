import { type ConversationState, RECENT_CHARACTERS } from '../conversation/state.ts'
import type { Question } from '../knowledge/answer.ts'
import { CATALOGUES } from '../language/catalogue.ts'
import { recognise } from './recognise.ts'

/** What was said before the current message, oldest first; messages that came after it are not its history. */
export function historyBefore(state: Pick<ConversationState, 'recent'>, text: string): Question['history'] {
  return before(state, text).filter(tellsSubject)
}

/** All that is remembered of the conversation, the current message last. */
export function conversationUntil(state: Pick<ConversationState, 'recent'>, text: string): ConversationState['recent'] {
  return [...before(state, text), { from: 'customer', text }]
}

function before({ recent }: Pick<ConversationState, 'recent'>, text: string): ConversationState['recent'] {
  const own = text.slice(0, RECENT_CHARACTERS)
  const current = recent.findLastIndex((utterance) => utterance.from === 'customer' && utterance.text === own)
  return current < 0 ? recent : recent.slice(0, current)
}

/** "Did that help?" and "no, not really" say nothing about what is being talked about. */
function tellsSubject({ from, text }: Question['history'][number]): boolean {
  if (from === 'bot') return !ROTE.has(text)
  return from === 'human' || recognise({ text }).kind === 'question'
}

/** What the bot says word for word whatever the subject. */
const ROTE: ReadonlySet<string> = new Set(Object.values(CATALOGUES).flatMap((messages) => Object.values(messages)))
