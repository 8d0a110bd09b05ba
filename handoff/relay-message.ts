import type { CommitTo } from '../conversation/commit.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { owns, refuse } from './refuse.ts'

export interface RelayedMessage {
  conversationId: string
  epoch: number
  text: string
  /** The page's own id of the message: sent twice, it is said once. */
  clientMessageId: string
}

/** A human agent's words to the customer. */
export function createRelayMessage({ commit }: { commit: CommitTo }) {
  return async (agent: ActingAgent, message: RelayedMessage): Promise<DeskOutcome> => {
    const outcome = await commit<DeskRefusal>({
      conversationId: message.conversationId,
      keys: [`desk:${agent.agentId}:${message.clientMessageId}`],
      decide: (state) => {
        if (!owns(state, agent.agentId, message.epoch)) return { refuse: refuse(state, 'not_owner') }
        return { events: [{ type: 'HumanMessage', agentId: agent.agentId, agentName: agent.name, text: message.text }] }
      },
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
  }
}
