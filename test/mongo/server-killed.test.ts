import { expect } from 'chai'
import { EventEmitter, once } from 'node:events'
import { WarmlineError } from '../../domain/errors.ts'
import { type MongoStore, openMongo } from '../../providers/mongo/open-database.ts'
import { rowOf, sampleCommit } from '../contracts/samples.ts'
import { startTestServer, type TestServer } from './server.ts'

const CONVERSATIONS = 8
const KILLS = 3
/** Appends acknowledged between two kills. */
const BETWEEN_KILLS = 60

/** On a server of its own, for the one that the other tests run on must live. */
describe('MongoDB server killed with -9', () => {
  let server: TestServer
  let store: MongoStore
  before(async function () {
    this.timeout(120_000)
    server = await startTestServer({ synced: true })
    store = await openMongo({ uri: `${server.uri}&serverSelectionTimeoutMS=2000`, database: 'warmline' })
  })
  after(async () => {
    await store.close()
    await server.stop()
  })

  it('keeps every acknowledged append, once, and rows that can be made again', async function () {
    this.timeout(120_000)
    const appended = new EventEmitter()
    const acknowledged = new Map<string, number>()
    const progress = { appended: 0, wanted: BETWEEN_KILLS, stop: false }
    const writers = Array.from({ length: CONVERSATIONS }, (_, index) => write(`c${index}`))
    for (let kill = 1; kill <= KILLS; kill++) {
      await enough()
      await server.killAndRestart()
      progress.wanted = progress.appended + BETWEEN_KILLS
    }
    await enough()
    progress.stop = true
    await Promise.all(writers)
    await store.idle()
    for (const [conversationId, newest] of acknowledged) await isWhole(conversationId, newest)

    async function enough(): Promise<void> {
      while (progress.appended < progress.wanted) await once(appended, 'one')
    }

    /** As the commit loop does: the same commit again until it is answered. */
    async function write(conversationId: string): Promise<void> {
      for (let version = 1; !progress.stop; version++) {
        const commit = sampleCommit(conversationId, version, { extraKeys: [`activity-${version}`] })
        while ((await outcomeOf(() => store.log.append(commit, rowOf(commit)))) !== 'ok');
        acknowledged.set(conversationId, version)
        progress.appended++
        appended.emit('one')
      }
    }
  })

  async function isWhole(conversationId: string, newest: number): Promise<void> {
    const commits = await store.log.read(conversationId, 0, 10_000)
    expect(commits.map(({ version }) => version)).deep.equal(Array.from({ length: newest }, (_, index) => index + 1))
    const owed = commits.filter((commit) => commit.owed.includes('projection')).map(({ version }) => version)
    const row = await store.rows.get(conversationId)
    expect(row?.version === newest || owed.includes(newest), 'the newest row is written, or owed').equal(true)
  }
})

async function outcomeOf(append: () => Promise<{ kind: string }>): Promise<string> {
  try {
    const { kind } = await append()
    expect(kind).equal('ok')
    return kind
  } catch (error) {
    if (error instanceof WarmlineError && error.code === 'store_unavailable') return 'again'
    throw error
  }
}
