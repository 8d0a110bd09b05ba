import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type RunningNode, startNode } from '../../bench/speed/node.ts'
import { openMongo } from '../../providers/mongo/open-database.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { startTestServer } from '../mongo/server.ts'
import { type Books, newConnectorCustomer, openChannel } from './connector-customer.ts'
import { below, type Counts, seeded, sum, type Torture, type TortureOptions } from './counts.ts'
import { newCustomer } from './customer.ts'

const WEB_CUSTOMERS = 4
const CONNECTOR_CUSTOMERS = 2
/** Load goes on for up to this long before the kill. Milliseconds. */
const LONGEST_LIFE_MS = 1000
/** What is not there by then is stuck: a living node takes up after 15 seconds what another left, and a dead one's lease lasts 30. */
const PATIENCE_MS = 90_000

/**
 * SIGKILL at random moments under load: of the process, or, on MongoDB, of one of two nodes or of the database server while both live on.
 * Nothing acknowledged is lost, said twice or unanswered; on a channel that we send to, a crash may repeat one entry of a conversation.
 */
export const kills: Torture = {
  about: 'rounds of kill -9 under load',
  small: 4,
  full: 200,
  async run(options: TortureOptions): Promise<Counts> {
    const random = seeded(options.seed)
    const site = await openSite(options)
    const channel = await openChannel()
    const environment = { ...site.environment, ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: 'true' }
    const start = () => startNode({ dataDir: site.dataDir, environment })
    const nodes = await startEach(site.nodes, start)
    const web = await Promise.all(Array.from({ length: WEB_CUSTOMERS }, (_, n) => newCustomer(baseOf(nodes, n), `web${n}`)))
    const connected = Array.from({ length: CONNECTOR_CUSTOMERS }, (_, n) => newConnectorCustomer(channel, `teams${n}`))
    const everybody = [...web, ...connected]
    const killed = { node: [] as number[], server: [] as number[] }

    for (let round = 1; round <= options.n; round++) {
      const load = { over: false }
      const talking = everybody.map((one, n) => one.talk(baseOf(nodes, n), load))
      const life = 20 + random() * LONGEST_LIFE_MS
      const victim = below(random, nodes.length)
      const killServer = random() < 0.5 ? site.killServer : undefined
      await wait(life)
      if (killServer) await killServer()
      else await nodes[victim]?.stop()
      load.over = true
      await Promise.all(talking)
      killed[killServer ? 'server' : 'node'].push(round)
      if (!killServer) nodes[victim] = await start()
    }

    const deadline = Date.now() + PATIENCE_MS
    const settled = everybody.map(async (one, n) => {
      while (!(await one.sayAgainWhatWasNotAcknowledged(baseOf(nodes, n))) && Date.now() < deadline) await wait(200)
    })
    await Promise.all(settled)
    const { books, close } = await site.openBooks()
    const found = await Promise.all([
      ...web.map((one, n) => one.check(baseOf(nodes, n), PATIENCE_MS)),
      ...connected.map((one) => one.check(books, PATIENCE_MS)),
    ])
    await close()
    for (const node of nodes) await node.stop()
    channel.close()
    await site.close()
    const repeats = found.map((one) => ('repeats' in one ? one.repeats : 0))
    console.log(
      `kills: a node in ${roundsOf(killed.node)}, the database server in ${roundsOf(killed.server)}; ` +
        `repeated on the channel ${repeats.reduce((a, b) => a + b)} (allowed: one a conversation and crash)`,
    )
    const beyond = repeats.reduce((count, repeat) => count + Math.max(0, repeat - options.n), 0)
    const { violations: _none, ...counts } = sum(found)
    return { ...counts, duplicated: counts.duplicated + beyond, killed }
  },
}

/** Where the nodes keep their data, and who else can be killed there. */
interface Site {
  dataDir: string
  environment: Record<string, string>
  nodes: number
  killServer?: () => Promise<void>
  openBooks(): Promise<{ books: Books; close: () => Promise<void> }>
  close(): Promise<void>
}

async function openSite({ store, givenMongo }: TortureOptions): Promise<Site> {
  const dataDir = mkdtempSync(join(tmpdir(), 'warmline-kills-'))
  if (store === 'sqlite') {
    return {
      dataDir,
      environment: {},
      nodes: 1,
      async openBooks() {
        const books = openSqlite({ file: join(dataDir, 'warmline.sqlite'), integrityCheck: false })
        return { books, close: () => books.close() }
      },
      close: async () => rmSync(dataDir, { recursive: true }),
    }
  }
  if (givenMongo !== undefined) console.log('kills: the server of MONGODB_URI is not ours to kill; only nodes are')
  const server = givenMongo === undefined ? await startTestServer({ synced: true }) : undefined
  const uri = (givenMongo ?? server?.uri ?? '').replace('/?', `/kills_${process.pid}?`)
  return {
    dataDir,
    environment: { MONGODB_URI: uri },
    nodes: 2,
    ...(server && { killServer: server.killAndRestart }),
    async openBooks() {
      const books = await openMongo({ uri })
      return { books, close: () => books.close() }
    },
    async close() {
      await server?.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}

async function startEach(count: number, start: () => Promise<RunningNode>): Promise<RunningNode[]> {
  const nodes: RunningNode[] = []
  while (nodes.length < count) nodes.push(await start())
  return nodes
}

function baseOf(nodes: RunningNode[], n: number): string {
  return nodes[n % nodes.length]?.base ?? ''
}

function roundsOf(rounds: number[]): string {
  return rounds.length === 0 ? 'no round' : `${rounds.length} rounds (${rounds.join(' ')})`
}
