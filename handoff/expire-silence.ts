import type { CommitTo } from '../conversation/commit.ts'
import { TIMERS } from '../conversation/project.ts'
import type { ConversationState } from '../conversation/state.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import { lapsed } from './expire-claims.ts'
import { failed, isWithOtherDesk, SILENT } from './other-desk.ts'
import type { DeskOutlook } from './outlook.ts'

export interface ExpireSilenceDeps {
  commit: CommitTo
  outlook: () => Promise<DeskOutlook>
}

/**
 * Another desk took the conversation and leaves its customer without an answer: the claim lapses as that of an agent who is gone. Where
 * nobody of ours is there either, that is said, and the customer has the bot back; nobody waits in a queue that nobody reads.
 */
export function createExpireSilence({ commit, outlook }: ExpireSilenceDeps) {
  return async (conversationId: string): Promise<void> => {
    const { agentsOnline } = await outlook()
    await commit({
      conversationId,
      decide: (state, { now }) => {
        const { handoff } = state
        if (!handoff || !isSilent(state, now)) return { refuse: 'not_due' }
        return { events: agentsOnline > 0 ? lapsed(handoff, OTHER_DESK, state.language) : failed(state, SILENT) }
      },
    })
  }
}

function isSilent(state: ConversationState, now: number): boolean {
  const since = state.handoff?.unansweredSince ?? null
  return since !== null && state.owner.kind === 'human' && isWithOtherDesk(state) && now >= since + TIMERS.otherDeskSilenceMs
}
