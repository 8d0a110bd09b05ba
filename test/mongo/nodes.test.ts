import { expect } from 'chai'
import { type MongoStore, openMongo } from '../../providers/mongo/open-database.ts'
import { HandClock } from '../contracts/opened.ts'
import { rowOf, sampleCommit } from '../contracts/samples.ts'
import { type TestDatabase, testDatabase } from './database.ts'

describe('MongoDB with several nodes', () => {
  const clock = new HandClock()
  let db: TestDatabase
  let nodes: MongoStore[]
  beforeEach(async () => {
    db = await testDatabase()
    nodes = await Promise.all(Array.from({ length: 3 }, () => openMongo({ uri: db.uri, database: db.database, clock })))
  })
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await db.drop()
  })

  const winners = (outcomes: unknown[], won: unknown) => outcomes.filter((outcome) => outcome === won).length
  /** The same act by every node, several times each, at once. */
  const race = <T>(run: (node: MongoStore, racer: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 9 }, (_, racer) => run(nodes[racer % nodes.length]!, racer)))

  it('has one winner a version, and every node sees it', async () => {
    for (let version = 1; version <= 20; version++) {
      const outcomes = await race(async ({ log }) => {
        const commit = sampleCommit('c', version)
        return (await log.append(commit, rowOf(commit))).kind
      })
      expect(winners(outcomes, 'ok')).equal(1)
      for (const { log } of nodes) expect((await log.head('c'))?.version).equal(version)
    }
    await Promise.all(nodes.map((node) => node.idle()))
    for (const { rows } of nodes) expect((await rows.get('c'))?.version).equal(20)
  })

  it('takes a delivery once, whichever node it reaches', async () => {
    const outcomes = await race(async ({ log }, racer) => {
      const commit = sampleCommit('c', 1 + (racer % 2), { extraKeys: ['activity'] })
      return (await log.append(commit, rowOf(commit))).kind
    })
    expect(winners(outcomes, 'ok')).equal(1)
    expect(winners(outcomes, 'duplicate')).equal(8)
  })

  it('gives leases, codes, library versions and secrets to one', async () => {
    const code = { codeHash: 'one', accountId: 'rosa', name: 'Rosa', roles: [], expiresAt: clock.now() + 1000 }
    await nodes[0]!.signInCodes.put(code)
    const taken = await race(({ signInCodes }) => signInCodes.take('one', clock.now()))
    expect(taken.filter(Boolean)).lengthOf(1)
    expect(winners(await race(({ leases }, racer) => leases.acquire('sweep', `node-${racer}`, 1000)), true)).equal(1)
    const entry = { libraryVersion: 1, articleId: 'a', revision: 1, change: 'published' as const, at: 1, by: 'rosa' }
    expect(winners(await race(({ libraryLog }) => libraryLog.append(entry)), 'ok')).equal(1)
    expect(new Set(await race(({ secrets }, racer) => secrets.getOrCreate('signing', `secret-${racer}`))).size).equal(1)
  })

  it('uses the database that the address names', async () => {
    const named = await openMongo({ uri: db.uri.replace('/?', `/${db.database}?`) })
    const commit = sampleCommit('c', 1)
    await named.log.append(commit, rowOf(commit))
    await named.close()
    expect((await nodes[0]!.log.head('c'))?.commitId).equal(commit.commitId)
  })

  it('has its clock from the server', async () => {
    const node = await openMongo({ uri: db.uri, database: db.database })
    expect(Math.abs(node.clockOffsetMs())).below(1000)
    expect(node.storeClock.now()).closeTo(Date.now(), 1000)
    await node.close()
  })
})
