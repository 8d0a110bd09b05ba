import { expect } from 'chai'
import fc from 'fast-check'
import { DEFAULT_CAPACITY, newAgent } from '../../people/agent.ts'
import { createHeartbeat, createSetPresence } from '../../people/agent-presence.ts'
import { createFreeSlot, createReserveSlot } from '../../people/slots.ts'
import { HandClock } from '../contracts/opened.ts'
import { InMemoryAgents, NeverConflictingAgents } from './in-memory-agents.ts'

const ANA = { agentId: 'ana', name: 'Ana' }

function counted() {
  let n = 0
  return { next: () => `slot-${++n}` }
}

type Act = 'reserve' | 'reserve and free' | 'heartbeat' | 'away'

/**
 * Agents' acts in any order and interleaving: who got a slot and did not begin to give it back is in the document, and never more
 * than capacity allows.
 */
async function slotsHold(scheduler: fc.Scheduler, acts: Act[], Kind: typeof InMemoryAgents): Promise<void> {
  const agents = new Kind(() => scheduler.schedule(Promise.resolve()))
  const clock = new HandClock()
  const reserve = createReserveSlot({ agents, clock, ids: counted() })
  const free = createFreeSlot({ agents })
  const heartbeat = createHeartbeat({ agents, clock })
  const setPresence = createSetPresence({ agents, clock })
  const held = new Set<string>()
  const check = (): void => {
    expect(held.size, 'slots granted').to.be.at.most(DEFAULT_CAPACITY)
    const stored = agents.stored.get('ana')?.slots.map(({ slotId }) => slotId) ?? []
    expect(stored.length, 'slots stored').to.be.at.most(DEFAULT_CAPACITY)
    for (const slotId of held) expect(stored).to.include(slotId)
  }
  const doAct = async (act: Act, n: number): Promise<void> => {
    clock.pass(6000)
    if (act === 'heartbeat') return heartbeat(ANA)
    if (act === 'away') return setPresence(ANA, 'away')
    const reserved = await reserve(ANA, `conversation-${n}`)
    if (reserved.kind === 'capacity_reached') return
    held.add(reserved.slotId)
    check()
    if (act === 'reserve') return
    held.delete(reserved.slotId)
    await free('ana', reserved.slotId)
    check()
  }
  const all = Promise.all(acts.map(doAct))
  await scheduler.waitFor(all)
  check()
  expect(agents.stored.get('ana')?.slots.length ?? 0).to.equal(held.size)
}

const acts = fc.array(fc.constantFrom<Act>('reserve', 'reserve', 'reserve and free', 'heartbeat', 'away'), { maxLength: 12 })

describe("an agent's slots", () => {
  it('never exceed capacity and always cover what was granted, however acts cross', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), acts, (s, list) => slotsHold(s, list, InMemoryAgents)),
      { numRuns: 300 },
    )
  })

  it('would not on agents that never conflict', async () => {
    const outcome = await fc.check(
      fc.asyncProperty(fc.scheduler(), acts, (s, list) => slotsHold(s, list, NeverConflictingAgents)),
      { numRuns: 300 },
    )
    expect(outcome.failed).to.equal(true)
  })

  it('are refused at capacity and free again when given back, once', async () => {
    const agents = new InMemoryAgents()
    const clock = new HandClock()
    agents.stored.set('ana', { ...newAgent(ANA, 0), capacity: 1, revision: 1 })
    const reserve = createReserveSlot({ agents, clock, ids: counted() })
    const free = createFreeSlot({ agents })
    expect(await reserve(ANA, 'a')).to.deep.equal({ kind: 'reserved', slotId: 'slot-1' })
    expect(await reserve(ANA, 'b')).to.deep.equal({ kind: 'capacity_reached' })
    await free('ana', 'slot-1')
    await free('ana', 'slot-1')
    await free('nobody', 'slot-1')
    expect(await reserve(ANA, 'b')).to.deep.equal({ kind: 'reserved', slotId: 'slot-3' })
    expect(agents.stored.get('ana')?.slots).to.deep.equal([{ slotId: 'slot-3', conversationId: 'b', reservedAt: clock.time }])
  })

  it('make an agent known who was not, as present', async () => {
    const agents = new InMemoryAgents()
    const clock = new HandClock()
    await createReserveSlot({ agents, clock, ids: counted() })(ANA, 'a')
    expect(agents.stored.get('ana')).to.deep.include({ name: 'Ana', presence: 'available', seenAt: clock.time, capacity: 4 })
  })
})
