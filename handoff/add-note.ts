import type { CommitTo } from '../conversation/commit.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { refuse } from './refuse.ts'

/** A remark among agents. It never reaches a customer, a customer's transcript or a prompt, whoever owns the conversation. */
export function createAddNote({ commit }: { commit: CommitTo }) {
  return async (
    agent: ActingAgent,
    note: { conversationId: string; text: string; clientMessageId: string },
  ): Promise<DeskOutcome> => {
    const outcome = await commit<DeskRefusal>({
      conversationId: note.conversationId,
      keys: [`note:${agent.agentId}:${note.clientMessageId}`],
      decide: (state) => {
        if (state.version === 0) return { refuse: refuse(state, 'conflict') }
        return { events: [{ type: 'NoteAdded', agentId: agent.agentId, agentName: agent.name, text: note.text }] }
      },
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
  }
}
