import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createConnectorSender } from '../../bot/channels/bot-framework/connector-sender.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { createHandClock } from '../walks/hand-clock.ts'
import { below, type Counts, type Judged, seeded, sum, type Torture, type TortureOptions } from './counts.ts'
import { openFaultyDatabase } from './database-faults.ts'
import { createEchoApplication } from './echo-application.ts'
import { talkThroughFaults } from './faulty-conversations.ts'
import { writeThroughFaults } from './faulty-writes.ts'

const ADA = { agentId: 'ada', name: 'Ada' }
const MESSAGES = 10

/** What a channel does to a send, about half the time nothing bad. `arrived` tells whether the customer saw it all the same. */
const FAULTS: { arrived: boolean; play: (response: ServerResponse) => void }[] = [
  ...Array.from({ length: 8 }, () => ({ arrived: true, play: (response: ServerResponse) => void response.end('{"id":"1"}') })),
  { arrived: true, play: (response) => void response.end() },
  { arrived: true, play: (response) => void response.socket?.destroy() },
  { arrived: false, play: (response) => answer(response, 429, { 'Retry-After': '2' }) },
  ...[408, 412, 500, 502, 503, 504].map((status) => ({
    arrived: false,
    play: (response: ServerResponse) => answer(response, status, {}),
  })),
  { arrived: true, play: (response) => void setTimeout(() => response.end('{"id":"1"}'), 15) },
]

export const faults: Torture = {
  about: 'sends through a channel that fails; writes and messages through a MongoDB server that fails',
  small: 400,
  full: 10_000,
  async run(options): Promise<Counts> {
    const channel = await throughChannel(options)
    console.log(`faults of the channel: ${JSON.stringify(channel)}`)
    const database = await openFaultyDatabase(options.givenMongo)
    if (typeof database === 'string') {
      console.error(`faults: LEFT OUT, all faults of the database (closed connections, not primary, lost answers …): ${database}`)
      return channel
    }
    const random = seeded(options.seed)
    const writes = await writeThroughFaults(database, options.n, random)
    console.log(`faults of the database, each kind of write: ${JSON.stringify(writes)}`)
    const talk = await talkThroughFaults(database, Math.ceil(options.n / 4), random)
    console.log(`faults of the database, conversations: ${JSON.stringify(talk)}`)
    await database.close()
    return sum([channel, writes, talk])
  },
}

/** Replies to a channel that answers 429, 412, 5xx, breaks the line or is slow: none lost, in order, none of the bot's after a takeover. */
async function throughChannel({ n, seed }: TortureOptions): Promise<Judged> {
  const random = seeded(seed)
  const shown = new Map<string, string[]>()
  const channel = createServer((request, response) => void receive(request, response, random, shown))
  await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve))
  const serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}`
  const clock = createHandClock()
  const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
  const { app, problems } = createEchoApplication(store, {
    senderOf: () => createConnectorSender({ fetch, getToken: undefined, publicUrl: undefined }),
    random,
    wait: async (ms) => clock.advance(Math.min(ms, 100)),
  })
  const conversations = Array.from({ length: Math.ceil(n / MESSAGES) }, (_, index) => `faults${index}`)
  await store.agents.compareAndSet({
    ...ADA,
    presence: 'available',
    seenAt: clock.now() + 1e9,
    capacity: conversations.length,
    slots: [],
    revision: 0,
  })
  for (let first = 0; first < conversations.length; first += 20) {
    await Promise.all(conversations.slice(first, first + 20).map((conversationId) => talk(conversationId)))
    await app.settled()
  }
  const counts = { attempted: 0, acknowledged: 0, lost: 0, duplicated: 0, outOfOrder: 0, stuck: 0, violations: problems.length }
  for (const conversationId of conversations) await judge(conversationId, counts)
  await store.close()
  channel.close()
  channel.closeAllConnections()
  return counts

  async function talk(conversationId: string): Promise<void> {
    const takeover = random() < 0.3 ? below(random, MESSAGES) : -1
    for (let message = 0; message < MESSAGES; message++) {
      const text = message === takeover ? 'human' : `m${message}`
      await app.receive({
        conversationId,
        channel: 'msteams',
        customerId: conversationId,
        address: { serviceUrl, conversation: { id: conversationId }, user: { id: 'u' }, bot: { id: 'b' } },
        keys: [`${message}`],
        text,
      })
      if (message !== takeover) continue
      await app.settled()
      const head = await store.log.head(conversationId)
      await app.desk.claim(ADA, head?.state.handoff?.id ?? '', head?.epoch ?? -1)
    }
  }

  async function judge(conversationId: string, counts: Judged): Promise<void> {
    const commits = await store.log.read(conversationId, 0, 1000)
    const entries = commits.flatMap((commit) =>
      commit.outbox.map((entry) => ({ entry, text: wordsOf(commit.events[entry.event]) })),
    )
    const ended = new Map(
      (
        await store.deliveries.of(
          conversationId,
          entries.map(({ entry }) => entry.id),
        )
      ).map((one) => [one.entryId, one]),
    )
    const seen = shown.get(conversationId) ?? []
    const distinct = [...new Set(seen)]
    counts.attempted += entries.length
    counts.acknowledged += ended.size
    counts.stuck += entries.filter(({ entry }) => !ended.has(entry.id)).length
    counts.lost += entries.filter(({ entry, text }) => ended.get(entry.id)?.state === 'sent' && !seen.includes(text)).length
    counts.duplicated += distinct.filter((text) => seen.filter((other) => other === text).length > 2).length
    const order = entries.map(({ text }) => text).filter((text) => distinct.includes(text))
    if (order.join() !== distinct.join()) counts.outOfOrder++
  }
}

/** restify, once loaded, has writeHead return nothing to chain on. */
function answer(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, headers)
  response.end('sorry')
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  random: () => number,
  shown: Map<string, string[]>,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { text } = JSON.parse(Buffer.concat(chunks).toString()) as { text: string }
  const fault = FAULTS[below(random, FAULTS.length)] ?? FAULTS[0]
  const conversation = /conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? ''
  if (fault?.arrived) shown.set(conversation, [...(shown.get(conversation) ?? []), text])
  fault?.play(response)
}

function wordsOf(event: { type: string; text?: string } | undefined): string {
  return event?.text ?? ''
}
