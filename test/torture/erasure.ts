import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { eraseCommand, erasingOn } from '../../bot/commands/erase.ts'
import { backUpStore, composeNode, type Node, openStore, type Store } from '../../bot/compose.ts'
import { type Config, readConfig } from '../../bot/config.ts'
import { createLogger } from '../../bot/logger.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { conversationIdOf } from '../../domain/ids.ts'
import { type Counts, type Torture, type TortureOptions } from './counts.ts'
import { mongoUri } from './open-store.ts'

/** In every personal word of those who are erased, and in nothing else: long enough that no random id holds it by chance. */
const MARK = 'zwetschgenqzx'
/** The same for those who stay: without them a search that finds nothing would prove nothing. */
const STAYING_MARK = 'mirabellenvwy'
/** One stays for so many who are erased. */
const STAYING = 10

/**
 * Customers write personal words wherever a customer can, agents and notes repeat them, a channel fails in between; then they are erased
 * beside the running server. No byte of their words may be left in files, rows, logs or a backup made after it (on MongoDB: in all that a
 * query returns), and the figures of what happened before stay what they were.
 */
export const erasure: Torture = {
  about: 'customers erased, and every word of theirs looked for',
  small: 12,
  full: 200,
  run: (options) => eraseEverybody(options),
}

/** `faulty` makes a part of the erasure forget its work; then something must be found. */
export async function eraseEverybody(
  { n, store }: Pick<TortureOptions, 'n' | 'store'>,
  faulty: (store: Store) => Store = (whole) => whole,
): Promise<Counts> {
  const dataDir = mkdtempSync(join(tmpdir(), 'warmline-erasure-'))
  const logged: string[] = []
  const channel = await openFailingChannel()
  const database = `erasure_${randomUUID().slice(0, 8)}`
  const config = readConfig({
    ...{ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'debug', ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: 'true' },
    ...(store === 'mongo' ? { MONGODB_URI: mongoUri().replace('/?', `/${database}?`) } : {}),
  })
  const node = await composeNode(config, createLogger('debug', { write: (line) => void logged.push(line) }))
  const base = `http://127.0.0.1:${await node.start()}`
  const conversations: string[] = []
  const staying: string[] = []
  for (let customer = 0; customer < n; customer++) {
    conversations.push(...(await live(node, base, channel.serviceUrl, customer, MARK)))
    if (customer % STAYING === 0) staying.push(...(await live(node, base, channel.serviceUrl, customer, STAYING_MARK)))
  }
  await node.application.settled()
  const everybody = [...conversations, ...staying]
  const before = await figuresOf(config, everybody)
  const erasing = erasingOn(faulty(await openStore(config)), config)
  for (const id of conversations) {
    await eraseCommand.run(erasing.deps, { positionals: [], values: { customer: id }, tokens: [] } as never, () => undefined)
  }
  await erasing.close()
  await node.application.settled()

  const found: string[] = []
  const look = (place: string, content: string | Buffer): void => {
    if (content.includes(MARK)) found.push(place)
  }
  const lookIntoFiles = async (): Promise<void> => {
    for (const name of readdirSync(dataDir)) look(`file ${name}`, readFileSync(join(dataDir, name)))
  }
  await lookIntoFiles()
  const rows = JSON.stringify(await node.application.rows.list({ limit: 10_000 }))
  look('rows', rows)
  for (const id of everybody) look('a log read whole', JSON.stringify(await node.application.log.read(id, 0, 10_000)))
  const copy = join(dataDir, 'copy-made-afterwards')
  backUpStore(config)?.(copy)
  await lookIntoFiles()
  const dumped = store === 'mongo' ? await dumpOf(config.MONGODB_URI ?? '', database) : readFileSync(copy).toString('latin1')
  look('dump', dumped)
  look('logs', logged.join(''))
  const { changed } = await compareFigures(config, everybody, before)
  await node.stop()
  await lookIntoFiles()
  channel.close()
  rmSync(dataDir, { recursive: true })
  for (const place of new Set(found)) console.error(`erasure: a word is left in ${place}`)
  const kept = dumped.split(STAYING_MARK).length - 1
  if (kept === 0) console.error('erasure: those who stay were not found either, so the search is blind')
  return {
    attempted: conversations.length,
    acknowledged: conversations.length,
    lost: kept === 0 ? 1 : 0,
    violations: new Set(found).size + (changed ? 1 : 0),
  }
}

