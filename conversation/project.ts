import { OTHER_DESK } from '../domain/other-desk.ts'
import type { ConversationRow } from './ports.ts'
import type { ConversationState, HandoffState } from './state.ts'

export interface Timers {
  /** A waiting handoff without contact details ends after this long. Milliseconds. */
  handoffWaitMs: number
  /** A case that nobody touched for so long is closed. Milliseconds. */
  caseIdleMs: number
  /** A customer whom another desk leaves without an answer for so long is taken back. Milliseconds. */
  otherDeskSilenceMs: number
}

export const TIMERS: Timers = { handoffWaitMs: 12 * 3600_000, caseIdleMs: 24 * 3600_000, otherDeskSilenceMs: 30 * 60_000 }

/** The one row of a conversation: what lists, queues and timers need, and nothing they could not rebuild from the log. */
export function project(conversationId: string, state: ConversationState, timers: Timers = TIMERS): ConversationRow {
  const { handoff } = state
  return {
    conversationId,
    version: state.version,
    channel: state.channel,
    customerKey: state.customerKey,
    customerName: state.customerName ?? null,
    owner: state.owner,
    epoch: state.epoch,
    language: state.language,
    lastText: state.recent.at(-1)?.text.slice(0, 140) ?? '',
    lastActivityAt: state.lastActivityAt,
    caseId: state.case?.id ?? null,
    handoff: handoff && {
      id: handoff.id,
      state: handoff.state,
      reason: handoff.reason,
      queue: handoff.queue,
      priority: handoff.priority,
      queuedAt: handoff.queuedAt,
      claimedBy: handoff.claimedBy,
      agentName: handoff.agentName,
      wentOn: handoff.wentOn,
      contactLeft: handoff.contactLeft,
    },
    nextDueAt: nextDueAt(state, timers),
  }
}

function nextDueAt(state: ConversationState, timers: Timers): number | null {
  if (state.owner.kind === 'human') return silentAt(state, timers)
  if (state.handoff) return state.handoff.contactLeft ? null : waitEndsAt(state.handoff, timers)
  return state.case && state.lastActivityAt + timers.caseIdleMs
}

/** A lapsed claim is no wait that ran out. */
export function waitEndsAt({ queuedAt, requeuedAt = queuedAt }: HandoffState, timers: Timers = TIMERS): number {
  return requeuedAt + timers.handoffWaitMs
}

/** Our own agents are known to be gone by their heartbeat; of another desk only its words are heard. */
function silentAt({ owner, handoff }: ConversationState, timers: Timers): number | null {
  const since = handoff?.unansweredSince ?? null
  if (since === null || owner.kind !== 'human' || owner.agentId !== OTHER_DESK) return null
  return since + timers.otherDeskSilenceMs
}
