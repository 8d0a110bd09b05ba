import { expect } from 'chai'
import { createHeartbeat, createSetPresence, freeCapacity, presenceOf } from '../../people/agent-presence.ts'
import { newAgent } from '../../people/agent.ts'
import { HandClock } from '../contracts/opened.ts'
import { InMemoryAgents } from './in-memory-agents.ts'

const ANA = { agentId: 'ana', name: 'Ana' }

describe("an agent's presence", () => {
  const clock = new HandClock()
  let agents: InMemoryAgents
  beforeEach(() => {
    agents = new InMemoryAgents()
  })

  it('is what the agent said, until a minute has passed without a heartbeat', () => {
    const agent = { ...newAgent(ANA, 1000), presence: 'away' as const }
    expect(presenceOf(agent, 61_000)).to.equal('away')
    expect(presenceOf(agent, 61_001)).to.equal('offline')
    expect(presenceOf(newAgent(ANA, 1000), 61_000)).to.equal('available')
  })

  it('keeps what the agent said over heartbeats, and never goes back in time', async () => {
    const heartbeat = createHeartbeat({ agents, clock })
    await heartbeat(ANA)
    await createSetPresence({ agents, clock })(ANA, 'away')
    clock.pass(20_000)
    await heartbeat({ agentId: 'ana', name: 'Ana Ruiz' })
    expect(agents.stored.get('ana')).to.deep.include({ presence: 'away', name: 'Ana Ruiz', seenAt: clock.time })
    await createHeartbeat({ agents, clock: { now: () => clock.time - 10_000 } })({ agentId: 'ana', name: 'Ana' })
    expect(agents.stored.get('ana')).to.deep.include({ seenAt: clock.time })
  })

  it('does not write a heartbeat that tells nothing new', async () => {
    const heartbeat = createHeartbeat({ agents, clock })
    await heartbeat(ANA)
    const { revision } = agents.stored.get('ana')!
    clock.pass(4999)
    await heartbeat(ANA)
    expect(agents.stored.get('ana')).to.deep.include({ revision })
    clock.pass(1)
    await heartbeat(ANA)
    expect(agents.stored.get('ana')).to.deep.include({ revision: revision + 1 })
  })

  it('counts free places, none below zero', () => {
    const slot = (slotId: string) => ({ slotId, conversationId: slotId, reservedAt: 0 })
    const agent = newAgent(ANA, 0)
    expect(freeCapacity({ ...agent, slots: [slot('a')] })).to.equal(3)
    expect(freeCapacity({ ...agent, capacity: 1, slots: [slot('a'), slot('b')] })).to.equal(0)
  })
})
