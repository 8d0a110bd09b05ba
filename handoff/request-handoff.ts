import type { ConversationState } from '../conversation/state.ts'
import type { Brief, ConversationEvent } from '../domain/events.ts'
import { handoffIdOf } from '../domain/ids.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import type { HandoffReason, Priority } from '../domain/words.ts'
import { passedOnNotice, queuedNotice } from './notices.ts'
import { OWN_QUEUE } from './other-desk.ts'
import type { DeskOutlook } from './outlook.ts'

export interface HandoffRequest {
  conversationId: string
  state: ConversationState
  /** The open case; the same turn may just have opened it. */
  caseId: string
  /** Version of the customer's message that led here. */
  messageVersion: number
  reason: HandoffReason
  brief: Brief
  language: string
  outlook: DeskOutlook
}

/**
 * The events that put the customer in the queue. Inside a turn the use case appends nothing: the turn's single commit, checked
 * against the epoch at its start, carries them and the new epoch.
 */
export function requestHandoff(request: HandoffRequest): ConversationEvent[] {
  const { elsewhere = false } = request.outlook
  const handoffId = handoffIdOf(request.conversationId, request.state.handoffCount + 1)
  return [
    {
      type: 'HandoffRequested',
      handoffId,
      caseId: request.caseId,
      reason: request.reason,
      brief: request.brief,
      transcript: { from: 1, to: request.state.version },
    },
    { type: 'HandoffQueued', handoffId, queue: elsewhere ? OTHER_DESK : OWN_QUEUE, priority: priorityOf(request.reason) },
    elsewhere ? passedOnNotice(request.language) : queuedNotice(request.language, request.outlook),
  ]
}

/** Anger and our own failures go first; nobody waits longer because they were polite, for within a priority the oldest is next. */
function priorityOf(reason: HandoffReason): Priority {
  return reason === 'frustration' || reason === 'provider_failure' ? 'high' : 'normal'
}
