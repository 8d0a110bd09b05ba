import type { ConversationState } from './state.ts'

/**
 * True while a customer's message waits for a turn: the bot owns the conversation, or the queue does and the customer chose to go on
 * with the bot, and there are messages beyond the mark.
 */
export function turnIsOwed(state: ConversationState): boolean {
  return botMayTakeTurns(state) && state.lastCustomerVersion > state.handledThrough
}

export function botMayTakeTurns(state: ConversationState): boolean {
  return state.owner.kind === 'bot' || (state.owner.kind === 'queue' && state.handoff?.wentOn === true)
}
