import { type Carried, firstCarried } from '../conversation/carried.ts'
import { type CommitTo, hashedKey } from '../conversation/commit.ts'
import { endKeyOf } from '../conversation/entry-id.ts'
import { isOvertaken } from '../conversation/overtaken.ts'
import type { ConversationLog } from '../conversation/ports.ts'
import type { ConversationState } from '../conversation/state.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { isWithOtherDesk } from './other-desk.ts'
import { refuse } from './refuse.ts'

export interface RetryDeps {
  log: Pick<ConversationLog, 'read' | 'findByKey'>
  commit: CommitTo
}

/**
 * What was given up is to be sent again, as a new entry for the same event; pressed twice, it is sent once. Refused when it was erased,
 * or is the bot's and a person has taken over since, or is for another desk that has the conversation no more.
 */
export function createRetryDelivery({ log, commit }: RetryDeps) {
  return async (
    agent: ActingAgent,
    { conversationId, entryId }: { conversationId: string; entryId: string },
  ): Promise<DeskOutcome> => {
    const first = await firstCarried(log, conversationId, entryId)
    if (!first || !(await wasGivenUp(conversationId, entryId))) return { kind: 'refused', code: 'not_found' }
    const outcome = await commit<DeskRefusal>({
      conversationId,
      keys: [`retry:${entryId}`],
      decide: (state) =>
        isOvertaken(state, first.commit.version, first.entry) || isOverThere(state, first)
          ? { refuse: refuse(state, 'conflict') }
          : { events: [{ type: 'DeliveryRetried', entryId, agentId: agent.agentId }] },
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
  }

  async function wasGivenUp(conversationId: string, entryId: string): Promise<boolean> {
    const ended = await log.findByKey(conversationId, hashedKey(endKeyOf(entryId)))
    return ended?.events.some((event) => event.type === 'DeliveryFailed' && event.entryId === entryId) ?? false
  }
}

/** Words for another desk that has the conversation no more. */
function isOverThere(state: ConversationState, { commit, entry }: Carried): boolean {
  const still = isWithOtherDesk(state) && state.handoff?.id === commit.state.handoff?.id
  return entry.destination === OTHER_DESK && commit.state.handoff !== null && !still
}
