import type { Clock } from '../domain/clock.ts'
import { changeAgent } from './change-agent.ts'
import type { Agent, Agents } from './ports.ts'

/** A heartbeat older than this counts as gone. Milliseconds. */
export const PRESENCE_LIMIT_MS = 60_000
/** Conversations at once, for an agent nobody has set anything else for. */
export const DEFAULT_CAPACITY = 4

export type SeenPresence = 'available' | 'away' | 'offline'

interface PresenceDeps {
  agents: Agents
  /** The store's, so that nodes agree on who is gone. */
  clock: Clock
}

/** The human agent a heartbeat speaks for. */
interface Present {
  agentId: string
  name: string
}

export type Heartbeat = (agent: Present) => Promise<void>
export type SetPresence = (agent: Present, presence: Agent['presence']) => Promise<void>

/** Says that the agent is here. The first one makes the agent known to the desk. */
export function createHeartbeat({ agents, clock }: PresenceDeps): Heartbeat {
  return ({ agentId, name }) =>
    changeAgent(agents, agentId, (agent) => ({
      agent: { ...(agent ?? newAgent(agentId, name)), name, seenAt: laterOf(agent, clock.now()) },
      answer: undefined,
    }))
}

export function createSetPresence({ agents, clock }: PresenceDeps): SetPresence {
  return ({ agentId, name }, presence) =>
    changeAgent(agents, agentId, (agent) => ({
      agent: { ...(agent ?? newAgent(agentId, name)), name, presence, seenAt: laterOf(agent, clock.now()) },
      answer: undefined,
    }))
}

/** What colleagues and the queue go by. */
export function presenceOf(agent: Agent, now: number): SeenPresence {
  return now - agent.seenAt > PRESENCE_LIMIT_MS ? 'offline' : agent.presence
}

export function freeCapacity(agent: Agent): number {
  return Math.max(0, agent.capacity - agent.slots.length)
}

function newAgent(agentId: string, name: string): Agent {
  return { agentId, name, presence: 'available', seenAt: 0, capacity: DEFAULT_CAPACITY, slots: [], revision: 0 }
}

/** A heartbeat that was overtaken by a newer one takes nothing back. */
function laterOf(agent: Agent | undefined, now: number): number {
  return Math.max(agent?.seenAt ?? 0, now)
}
