import type { CommitTo } from '../conversation/commit.ts'
import type { EventOf } from '../domain/events.ts'
import { caseIdOf } from '../domain/ids.ts'
import type { HandoffReason } from '../domain/words.ts'
import type { DeskOutlook } from './outlook.ts'
import { requestHandoff } from './request-handoff.ts'

/** A conversation that another bot hands to us, as its channel parsed and verified it. */
export interface HandedOver {
  conversationId: string
  keys: string[]
  reason: HandoffReason
  wants: string
  event: EventOf<'HandedOver'>
}

export interface ReceiveHandoffDeps {
  commit: CommitTo
  outlook: () => Promise<DeskOutlook>
}

/** We are the desk of another bot: the conversation waits in our own queue, with what was said there for the agent to read. */
export function createReceiveHandoff({ commit, outlook }: ReceiveHandoffDeps) {
  return async ({ conversationId, keys, reason, wants, event }: HandedOver): Promise<void> => {
    const promised = { ...(await outlook()), elsewhere: false }
    await commit({
      conversationId,
      keys,
      decide: (state, { now, version }) => {
        if (state.handoff) return { refuse: 'already_handed_over' }
        const caseId = state.case?.id ?? caseIdOf(conversationId, state.caseCount + 1)
        const brief = { wants, tried: [], mood: 'calm' as const }
        const request = { conversationId, state, caseId, messageVersion: version, reason, brief, language: event.language }
        return {
          events: [
            event,
            ...(state.case ? [] : [{ type: 'CaseOpened' as const, caseId, messageVersion: version, openedAt: now }]),
            ...requestHandoff({ ...request, outlook: promised }),
          ],
        }
      },
    })
  }
}
