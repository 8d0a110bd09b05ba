import type { Commit, OutboxEntry } from '../conversation/ports.ts'
import type { ConversationState } from '../conversation/state.ts'
import type { ConversationEvent } from '../domain/events.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import { notice } from './notices.ts'

export const OWN_QUEUE = 'default'
/** Why a handoff failed there: nobody answered the customer. */
export const SILENT = 'silent'

/** It waits there, or is being worked on there. One of ours who claims it takes it back for good. */
export function isWithOtherDesk({ owner, handoff }: ConversationState): boolean {
  if (handoff?.queue !== OTHER_DESK) return false
  return owner.kind === 'queue' || (owner.kind === 'human' && owner.agentId === OTHER_DESK)
}

/** What the other desk has to know: the handoff, what is said from then on, and that it is over for them. Never what they did. */
export function isToldToOtherDesk(event: ConversationEvent, before: ConversationState, after: ConversationState): boolean {
  switch (event.type) {
    case 'HandoffQueued':
    case 'CustomerMessage':
    case 'BotMessage':
      return isWithOtherDesk(after)
    case 'HandoffClaimed':
      return isWithOtherDesk(before) && event.agentId !== OTHER_DESK
    case 'HandoffAbandoned':
    case 'HandoffExpired':
    case 'HandoffRequeued':
      return isWithOtherDesk(before)
    case 'HandoffFailed':
      return isWithOtherDesk(before) && event.cause === SILENT
    default:
      return false
  }
}

/** A handoff that the other desk cannot be told of is not made there: the customer hears it and has the bot back. Pure. */
export function whenGivenUp(state: ConversationState, carrying: Commit, entry: OutboxEntry): ConversationEvent[] {
  const theirs = entry.destination === OTHER_DESK && isWithOtherDesk(state)
  return theirs && carrying.state.handoff?.id === state.handoff?.id ? failed(state, 'unreachable') : []
}

/** The honest end of a handoff that nobody there will take up. */
export function failed({ handoff, language }: ConversationState, cause: string): ConversationEvent[] {
  return handoff ? [{ type: 'HandoffFailed', handoffId: handoff.id, cause }, notice('failed', language)] : []
}
