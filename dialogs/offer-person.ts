import type { TurnContext } from 'botbuilder'
import type { HandoffReason } from '../domain/words.ts'
import { type MessageKey, say } from '../language/catalogue.ts'
import { humanChip, noThanksChip, speak } from './bot-words.ts'
import type { Turn } from './turn.ts'

/** Asks whether a person should take over and remembers why, so that "yes" is enough. Whoever already waits for one is told so. */
export async function offerPerson(context: TurnContext, turn: Turn, reason: HandoffReason): Promise<void> {
  const { language } = turn
  if (turn.input.state.handoff)
    return speak(context, { text: say(language, turn.noAnswer ? 'decline.waiting' : 'handoff.already_queued') })
  turn.memory = { ...turn.memory, offer: reason }
  await speak(context, {
    text: say(language, offerOf(turn, reason)),
    quickReplies: [humanChip(language), noThanksChip(language)],
  })
}

/** The same sentence twice in a row sounds like nobody listened. */
function offerOf({ memory }: Turn, reason: HandoffReason): MessageKey {
  const unknown = reason === 'missing_knowledge' || reason === 'low_confidence'
  return unknown && (memory.declines ?? 0) > 1 ? 'decline.again' : OFFERS[reason]
}

const OFFERS: Readonly<Record<HandoffReason, MessageKey>> = {
  customer_request: 'offer.frustration',
  missing_knowledge: 'decline.missing_knowledge',
  low_confidence: 'decline.low_confidence',
  unhelpful_answers: 'offer.unhelpful_answers',
  clarification_exhausted: 'offer.clarification_exhausted',
  unsupported_request: 'decline.missing_knowledge',
  policy_rule: 'offer.frustration',
  frustration: 'offer.frustration',
  provider_failure: 'decline.provider_failure',
}
