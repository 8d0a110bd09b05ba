import type { ConversationState } from '../conversation/state.ts'
import type { DeskRefusal } from './outcome.ts'

/** A refusal tells who owns the conversation now. A conversation without a commit does not exist. */
export function refuse(state: ConversationState, code: Exclude<DeskRefusal['code'], 'not_found'>): DeskRefusal {
  if (state.version === 0) return { kind: 'refused', code: 'not_found' }
  return { kind: 'refused', code, owner: state.owner, epoch: state.epoch }
}

/** What fences every command of a human agent: the epoch it was given in, and that the agent still owns the conversation. */
export function owns(state: ConversationState, agentId: string, epoch: number): boolean {
  return state.owner.kind === 'human' && state.owner.agentId === agentId && state.epoch === epoch
}
