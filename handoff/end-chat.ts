import { unconfirmedResolution } from '../conversation/case-resolution.ts'
import type { CommitTo } from '../conversation/commit.ts'
import type { ConversationState } from '../conversation/state.ts'
import type { ConversationEvent } from '../domain/events.ts'
import { notice } from './notices.ts'
import type { Slots } from './slots.ts'

export interface EndChatDeps {
  commit: CommitTo
  slots: Slots
}

/** The customer pressed *End chat*: a handoff ends as abandoned, the case closes, the next message starts afresh with the bot. */
export function createEndChat({ commit, slots }: EndChatDeps) {
  return async (conversationId: string, key: string): Promise<number> => {
    const held: { agentId: string | null; slotId: string | null } = { agentId: null, slotId: null }
    const outcome = await commit({
      conversationId,
      keys: [key],
      decide: (state) => {
        // Nothing was said yet: there is nothing to end, and no log before the customer's first act.
        if (state.version === 0) return { refuse: 'nothing_to_end' }
        held.agentId = state.handoff?.claimedBy ?? null
        held.slotId = state.handoff?.slotId ?? null
        return { events: endOf(state) }
      },
    })
    if (outcome.kind === 'refused') return 0
    if (outcome.kind === 'committed' && held.agentId !== null && held.slotId !== null) await slots.free(held.agentId, held.slotId)
    return outcome.commit.version
  }
}

function endOf(state: ConversationState): ConversationEvent[] {
  return [
    { type: 'CustomerEnded' },
    ...(state.handoff ? [{ type: 'HandoffAbandoned' as const, handoffId: state.handoff.id, cause: 'ended' as const }] : []),
    ...(state.case
      ? [{ type: 'CaseClosed' as const, caseId: state.case.id, resolution: unconfirmedResolution(state.case) }]
      : []),
    notice('ended', state.language),
  ]
}
