import type { CommitTo } from '../conversation/commit.ts'
import type { ConversationState } from '../conversation/state.ts'
import type { ConversationEvent } from '../domain/events.ts'
import { conversationOfHandoff } from '../domain/ids.ts'
import type { Disposition } from '../domain/words.ts'
import { ratedNotice } from './notices.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { owns, refuse } from './refuse.ts'
import type { Slots } from './slots.ts'

export interface EndOfHandoff {
  handoffId: string
  epoch: number
  /** What the desk had shown: a customer's message that crossed the return still gets its answer. */
  version: number
}

export interface EndDeps {
  commit: CommitTo
  slots: Slots
}

/** The agent gives the conversation back: the bot answers from here, and the customer is asked once how it was. */
export function createReturnToBot(deps: EndDeps) {
  return (agent: ActingAgent, end: EndOfHandoff): Promise<DeskOutcome> =>
    endHandoff(deps, agent, end, 'return', (state, seenVersion) => [
      { type: 'HandoffReturned', handoffId: end.handoffId, agentId: agent.agentId, seenVersion },
      ratedNotice('returned', state.language, agent.name, caseOf(state)),
    ])
}

/** The agent ends the matter: the case closes as escalated, with what came of it. */
export function createCloseHandoff(deps: EndDeps) {
  return (agent: ActingAgent, end: EndOfHandoff & { disposition: Disposition }): Promise<DeskOutcome> =>
    endHandoff(deps, agent, end, 'close', (state, seenVersion) => [
      { type: 'HandoffClosed', handoffId: end.handoffId, agentId: agent.agentId, seenVersion, disposition: end.disposition },
      ...(state.case ? [{ type: 'CaseClosed' as const, caseId: state.case.id, resolution: 'escalated' as const }] : []),
      ratedNotice('closed', state.language, agent.name, caseOf(state)),
    ])
}

async function endHandoff(
  { commit, slots }: EndDeps,
  agent: ActingAgent,
  end: EndOfHandoff,
  /** In the key, for a close after a return was done is not what was asked. */
  verb: 'return' | 'close',
  eventsOf: (state: ConversationState, seenVersion: number) => ConversationEvent[],
): Promise<DeskOutcome> {
  const conversationId = conversationOfHandoff(end.handoffId)
  const held: { slotId: string | null } = { slotId: null }
  const outcome = await commit<DeskRefusal>({
    conversationId,
    keys: [`${verb}:${end.handoffId}:${end.epoch}:${agent.agentId}`],
    decide: (state) => {
      if (!owns(state, agent.agentId, end.epoch) || state.handoff?.id !== end.handoffId)
        return { refuse: refuse(state, 'not_owner') }
      held.slotId = state.handoff.slotId
      return { events: eventsOf(state, Math.min(end.version, state.version)) }
    },
  })
  if (outcome.kind === 'refused') return outcome.refusal
  if (held.slotId !== null) await slots.free(agent.agentId, held.slotId)
  return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
}

function caseOf(state: ConversationState): string {
  return state.handoff?.caseId ?? state.case?.id ?? ''
}
