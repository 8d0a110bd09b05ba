import { expect } from 'chai'
import { WarmlineError } from '../../domain/errors.ts'
import type { AppendOutcome, Commit } from '../../conversation/ports.ts'
import { type MongoStore, openMongo } from '../../providers/mongo/open-database.ts'
import { rowOf, sampleCommit } from '../contracts/samples.ts'
import { createEchoApplication } from '../torture/echo-application.ts'
import { type TestDatabase, testDatabase } from './database.ts'

const NOT_PRIMARY = 10107

describe('MongoDB faults', () => {
  let db: TestDatabase
  let store: MongoStore
  beforeEach(async () => {
    db = await testDatabase()
    store = await openMongo({ uri: db.uri, database: db.database })
  })
  afterEach(async () => {
    await db.admin({ configureFailPoint: 'failCommand', mode: 'off' })
    await store.close()
    await db.drop()
  })

  const append = (commit: Commit) => store.log.append(commit, rowOf(commit))
  const fail = (times: number, data: Record<string, unknown>) =>
    db.admin({ configureFailPoint: 'failCommand', mode: { times }, data })

  /** What the commit loop does: the same commit again after `store_unavailable`. */
  async function appendUntilAnswered(commit: Commit): Promise<AppendOutcome> {
    for (;;) {
      const [outcome] = await Promise.allSettled([append(commit)])
      if (outcome.status === 'fulfilled') return outcome.value
      expect(codeOf(outcome)).equal('store_unavailable')
    }
  }

  const faults: Record<string, Record<string, unknown>> = {
    'a closed connection': { failCommands: ['insert'], closeConnection: true },
    'a primary that is none any more': { failCommands: ['insert'], errorCode: NOT_PRIMARY, errorLabels: ['RetryableWriteError'] },
    'an error nobody knows': { failCommands: ['insert'], errorCode: 8 },
    'a write that is there but not on a majority': {
      failCommands: ['insert'],
      writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
    },
  }

  for (const [fault, data] of Object.entries(faults)) {
    it(`appends exactly once through ${fault}`, async () => {
      for (let version = 1; version <= 4; version++) {
        await fail(version, data)
        expect(await appendUntilAnswered(sampleCommit('c', version, { extraKeys: [`key-${version}`] }))).deep.equal({
          kind: 'ok',
        })
      }
      await store.idle()
      expect((await store.log.read('c', 0, 10)).map(({ version }) => version)).deep.equal([1, 2, 3, 4])
      expect((await store.rows.get('c'))?.version).equal(4)
    })
  }

  it('leaves the row owed when it cannot be written, and no caller notices', async () => {
    await fail(20, { failCommands: ['update'], errorCode: 8 })
    const commit = sampleCommit('c', 1)
    expect(await append(commit)).deep.equal({ kind: 'ok' })
    await store.idle()
    expect(await store.rows.get('c')).equal(undefined)
    expect(await store.log.oldest(10, commit.at + 1)).deep.equal([{ conversationId: 'c', version: 1, owed: ['projection'] }])
    await db.admin({ configureFailPoint: 'failCommand', mode: 'off' })
    await store.rows.put(rowOf(commit))
    await store.log.settle('c', 1, 'projection')
    expect(await store.log.oldest(10, commit.at + 1)).deep.equal([])
  })

  it('acknowledges nothing while the server hangs, and finds by its key what was written after all', async () => {
    const { app } = createEchoApplication(store, { customerBounds: { limitMs: 1500, mostUnderWay: 10 } })
    const message = { conversationId: 'c', channel: 'directline', customerId: 'kim', keys: ['one'], text: 'hello' }
    await fail(1, { failCommands: ['insert'], blockConnection: true, blockTimeMS: 4000 })
    const [refused] = await Promise.allSettled([app.receive(message)])
    expect(codeOf(refused)).equal('store_unavailable')
    while (!(await store.log.head('c'))) await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await app.receive(message)).kind).equal('duplicate')
    await app.settled()
    const events = (await store.log.read('c', 0, 10)).flatMap((commit) => commit.events.map(({ type }) => type))
    expect(events.filter((type) => type === 'CustomerMessage')).lengthOf(1)
    await store.idle()
  })

  it('says store_unavailable when nobody answers', async () => {
    const nobody = 'mongodb://127.0.0.1:9/?directConnection=true&serverSelectionTimeoutMS=200'
    const [outcome] = await Promise.allSettled([openMongo({ uri: nobody })])
    expect(codeOf(outcome)).equal('store_unavailable')
  })

  it('says invalid_configuration when the address is none', async () => {
    const [outcome] = await Promise.allSettled([openMongo({ uri: 'postgres://somewhere' })])
    expect(codeOf(outcome)).equal('invalid_configuration')
  })

  it('says store_unavailable once closed', async () => {
    const closed = await openMongo({ uri: db.uri, database: db.database })
    await closed.close()
    const commit = sampleCommit('c', 1)
    const outcomes = await Promise.allSettled([
      closed.log.append(commit, rowOf(commit)),
      closed.log.head('c'),
      closed.agents.list(),
    ])
    expect(outcomes.map(codeOf)).deep.equal(['store_unavailable', 'store_unavailable', 'store_unavailable'])
  })

  it('keeps data that would mean something to the database as it was', async () => {
    const odd = JSON.parse('{"$ref":"x","$id":1,"a.b":{"$set":{"c":1}},"__proto__":{"d":2},"n\\u0000l":null}') as Record<
      string,
      unknown
    >
    const base = sampleCommit('c', 1)
    const commit = { ...base, state: { ...base.state, dialog: odd, address: { conversation: odd } } }
    await append(commit)
    await store.idle()
    expect(JSON.stringify((await store.log.head('c'))?.state)).equal(JSON.stringify(commit.state))
  })
})

function codeOf(outcome: PromiseSettledResult<unknown>): string {
  return outcome.status === 'rejected' && outcome.reason instanceof WarmlineError ? outcome.reason.code : outcome.status
}
