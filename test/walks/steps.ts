import fc from 'fast-check'
import { AGENTS, CONVERSATIONS, says, type World } from './world.ts'

/** One act of somebody. Chosen blindly: most are refused most of the time, which is the point. */
export type Step =
  | { kind: 'says'; conversation: number; text: string; again: boolean; dies: boolean }
  | { kind: 'saysWhile'; conversation: number; text: string; act: DeskStep }
  | DeskStep
  | { kind: 'race'; acts: DeskStep[] }
  | { kind: 'endsChat'; conversation: number }
  | { kind: 'time'; ms: number; beats: boolean[] }
  | { kind: 'crash' }

export interface DeskStep {
  kind: 'desk'
  act: 'claim' | 'say' | 'note' | 'return' | 'close' | 'toColleague' | 'toQueue'
  agent: number
  conversation: number
  /** How far behind the desk's page is: commands carry an older epoch, returns an older version. */
  stale: number
}

const conversation = fc.nat(CONVERSATIONS.length - 1)
const text = fc.constantFrom('question', 'human please', 'cancel', 'go on', 'me@example.org', 'human, and quick')
const desk: fc.Arbitrary<DeskStep> = fc.record({
  kind: fc.constant('desk' as const),
  act: fc.constantFrom('claim', 'claim', 'claim', 'say', 'note', 'return', 'close', 'toColleague', 'toQueue'),
  agent: fc.nat(AGENTS.length - 1),
  conversation,
  stale: fc.constantFrom(0, 0, 0, 0, 1, 2),
})

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('says' as const),
      conversation,
      text,
      again: fc.boolean(),
      dies: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('saysWhile' as const), conversation, text, act: desk }) },
  { weight: 7, arbitrary: desk },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('race' as const), acts: fc.array(desk, { minLength: 2, maxLength: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('endsChat' as const), conversation }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.constantFrom(1000, 40_000, 61_000, 13 * 3600_000, 25 * 3600_000),
      beats: fc.array(fc.boolean(), { minLength: AGENTS.length, maxLength: AGENTS.length }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
)

let keys = 0

export async function take(world: World, one: Step): Promise<void> {
  switch (one.kind) {
    case 'says':
      return customerSays(world, one)
    case 'saysWhile':
      world.interrupt(() => deskActs(world, one.act))
      await says(world, conversationAt(one.conversation), one.text, `k${++keys}`)
      return world.app.settled()
    case 'desk':
      await deskActs(world, one)
      return world.app.settled()
    case 'race':
      await Promise.all(one.acts.map((act) => deskActs(world, act)))
      return world.app.settled()
    case 'endsChat':
      await world.app.endChat(conversationAt(one.conversation), `end${++keys}`)
      return
    case 'time':
      world.clock.advance(one.ms)
      for (const [index, agent] of AGENTS.entries()) if (one.beats[index]) await world.app.heartbeat(agent)
      await world.app.background.tick()
      return
    case 'crash':
      return world.crash()
  }
}

async function customerSays(world: World, { conversation, text, again, dies }: Extract<Step, { kind: 'says' }>): Promise<void> {
  const conversationId = conversationAt(conversation)
  const key = `k${++keys}`
  if (dies) await world.dieAfterAck(() => says(world, conversationId, text, key))
  else await says(world, conversationId, text, key)
  if (again) await Promise.all([says(world, conversationId, text, key), says(world, conversationId, text, key)])
  await world.app.settled()
}

async function deskActs(world: World, { act, agent: index, conversation, stale }: DeskStep): Promise<void> {
  const conversationId = conversationAt(conversation)
  const agent = AGENTS[index] ?? AGENTS[0]!
  const head = await world.app.log.head(conversationId)
  const epoch = (head?.epoch ?? 0) - stale
  const handoffId = head?.state.handoff?.id ?? `${conversationId}.h1`
  const version = Math.max(0, (head?.version ?? 0) - stale)
  const { desk } = world.app
  switch (act) {
    case 'claim':
      await desk.claim(agent, handoffId, epoch)
      return
    case 'say':
      await desk.relay(agent, { conversationId, epoch, text: `from ${agent.name}`, clientMessageId: `m${++keys}` })
      return
    case 'note':
      await desk.note(agent, { conversationId, text: 'INTERNAL', clientMessageId: `n${++keys}` })
      return
    case 'return':
      await desk.return(agent, { handoffId, epoch, version })
      return
    case 'close':
      await desk.close(agent, { handoffId, epoch, version, disposition: 'solved' })
      return
    case 'toColleague': {
      const colleague = AGENTS[1 - index] ?? AGENTS[0]!
      await desk.transfer(agent, { handoffId, epoch, to: { kind: 'agent', agentId: colleague.agentId } })
      return
    }
    case 'toQueue':
      await desk.transfer(agent, { handoffId, epoch, to: { kind: 'queue' } })
      return
  }
}

function conversationAt(index: number): string {
  return CONVERSATIONS[index] ?? CONVERSATIONS[0]!
}
