import type { CommitTo } from '../conversation/commit.ts'
import { isAnswerBefore } from '../domain/answer-id.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { refuse } from './refuse.ts'

export interface JudgedAnswer {
  conversationId: string
  answerId: string
  right: boolean
}

/** Whether an answer of the bot was right, as an agent sees it: what `npm run calibrate` learns from. Whoever owns the conversation. */
export function createJudgeAnswer({ commit }: { commit: CommitTo }) {
  return async (agent: ActingAgent, { conversationId, answerId, right }: JudgedAnswer): Promise<DeskOutcome> => {
    const outcome = await commit<DeskRefusal>({
      conversationId,
      decide: (state, { version }) => {
        if (state.version === 0) return { refuse: refuse(state, 'conflict') }
        if (!isAnswerBefore(conversationId, version, answerId)) return { refuse: { kind: 'refused', code: 'not_found' } }
        return { events: [{ type: 'AnswerJudged', answerId, right, agentId: agent.agentId }] }
      },
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
  }
}
