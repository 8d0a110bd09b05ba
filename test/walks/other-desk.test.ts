import { expect } from 'chai'
import fc from 'fast-check'
import { onwardOf } from '../../bot/onward.ts'
import type { Onward } from '../../conversation/outbox.ts'
import type { Commit } from '../../conversation/ports.ts'
import { OTHER_DESK } from '../../domain/other-desk.ts'
import { checkAtRest, checkEverything } from './properties.ts'
import { type Step, step, take } from './steps.ts'
import { CONVERSATIONS, createWorld, type World } from './world.ts'

/** What the other desk does, however far behind it is, and whether it can be reached. */
type Act =
  | { kind: 'there'; act: 'accepted' | 'message' | 'completed' | 'closed' | 'failed'; conversation: number; stale: number }
  | { kind: 'reached'; reached: boolean }
  | Step

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: step },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('there' as const),
      act: fc.constantFrom('accepted', 'accepted', 'message', 'completed', 'closed', 'failed'),
      conversation: fc.nat(CONVERSATIONS.length - 1),
      stale: fc.constantFrom(0, 0, 0, 0, 1, 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('reached' as const), reached: fc.constantFrom(true, true, false) }),
  },
)

describe('random walks with another desk', () => {
  const RUNS = { numRuns: 80, seed: 20260109 }
  const walk = fc.array(act, { minLength: 5, maxLength: 60 })

  it('keep every property true, leave out no word of the customer, and let nobody wait where nobody knows', async function () {
    this.timeout(120_000)
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(walk, (acts) => walked(acts, seen)),
      RUNS,
    )
    expect([...seen]).to.include.members(['HandoffClaimed there', 'HumanMessage there', 'HandoffReturned there'])
    expect([...seen]).to.include.members(['HandoffClosed there', 'HandoffFailed', 'HandoffClaimed', 'HandoffRequeued'])
  })

  it('would notice words that are not passed on', async function () {
    this.timeout(120_000)
    const real = onwardOf({ WEBHOOK_URL: undefined })
    const faulty: Onward = (event, before, after) =>
      event.type === 'CustomerMessage' && after.owner.kind === 'human' ? [] : real(event, before, after)
    const outcome = await fc.check(
      fc.asyncProperty(walk, (acts) => walked(acts, undefined, faulty)),
      { ...RUNS, endOnFailure: true },
    )
    expect(outcome.failed).to.equal(true)
  })
})

async function walked(acts: Act[], seen?: Set<string>, onward = onwardOf({ WEBHOOK_URL: undefined })): Promise<void> {
  const desk = { reached: true }
  const world = await createWorld(undefined, undefined, {
    ...{ elsewhere: true, onward },
    senderOf: () => async () =>
      desk.reached ? { kind: 'sent', channelActivityId: null } : { kind: 'give_up', code: 'http_503' },
  })
  try {
    for (const one of acts) {
      if (one.kind === 'reached') desk.reached = one.reached
      else if (one.kind === 'there') await actsThere(world, one)
      else await take(world, one)
      await world.app.settled()
      await checkEverything(world)
    }
    await world.crash()
    await world.app.settled()
    await checkEverything(world)
    await checkAtRest(world)
    for (const conversationId of CONVERSATIONS) {
      const commits = await world.commits(conversationId)
      await everythingTold(world, conversationId, commits)
      for (const name of commits.flatMap(({ events }) => events.map(nameOf))) seen?.add(name)
    }
  } finally {
    await world.close()
  }
}

let said = 0

async function actsThere(world: World, { act, conversation, stale }: Extract<Act, { kind: 'there' }>): Promise<void> {
  const conversationId = CONVERSATIONS[conversation] ?? ''
  const head = await world.app.log.head(conversationId)
  const handoffId = head?.state.handoff?.id ?? `${conversationId}.h1`
  const version = Math.max(0, (head?.version ?? 0) - stale)
  const place = { handoffId, epoch: Math.max(0, (head?.epoch ?? 0) - stale), version, name: 'Zoe' }
  if (act === 'message') await world.app.hearOtherDesk({ ...place, kind: act, text: 'from Zoe', messageId: `z${++said}` })
  else if (act === 'closed') await world.app.hearOtherDesk({ ...place, kind: 'completed', disposition: 'solved' })
  else await world.app.hearOtherDesk({ ...place, kind: act })
}

function nameOf(event: Commit['events'][number]): string {
  return 'agentId' in event && event.agentId === OTHER_DESK ? `${event.type} there` : event.type
}

/** Read from the events alone: what the other desk has to be told while it has the conversation, and that it was. */
async function everythingTold(world: World, conversationId: string, commits: Commit[]): Promise<void> {
  let there = false
  const due: string[] = []
  for (const { version, events } of commits) {
    for (const [index, event] of events.entries()) {
      if (event.type === 'HandoffQueued') there = event.queue === OTHER_DESK
      if (there && (event.type === 'HandoffQueued' || event.type === 'CustomerMessage'))
        due.push(`${version}-${index}-${OTHER_DESK}`)
      if (event.type === 'HandoffClaimed' && event.agentId !== OTHER_DESK) there = false
      if (/^Handoff(Returned|Closed|Abandoned|Expired|Failed|Requeued)$/.test(event.type)) there = false
    }
  }
  const entries = commits.flatMap(({ outbox }) => outbox.map(({ id }) => id))
  expect(entries, 'every word since the handoff is passed on').to.include.members(due)
  const ended = await world.ports.deliveries.of(conversationId, due)
  expect(ended.length, 'property 6: each came to an end').to.equal(due.length)
  const failed = ended.filter(({ state }) => state === 'failed').map(({ entryId }) => entryId)
  const { handoff } = commits.at(-1)?.state ?? {}
  const begun = commits.findLast(({ events }) => events.some(({ type }) => type === 'HandoffQueued'))?.version ?? 0
  const untold = failed.filter((entryId) => Number.parseInt(entryId) >= begun)
  const waitsThere = there && handoff !== null && handoff !== undefined
  expect(waitsThere ? untold : [], 'nobody waits where nobody knows').to.deep.equal([])
}
