import type { CommitTo } from '../conversation/commit.ts'
import type { ConversationLog } from '../conversation/ports.ts'
import type { HandoffState } from '../conversation/state.ts'
import type { Clock } from '../domain/clock.ts'
import type { ConversationEvent } from '../domain/events.ts'
import { presenceOf } from '../people/agent-presence.ts'
import type { Agents } from '../people/ports.ts'
import { notice } from './notices.ts'
import { OWN_QUEUE } from './other-desk.ts'
import type { Slots } from './slots.ts'

/** A reserved slot that no claim used by then was left behind by a crash. */
const STALE_SLOT_MS = 30_000

export interface ExpireDeps {
  agents: Agents
  log: Pick<ConversationLog, 'head'>
  commit: CommitTo
  slots: Slots
  clock: Clock
}

/**
 * Claims are leases: what a vanished agent holds goes back to the queue with its original queue time, and slots that a crash left
 * behind are freed. Safe to run anywhere at any time: the append decides.
 */
export function createExpireClaims({ agents, log, commit, slots, clock }: ExpireDeps) {
  return async (): Promise<void> => {
    const now = clock.now()
    for (const agent of await agents.list()) {
      const gone = presenceOf(agent, now) === 'offline'
      for (const slot of agent.slots) {
        const stale = now - slot.reservedAt > STALE_SLOT_MS
        if (gone) await lapse(agent.agentId, slot.conversationId, slot.slotId)
        if ((gone || stale) && (await isUnused(slot.conversationId, slot.slotId))) await slots.free(agent.agentId, slot.slotId)
      }
    }
  }

  async function lapse(agentId: string, conversationId: string, slotId: string): Promise<void> {
    await commit({
      conversationId,
      decide: (state) => {
        const { owner, handoff } = state
        if (owner.kind !== 'human' || owner.agentId !== agentId || handoff?.slotId !== slotId) return { refuse: 'already_over' }
        return { events: lapsed(handoff, agentId, state.language) }
      },
    })
  }

  /** The same key first: taken by us, the slot was never used; held by a claim, it is free only once the handoff no longer names it. */
  async function isUnused(conversationId: string, slotId: string): Promise<boolean> {
    const outcome = await commit({
      conversationId,
      keys: [`slot:${slotId}`],
      decide: (state) => {
        if (state.version === 0) return { refuse: 'no_conversation' }
        return state.handoff?.slotId === slotId ? { refuse: 'in_use' } : { events: [{ type: 'SlotSwept', slotId }] }
      },
    })
    if (outcome.kind === 'committed') return true
    if (outcome.kind === 'refused') return outcome.refusal === 'no_conversation'
    const head = await log.head(conversationId)
    return head?.state.handoff?.slotId !== slotId
  }
}

/** Back to our own queue in the old place; the customer is told once. */
export function lapsed({ id, agentName }: HandoffState, fromAgentId: string, language: string): ConversationEvent[] {
  return [
    { type: 'HandoffRequeued', handoffId: id, fromAgentId, cause: 'claim_lapsed', queue: OWN_QUEUE },
    notice('claim_lapsed', language, { name: agentName ?? '' }),
  ]
}
