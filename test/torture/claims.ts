import type { ActingAgent, DeskOutcome } from '../../handoff/outcome.ts'
import { below, type Counts, seeded, type Torture } from './counts.ts'
import { createEchoApplication } from './echo-application.ts'
import { openTortureStore } from './open-store.ts'

const CAPACITY = 2
const MOST_AGENTS = 20

/** 2 to 20 agents race for 1 to 3 waiting conversations at once: one winner each, capacity never exceeded, no slot left behind. */
export const claims: Torture = {
  about: 'races of 2 to 20 agents for the same handoffs',
  small: 300,
  full: 10_000,
  async run({ n, seed, store: kind }): Promise<Counts> {
    const random = seeded(seed)
    const store = await openTortureStore(kind)
    const { app, problems } = createEchoApplication(store, { random })
    const everyone = await hire(MOST_AGENTS)
    let claimed = 0
    let violations = 0
    for (let race = 0; race < n; race++) {
      const agents = everyone.slice(0, 2 + below(random, MOST_AGENTS - 1))
      const waiting = await queueUp(1 + below(random, 3), race)
      const outcomes = await Promise.all(
        agents.flatMap((agent) =>
          waiting.map(({ handoffId, epoch }) =>
            app.desk.claim(agent, handoffId, epoch).then((outcome) => ({ agent, handoffId, outcome })),
          ),
        ),
      )
      const won = outcomes.filter(({ outcome }) => outcome.kind === 'done')
      claimed += won.length
      violations += wrongAfter(won) + (await wrongSlots(agents, won))
      for (const { agent, handoffId, outcome } of won) await giveBack(agent, handoffId, outcome)
    }
    await store.close()
    return { attempted: n, acknowledged: claimed, violations: violations + problems.length }

    async function hire(count: number): Promise<ActingAgent[]> {
      const agents = Array.from({ length: count }, (_, index) => ({ agentId: `agent-${index}`, name: `Agent ${index}` }))
      for (const agent of agents) {
        await store.agents.compareAndSet({
          ...agent,
          presence: 'available',
          seenAt: Date.now(),
          capacity: CAPACITY,
          slots: [],
          revision: 0,
        })
      }
      return agents
    }

    async function queueUp(count: number, race: number) {
      const ids = Array.from({ length: count }, (_, index) => `race${race}-${index}`)
      for (const conversationId of ids) {
        await app.receive({ conversationId, channel: 'directline', customerId: 'dl_race', keys: ['1'], text: 'human' })
      }
      await app.settled()
      const heads = await Promise.all(ids.map((conversationId) => app.log.head(conversationId)))
      return heads.map((head) => ({ handoffId: head?.state.handoff?.id ?? '', epoch: head?.epoch ?? -1 }))
    }

    /** So that the next race finds everybody free. */
    async function giveBack(agent: ActingAgent, handoffId: string, outcome: DeskOutcome): Promise<void> {
      if (outcome.kind === 'done') await app.desk.return(agent, { handoffId, epoch: outcome.epoch, version: outcome.version })
    }

    async function wrongSlots(agents: ActingAgent[], won: { agent: ActingAgent }[]): Promise<number> {
      let wrong = 0
      for (const { agentId } of agents) {
        const slots = (await store.agents.get(agentId))?.slots.length ?? 0
        const holds = won.filter(({ agent }) => agent.agentId === agentId).length
        if (slots !== holds || slots > CAPACITY) wrong++
      }
      return wrong
    }
  },
}

/**
 * One winner for each handoff at most, and somebody wins. Not everything must be claimed at once: a slot reserved for a race that is
 * then lost leaves capacity under-used for that moment.
 */
function wrongAfter(won: { handoffId: string }[]): number {
  const winners = new Set(won.map(({ handoffId }) => handoffId))
  return won.length - winners.size + (won.length === 0 ? 1 : 0)
}
