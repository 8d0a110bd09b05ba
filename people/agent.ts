import type { Agent } from './ports.ts'

/** The human agent somebody acts for or waits for. */
export interface AgentName {
  agentId: string
  name: string
}

/** Conversations at once, for an agent nobody has set anything else for. */
export const DEFAULT_CAPACITY = 4

/** An agent the desk sees for the first time. Not stored yet: revision 0. */
export function newAgent({ agentId, name }: AgentName, now: number): Agent {
  return { agentId, name, presence: 'available', seenAt: now, capacity: DEFAULT_CAPACITY, slots: [], revision: 0 }
}
