import type { Clock } from '../domain/clock.ts'
import { type AgentName, newAgent } from './agent.ts'
import { changeAgent } from './change-agent.ts'
import type { Agent, Agents } from './ports.ts'

/** A heartbeat older than this counts as gone. Milliseconds. */
export const PRESENCE_LIMIT_MS = 60_000
/** A heartbeat so soon after the last tells nothing new and is not written. Milliseconds. */
const FRESH_MS = 5_000

export type SeenPresence = 'available' | 'away' | 'offline'
export type Heartbeat = (agent: AgentName) => Promise<void>
export type SetPresence = (agent: AgentName, presence: Agent['presence']) => Promise<void>

interface PresenceDeps {
  agents: Agents
  /** The store's, so that nodes agree on who is gone. */
  clock: Clock
}

/** Says that the agent is here. The first one makes the agent known to the desk. */
export function createHeartbeat({ agents, clock }: PresenceDeps): Heartbeat {
  return (agent) =>
    changeAgent(agents, agent.agentId, (stored) => {
      const now = clock.now()
      if (stored && stored.name === agent.name && now - stored.seenAt < FRESH_MS) return { answer: undefined }
      return { agent: seen(stored, agent, now), answer: undefined }
    })
}

export function createSetPresence({ agents, clock }: PresenceDeps): SetPresence {
  return (agent, presence) =>
    changeAgent(agents, agent.agentId, (stored) => ({
      agent: { ...seen(stored, agent, clock.now()), presence },
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

/** A heartbeat that a newer one overtook takes nothing back. */
function seen(stored: Agent | undefined, agent: AgentName, now: number): Agent {
  const current = stored ?? newAgent(agent, now)
  return { ...current, name: agent.name, seenAt: Math.max(current.seenAt, now) }
}
