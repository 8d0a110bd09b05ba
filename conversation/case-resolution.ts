import type { Resolution } from '../domain/words.ts'
import type { ConversationState } from './state.ts'

/** How a case ends that nobody confirmed: escalated if a person had it, assumed resolved if it was answered, else abandoned. */
export function unconfirmedResolution(open: NonNullable<ConversationState['case']>): Resolution {
  if (open.escalated) return 'escalated'
  return open.answered ? 'assumed' : 'abandoned'
}
