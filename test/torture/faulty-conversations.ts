import { randomUUID } from 'node:crypto'
import type { Commit } from '../../conversation/ports.ts'
import { project } from '../../conversation/project.ts'
import { openMongo } from '../../providers/mongo/open-database.ts'
import { createHandClock } from '../walks/hand-clock.ts'
import { below, type Judged, sum } from './counts.ts'
import { createEchoApplication } from './echo-application.ts'
import { type FaultyDatabase, isUnavailable, untilAnswered } from './database-faults.ts'

const ADA = { agentId: 'ada', name: 'Ada' }
const MESSAGES = 10
/** Conversations at once. */
const AT_ONCE = 5
/** Past what a lease, a slot or a turn left behind waits for. Milliseconds. */
const LATER_MS = 120_000
/** What is owed after so many looks without faults is stuck. */
const LOOKS = 30

/**
 * Customers, an agent and a channel while the database fails every few steps. Whoever is not answered asks again; what nobody asks for
 * is found owed. In the end every acknowledged message is there once, answered once, sent once, in order, and rows say what the log says.
 */
export async function talkThroughFaults(database: FaultyDatabase, messages: number, random: () => number): Promise<Judged> {
  const clock = createHandClock()
  const store = await openMongo({ uri: database.uri, database: `faults_${randomUUID().slice(0, 8)}`, clock })
  const sent = new Map<string, string[]>()
  const { app, problems } = createEchoApplication(store, {
    senderOf: () => async (commit, entry) => {
      sent.set(commit.conversationId, [...(sent.get(commit.conversationId) ?? []), entry.id])
      return { kind: 'sent', channelActivityId: entry.id }
    },
    random,
    wait: async (ms) => clock.advance(Math.min(ms, 100)),
  })
  const conversations = Array.from({ length: Math.ceil(messages / MESSAGES) }, (_, index) => `talk${index}`)
  await store.agents.compareAndSet({
    ...{ ...ADA, presence: 'available', seenAt: clock.now() + 1e12, capacity: 1e6, slots: [], revision: 0 },
  })
  const acknowledged = new Map<string, number[]>()
  const counts = sum([])
  for (let first = 0; first < conversations.length; first += AT_ONCE) {
    const some = conversations.slice(first, first + AT_ONCE)
    await Promise.all(some.map((conversationId) => talk(conversationId)))
    await database.disarm()
    await finish()
    for (const conversationId of some) await judge(conversationId)
  }
  const slots = (await store.agents.get(ADA.agentId))?.slots.length ?? 0
  counts.violations += slots + problems.filter((problem) => !isUnavailable(problem)).length
  await store.close()
  return counts

  async function talk(conversationId: string): Promise<void> {
    const takeover = below(random, MESSAGES)
    for (let message = 0; message < MESSAGES; message++) {
      if (random() < 0.4) await database.arm(random)
      counts.attempted++
      await untilAnswered(() =>
        app.receive({
          ...{ conversationId, channel: 'msteams', customerId: conversationId, keys: [`${message}`] },
          ...{ address: { conversation: { id: conversationId } }, text: message === takeover ? 'human' : `m${message}` },
        }),
      )
      counts.acknowledged++
      acknowledged.set(conversationId, [...(acknowledged.get(conversationId) ?? []), message])
      if (message === takeover) await takeOver(conversationId)
    }
  }

  async function takeOver(conversationId: string): Promise<void> {
    const waiting = await waitingHead(conversationId)
    const handoffId = waiting.state.handoff?.id ?? ''
    const claimed = await untilAnswered(() => app.desk.claim(ADA, handoffId, waiting.epoch))
    if (claimed.kind !== 'done') throw new Error(`the claim was refused: ${claimed.code}`)
    const { epoch } = claimed
    const said = { conversationId, epoch, text: 'I am here', clientMessageId: 'one' }
    await untilAnswered(() => app.desk.relay(ADA, said))
    await untilAnswered(() => app.desk.return(ADA, { handoffId, epoch, version: claimed.version }))
  }

  /** The turn that puts the customer into the queue may need finding first. */
  async function waitingHead(conversationId: string): Promise<Commit> {
    for (let look = 0; look < LOOKS; look++) {
      await app.settled()
      const head = await untilAnswered(() => store.log.head(conversationId))
      if (head?.state.owner.kind === 'queue') return head
      clock.advance(LATER_MS)
      await app.background.recover(clock.now() + 1).catch(onlyUnavailable)
    }
    throw new Error('no handoff was queued')
  }

  async function finish(): Promise<void> {
    for (let look = 0; look < LOOKS; look++) {
      await app.settled()
      await store.idle()
      clock.advance(LATER_MS)
      await app.background.tick()
      if ((await store.log.oldest(1, clock.now() + 1)).length === 0) return
      await app.background.recover(clock.now() + 1)
    }
    counts.stuck++
  }

  async function judge(conversationId: string): Promise<void> {
    const commits = await store.log.read(conversationId, 0, 1000)
    const events = commits.flatMap((commit) => commit.events)
    const own = events.flatMap((event) => (event.type === 'CustomerMessage' ? [event.text] : []))
    const turns = events.flatMap((event) => (event.type === 'TurnCompleted' ? [event.messageVersion] : []))
    const entries = commits.flatMap((commit) => commit.outbox.map(({ id }) => id))
    const delivered = await store.deliveries.of(conversationId, entries)
    const shown = sent.get(conversationId) ?? []
    const head = commits.at(-1)
    counts.lost += Math.max(0, (acknowledged.get(conversationId)?.length ?? 0) - own.length)
    // The bot's words that a takeover overtook are withdrawn, and only those may stay unseen.
    counts.lost += delivered.filter(({ entryId, state }) => state !== 'withdrawn' && !shown.includes(entryId)).length
    counts.duplicated += own.length - new Set(own).size + turns.length - new Set(turns).size
    counts.duplicated += events.filter((event) => event.type === 'HumanMessage').length - 1
    counts.duplicated += shown.length - new Set(shown).size
    if ([...new Set(shown)].join() !== entries.filter((id) => shown.includes(id)).join()) counts.outOfOrder++
    counts.stuck += entries.length - delivered.length + commits.filter(({ owed }) => owed.length > 0).length
    const row = await store.rows.get(conversationId)
    const gapless = commits.every(({ version }, index) => version === index + 1)
    if (!gapless || JSON.stringify(row) !== JSON.stringify(head && project(conversationId, head.state))) counts.violations++
  }
}

function onlyUnavailable(error: unknown): void {
  if (!isUnavailable(error)) throw error
}
