import type { CommitTo } from '../conversation/commit.ts'
import type { ConversationState } from '../conversation/state.ts'
import { conversationOfHandoff } from '../domain/ids.ts'
import { notice } from './notices.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import { refuse } from './refuse.ts'
import type { Slots } from './slots.ts'

export interface ClaimDeps {
  commit: CommitTo
  slots: Slots
  /** Only what waits in this queue; any unless said. */
  queue?: string
}

/**
 * The agent takes a waiting handoff. A slot is reserved first and appended as a key, so capacity is never exceeded and a sweeper can
 * tell a used slot from a leaked one; a definite failure frees it at once.
 */
export function createClaimHandoff({ commit, slots, queue }: ClaimDeps) {
  return async (agent: ActingAgent, handoffId: string, epoch: number): Promise<DeskOutcome> => {
    const conversationId = conversationOfHandoff(handoffId)
    const reserved = await slots.reserve(agent, conversationId)
    // Without a place the claim is looked at all the same: this very claim, its answer lost, may be what took the last one.
    const slotId = reserved.kind === 'reserved' ? reserved.slotId : undefined
    const outcome = await commit<DeskRefusal>({
      conversationId,
      keys: slotId === undefined ? [] : [`slot:${slotId}`],
      decide: (state) => {
        if (!mayBeClaimed(state, handoffId, epoch) || state.handoff?.queue !== (queue ?? state.handoff?.queue))
          return { refuse: refuse(state, 'conflict') }
        if (slotId === undefined) return { refuse: refuse(state, 'capacity_reached') }
        return {
          events: [
            { type: 'HandoffClaimed', handoffId, agentId: agent.agentId, agentName: agent.name, slotId },
            notice('joined', state.language, { name: agent.name }),
          ],
        }
      },
    })
    if (outcome.kind === 'committed') return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
    if (slotId !== undefined) await slots.free(agent.agentId, slotId)
    if (outcome.kind === 'refused') return alreadyMine(outcome.state, agent, handoffId, epoch) ?? outcome.refusal
    // The sweeper took the slot for a leaked one before the claim arrived.
    return { kind: 'refused', code: 'conflict', owner: outcome.commit.state.owner, epoch: outcome.commit.epoch }
  }
}

export function mayBeClaimed(state: ConversationState, handoffId: string, epoch: number): boolean {
  return state.owner.kind === 'queue' && state.epoch === epoch && state.handoff?.id === handoffId
}

/** The same claim sent twice, because the first answer was lost, is answered as the first time. */
function alreadyMine(state: ConversationState, agent: ActingAgent, handoffId: string, epoch: number): DeskOutcome | undefined {
  const mine = state.owner.kind === 'human' && state.owner.agentId === agent.agentId
  if (!mine || state.handoff?.id !== handoffId || state.epoch !== epoch + 1) return undefined
  return { kind: 'done', epoch: state.epoch, version: state.version }
}
