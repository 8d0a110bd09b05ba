import { type ConversationState, RECENT_CHARACTERS } from '../conversation/state.ts'
import type { Question } from '../knowledge/answer.ts'
import { say, spokenLanguages } from '../language/catalogue.ts'

/** What was said before the current message, oldest first; messages that came after it are not its history. */
export function historyBefore({ recent }: Pick<ConversationState, 'recent'>, text: string): Question['history'] {
  const own = text.slice(0, RECENT_CHARACTERS)
  const current = recent.findLastIndex((utterance) => utterance.from === 'customer' && utterance.text === own)
  return (current < 0 ? recent : recent.slice(0, current)).filter(({ from, text: words }) => from !== 'bot' || !isRoutine(words))
}

/** "Did that help?" says nothing about what is being talked about. */
function isRoutine(text: string): boolean {
  routine ??= new Set(spokenLanguages.map((language) => say(language, 'answer.did_it_help')))
  return routine.has(text)
}

let routine: Set<string> | undefined
