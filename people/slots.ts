import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import { type AgentName, newAgent } from './agent.ts'
import { type AgentChange, changeAgent } from './change-agent.ts'
import type { Agent, Agents, Slot } from './ports.ts'

export type SlotReservation = { kind: 'reserved'; slotId: string } | { kind: 'capacity_reached' }
export type ReserveSlot = (agent: AgentName, conversationId: string) => Promise<SlotReservation>
export type FreeSlot = (agentId: string, slotId: string) => Promise<void>

/**
 * Takes a place in the agent's capacity before the claim is appended: slots always cover claims. Capacity may be under-used for a
 * moment, when a claim then fails, and is never exceeded.
 */
export function createReserveSlot({ agents, clock, ids }: { agents: Agents; clock: Clock; ids: Ids }): ReserveSlot {
  return (agent, conversationId) => {
    const slotId = ids.next()
    return changeAgent(agents, agent.agentId, (stored) => {
      const now = clock.now()
      return reserve(stored ?? newAgent(agent, now), { slotId, conversationId, reservedAt: now })
    })
  }
}

/** Gives a place back. A slot that is not there any more was freed before: nothing to do. */
export function createFreeSlot({ agents }: { agents: Agents }): FreeSlot {
  return (agentId, slotId) => changeAgent(agents, agentId, (agent) => free(agent, slotId))
}

function reserve(agent: Agent, slot: Slot): AgentChange<SlotReservation> {
  if (agent.slots.length >= agent.capacity) return { answer: { kind: 'capacity_reached' } }
  return { agent: { ...agent, slots: [...agent.slots, slot] }, answer: { kind: 'reserved', slotId: slot.slotId } }
}

function free(agent: Agent | undefined, slotId: string): AgentChange<undefined> {
  const held = agent?.slots.some((slot) => slot.slotId === slotId)
  if (!agent || !held) return { answer: undefined }
  return { agent: { ...agent, slots: agent.slots.filter((slot) => slot.slotId !== slotId) }, answer: undefined }
}
