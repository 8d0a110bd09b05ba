import { expect } from 'chai'
import fc from 'fast-check'
import { setImmediate } from 'node:timers/promises'
import { createApplication, type Ports } from '../../bot/application.ts'
import type { Send, SendOutcome } from '../../bot/deliver.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import type { Onward } from '../../conversation/outbox.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { createEchoTurn, echoTurn } from '../walks/echo-turn.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'

const CONVERSATION = 'in-teams'
/** How often it is looked whether all is done; what a faulty part left undone stays so. */
const LOOKS = 500
const ADA = { agentId: 'ada', name: 'Ada' }
/** The customer's channel, and two who are told of everything said and of every change of owner. */
const DESTINATIONS = ['msteams', 'webhook', 'another'] as const
type Destination = (typeof DESTINATIONS)[number]
const toBoth: Onward = (event, before, after) =>
  event.type === 'BotMessage' || event.type === 'HumanMessage' || before.epoch !== after.epoch ? ['webhook', 'another'] : []

/** What the channel does with a send: an answer; a refusal during which an agent claims; or silence until the node dies. */
type Weather = SendOutcome['kind'] | 'claimed' | 'dies'
type Step =
  | { kind: 'says'; text: string }
  | { kind: 'claims' | 'writes' | 'returns' | 'retries' | 'dies' }
  | { kind: 'weather'; at: Destination; next: Weather[] }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('says' as const), text: fc.constantFrom('question', 'human please') }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      { kind: 'claims' },
      { kind: 'writes' },
      { kind: 'returns' },
      { kind: 'retries' },
      { kind: 'dies' },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('weather' as const),
      at: fc.constantFrom(...DESTINATIONS),
      next: fc.array(fc.constantFrom<Weather>('sent', 'retry', 'claimed', 'unknown', 'give_up', 'dies'), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
  },
)

describe('the outbox on bad days', () => {
  const RUNS = { numRuns: 60, seed: 20260107 }
  const walk = fc.array(step, { minLength: 3, maxLength: 30 })

  it('brings every entry to an end, in order, and lets no bot speak after a person took over', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(walk, (steps) => walked(steps)),
      RUNS,
    )
  })

  const notices = (what: string, faulty: (ports: Ports) => Ports) =>
    it(`would notice ${what}`, async function () {
      this.timeout(60_000)
      const outcome = await fc.check(
        fc.asyncProperty(walk, (steps) => walked(steps, faulty)),
        { ...RUNS, endOnFailure: true },
      )
      expect(outcome.failed).to.equal(true)
    })

  it('lets a destination that is down hold back nobody but itself, and no longer than two minutes', async () => {
    const { clock, store, app, sends, hour } = await withDeadWebhook()
    for (const text of ['one', 'two', 'three']) await act(app, { kind: 'says', text }, text)
    await quietly(() => sends.length === 3)
    expect(sends, 'the customer reads all of it').to.deep.equal(['one', 'two', 'three'].map((text) => `re: ${text}`))
    const waiting = await store.log.oldest(10, Infinity)
    expect(waiting.length, 'the webhook is still tried').to.be.above(0)
    hour.strike()
    await app.settled()
    expect(clock.now() - hour.begun).to.be.at.most(121_000)
    expect(await store.log.oldest(10, Infinity)).to.deep.equal([])
    await store.close()
  })

  notices('deliveries that are forgotten', (ports) => ({
    ...ports,
    deliveries: { ...ports.deliveries, put: async () => undefined },
  }))
  notices('an outbox that nobody owes after a crash', (ports) => ({ ...ports, log: { ...ports.log, oldest: async () => [] } }))
  notices('a sender who believes the bot still owns it', (ports) => ({
    ...ports,
    log: {
      ...ports.log,
      append: (commit, row) =>
        ports.log.append({ ...commit, outbox: commit.outbox.map((entry) => ({ ...entry, epoch: entry.epoch + 99 })) }, row),
    },
  }))
})

async function walked(steps: Step[], faulty: (ports: Ports) => Ports = (ports) => ports): Promise<void> {
  const clock = createHandClock()
  const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
  await store.agents.compareAndSet({ ...ADA, presence: 'available', seenAt: clock.now(), capacity: 9, slots: [], revision: 0 })
  const ports = faulty(store)
  const ids = countingIds()
  const weather: Record<Destination, Weather[]> = { msteams: [], webhook: [], another: [] }
  const sends: Record<Destination, string[]> = { msteams: [], webhook: [], another: [] }
  const outOfTurn: string[] = []
  const node = { died: false }
  let meanwhile = nothing

  const send: Send = async (commit, entry, signal) => {
    const head = await store.log.head(commit.conversationId)
    if (entry.speaker === 'bot' && head?.state.owner.kind === 'human') outOfTurn.push(entry.id)
    const at = entry.destination as Destination
    const kind = weather[at].shift() ?? 'sent'
    if (kind === 'claimed') {
      meanwhile = () => act(app, { kind: 'claims' }, '')
      return { kind: 'retry' }
    }
    if (kind === 'dies') {
      node.died = true
      return new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('the node died'))))
    }
    if (kind === 'sent') sends[at].push(entry.id)
    return kind === 'sent' ? { kind, channelActivityId: null } : kind === 'give_up' ? { kind, code: '403' } : { kind }
  }

  const start = () =>
    createApplication(ports, {
      ids,
      runTurn: createEchoTurn(async () => undefined),
      fallbackTurn: echoTurn,
      signals: createLocalSignals(),
      onward: toBoth,
      senderOf: () => send,
      report: () => undefined,
      nodeId: ids.next(),
      random: () => 0.5,
      wait: async (ms) => {
        clock.advance(ms)
        await meanwhile()
        meanwhile = nothing
      },
      recoverAfterMs: 0,
    })

  let app = start()
  /** The node is gone in the middle of whatever it did; the next one starts when the leases of the first have run out. */
  const crash = async (): Promise<void> => {
    node.died = false
    meanwhile = nothing
    await app.stop()
    await app.settled()
    clock.advance(200_000)
    await ports.agents.get(ADA.agentId).then((agent) => agent && ports.agents.compareAndSet({ ...agent, seenAt: clock.now() }))
    app = start()
    await app.background.recover(clock.now() + 1)
    await quiet()
  }
  /** Until nothing is owed any more, or the channel swallowed a send and the node with it. */
  async function quiet(): Promise<void> {
    for (let look = 0; look < LOOKS && !node.died; look++) {
      await setImmediate()
      if ((await store.log.oldest(1, Infinity)).length === 0) return
    }
    if (node.died) await crash()
  }

  for (const one of steps) {
    if (one.kind === 'weather') weather[one.at].push(...one.next)
    else if (one.kind === 'dies') await crash()
    else {
      await act(app, one, ids.next())
      await quiet()
    }
  }
  for (const at of DESTINATIONS) weather[at].length = 0
  await crash()
  await everythingEnded(store, sends)
  expect(outOfTurn, 'the bot speaks after a person took over').to.deep.equal([])
  await store.close()
}