/** What a customer may do, as far as this one gets: some are erased in the middle of it. */
async function live(node: Node, base: string, serviceUrl: string, n: number, mark: string): Promise<string[]> {
  const word = (place: string): string => `${mark}${place}${n}`
  const way = n % 5
  const talk = n % 2 === 0 ? await webChat(base, word) : teams(base, serviceUrl, word)
  await talk.says(`I am ${word('text')}, my order is ${word('order')}`)
  await talk.says('How long do I have to return something?')
  await talk.says(`no, that did not help, ${word('again')}`)
  if (way === 0) return [talk.conversationId]
  await talk.says(`let me talk to a human please, says ${word('wants')}`)
  await node.application.settled()
  await talk.says(`you reach me at ${word('contact')}@example.com`)
  await node.application.settled()
  if (way === 1) return [talk.conversationId]
  const { desk, log } = node.application
  const waiting = await log.head(talk.conversationId)
  const handoffId = waiting?.state.handoff?.id ?? ''
  const agent = { agentId: `agent-${mark}-${n}`.replace(MARK, 'a').replace(STAYING_MARK, 'b'), name: 'Ada' }
  const claimed = await desk.claim(agent, handoffId, waiting?.epoch ?? -1)
  if (claimed.kind !== 'done') throw new Error(`the claim was refused: ${claimed.code}`)
  const { conversationId } = talk
  await desk.relay(agent, { conversationId, epoch: claimed.epoch, text: `Hello ${word('human')}`, clientMessageId: word('key') })
  await desk.note(agent, { conversationId, text: `is ${word('note')}`, clientMessageId: word('notekey') })
  await talk.says(`thank you, ${word('thanks')}`)
  if (way === 2) return [conversationId]
  const shown = await log.head(conversationId)
  await desk.return(agent, { handoffId, epoch: claimed.epoch, version: shown?.version ?? 0 })
  await node.application.settled()
  await talk.says('5')
  await node.application.settled()
  await talk.says(`It was good, says ${word('comment')}`)
  await node.application.settled()
  return [conversationId]
}

interface Talk {
  conversationId: string
  says(text: string): Promise<void>
}

async function webChat(base: string, word: (place: string) => string): Promise<Talk> {
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ name: word('name') })
  const opened = await fetch(`${base}/chat/token`, { method: 'POST', headers, body })
  const { token, conversationId } = (await opened.json()) as { token: string; conversationId: string }
  let said = 0
  return {
    conversationId,
    says: (text) =>
      post(
        `${base}/v3/directline/conversations/${conversationId}/activities`,
        {
          type: 'message',
          text,
          locale: word('lc'),
          // A chip that is not ours, once: who presses one does not say anything else.
          ...(said === 0 ? { value: { warmline: 'helped', answerId: word('answer') } } : {}),
          channelData: { clientActivityID: `${word('client')}-${said++}` },
        },
        { Authorization: `Bearer ${token}` },
      ),
  }
}

function teams(base: string, serviceUrl: string, word: (place: string) => string): Talk {
  const conversation = { id: word('conversation'), name: word('group') }
  const from = { id: word('user'), name: word('name'), aadObjectId: word('aad') }
  let said = 0
  return {
    conversationId: conversationIdOf('msteams', 'default', conversation.id),
    says: (text) =>
      post(`${base}/api/messages`, {
        ...{ type: 'message', id: `${word('id')}-${said++}`, channelId: 'msteams', serviceUrl: `${serviceUrl}/${word('url')}` },
        ...{ conversation, from, recipient: { id: 'bot' }, text, locale: word('lc') },
        attachments: [{ contentType: 'application/pdf', name: `${word('file')}.pdf` }],
      }),
  }
}

async function post(url: string, activity: unknown, headers: Record<string, string> = {}): Promise<void> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(activity) }
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  await response.arrayBuffer()
}

/** Refuses for good every third time, so that failures are written down, too. */
async function openFailingChannel() {
  let requests = 0
  const server = createServer((request, response) => {
    const fails = ++requests % 3 === 0
    request.resume().on('end', () => {
      response.statusCode = fails ? 403 : 200
      response.end(`{"id":"${requests}"}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Figures = Map<string, { through: number; figures: string }>

/** What Prometheus would have counted of each conversation. */
async function figuresOf(config: Config, conversations: string[], through?: Figures): Promise<Figures> {
  const store = await openStore(config)
  const found: Figures = new Map()
  for (const id of conversations) {
    const limit = through?.get(id)?.through ?? Infinity
    const commits = (await store.log.read(id, 0, 10_000)).filter(({ version }) => version <= limit)
    const metrics = createMetrics()
    for (const commit of commits) metrics.note(commit)
    const text = (await metrics.text()).split('\n').filter((line) => line.startsWith('warmline_'))
    found.set(id, { through: commits.at(-1)?.version ?? 0, figures: text.join('\n') })
  }
  await store.close()
  return found
}

async function compareFigures(config: Config, conversations: string[], before: Figures): Promise<{ changed: boolean }> {
  const after = await figuresOf(config, conversations, before)
  const changed = conversations.filter((id) => before.get(id)?.figures !== after.get(id)?.figures)
  if (changed.length > 0) console.error(`erasure: the figures of ${changed.length} conversations changed`)
  return { changed: changed.length > 0 }
}

/** All that queries return, as a dump would hold it. */
async function dumpOf(uri: string, database: string): Promise<string> {
  const client = await MongoClient.connect(uri)
  const db = client.db(database)
  const parts: string[] = []
  for (const { name } of await db.listCollections().toArray()) {
    parts.push(JSON.stringify(await db.collection(name).find().toArray()))
  }
  await client.close()
  return parts.join('\n')
}
