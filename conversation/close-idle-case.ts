import { unconfirmedResolution } from './case-resolution.ts'
import type { CommitTo } from './commit.ts'
import { TIMERS } from './project.ts'

/** A case nobody touched for a day is over. */
export function createCloseIdleCase({ commit }: { commit: CommitTo }) {
  return async (conversationId: string): Promise<void> => {
    await commit({
      conversationId,
      decide: (state, { now }) => {
        const open = state.owner.kind === 'bot' ? state.case : null
        if (!open || now < state.lastActivityAt + TIMERS.caseIdleMs) return { refuse: 'not_due' }
        return { events: [{ type: 'CaseClosed', caseId: open.id, resolution: unconfirmedResolution(open) }] }
      },
    })
  }
}
