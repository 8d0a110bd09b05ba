import type { CommitTo } from '../conversation/commit.ts'
import { waitEndsAt } from '../conversation/project.ts'
import { notice } from './notices.ts'

/**
 * A wait that nobody ended and nobody can end later, for the customer left no way to be reached: said honestly, back to the bot. A
 * lapsed claim never comes here.
 */
export function createExpireHandoff({ commit }: { commit: CommitTo }) {
  return async (conversationId: string): Promise<void> => {
    await commit({
      conversationId,
      decide: (state, { now }) => {
        const { handoff } = state
        const runs = state.owner.kind === 'queue' && handoff && !handoff.contactLeft
        if (!runs || now < waitEndsAt(handoff)) return { refuse: 'not_due' }
        return { events: [{ type: 'HandoffExpired', handoffId: handoff.id }, notice('expired', state.language)] }
      },
    })
  }
}