const nothing = async (): Promise<void> => undefined

async function quietly(done: () => boolean): Promise<void> {
  for (let look = 0; look < LOOKS && !done(); look++) await setImmediate()
}

/** The channel is well, the webhook is not, and its pauses last until the hour strikes. */
async function withDeadWebhook() {
  const clock = createHandClock()
  const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
  const sends: string[] = []
  let strike = (): void => undefined
  const struck = new Promise<void>((resolve) => (strike = resolve))
  const ids = countingIds()
  const app = createApplication(store, {
    ids,
    runTurn: createEchoTurn(async () => undefined),
    fallbackTurn: echoTurn,
    signals: createLocalSignals(),
    onward: (event) => (event.type === 'BotMessage' ? ['webhook'] : []),
    senderOf: (destination) => async (commit, entry) => {
      if (destination === 'webhook') return { kind: 'retry' }
      const said = commit.events[entry.event]
      sends.push(said?.type === 'BotMessage' ? said.text : '')
      return { kind: 'sent', channelActivityId: null }
    },
    report: (error) => {
      throw error
    },
    nodeId: ids.next(),
    random: () => 0.5,
    wait: async (ms) => {
      await struck
      clock.advance(ms)
    },
    recoverAfterMs: 0,
  })
  return { clock, store, app, sends, hour: { begun: clock.now(), strike: () => strike() } }
}

async function act(app: ReturnType<typeof createApplication>, one: Exclude<Step, { kind: 'weather' | 'dies' }>, key: string) {
  if (one.kind === 'says') {
    const inbound = { conversationId: CONVERSATION, channel: 'msteams', customerId: '29:customer', keys: [key], text: one.text }
    await app.receive(inbound)
    return
  }
  const head = await app.log.head(CONVERSATION)
  if (!head) return
  const { epoch, version } = head
  const handoffId = head.state.handoff?.id ?? `${CONVERSATION}.h1`
  if (one.kind === 'claims') await app.desk.claim(ADA, handoffId, epoch)
  else if (one.kind === 'retries') await retryLastFailed(app)
  else if (one.kind === 'returns') await app.desk.return(ADA, { handoffId, epoch, version })
  else await app.desk.relay(ADA, { conversationId: CONVERSATION, epoch, text: 'from Ada', clientMessageId: key })
}

async function retryLastFailed(app: ReturnType<typeof createApplication>): Promise<void> {
  const events = (await app.log.read(CONVERSATION, 0, 100_000)).flatMap((commit) => commit.events)
  const failed = events.findLast((event) => event.type === 'DeliveryFailed')
  if (failed?.type === 'DeliveryFailed') await app.desk.retry(ADA, { conversationId: CONVERSATION, entryId: failed.entryId })
}

/** Property 6: sent, withdrawn or failed, and the last two visible in the log. */
async function everythingEnded(ports: Ports, sends: Record<Destination, string[]>): Promise<void> {
  const commits = await ports.log.read(CONVERSATION, 0, 100_000)
  const entries = commits.flatMap((commit) => commit.outbox.map((entry) => entry.id))
  const deliveries = await ports.deliveries.of(CONVERSATION, entries)
  const stateOf = new Map(deliveries.map((delivery) => [delivery.entryId, delivery.state]))
  const events = commits.flatMap((commit) => commit.events)
  for (const id of entries) {
    const state = stateOf.get(id)
    const seen = events.some(
      (event) => (event.type === 'DeliveryFailed' || event.type === 'DeliveryWithdrawn') && event.entryId === id,
    )
    expect(state, `property 6: entry ${id} came to an end`).to.be.oneOf(['sent', 'withdrawn', 'failed'])
    expect(seen, `property 6: entry ${id} is ${state} and the desk can tell`).to.equal(state !== 'sent')
  }
  expect(commits.filter((commit) => commit.owed.includes('outbox')).length, 'property 6: nothing stays owed').to.equal(0)
  for (const at of DESTINATIONS) {
    const arrived = sends[at].map((id) => entries.indexOf(id))
    expect(arrived, `entries leave in order for ${at}`).to.deep.equal(arrived.toSorted((a, b) => a - b))
  }
}
