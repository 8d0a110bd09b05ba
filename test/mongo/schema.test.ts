import { expect } from 'chai'
import { WarmlineError } from '../../domain/errors.ts'
import { openMongo } from '../../providers/mongo/open-database.ts'
import { MIGRATIONS, migrate } from '../../providers/mongo/schema.ts'
import { type TestDatabase, testDatabase } from './database.ts'

describe('MongoDB schema', () => {
  let db: TestDatabase
  beforeEach(async () => (db = await testDatabase()))
  afterEach(() => db.drop())

  const schemaVersion = async () => (await db.collections.schema.findOne({ _id: 'schema' }))?.version

  it('is made by several nodes that start at once', async () => {
    const nodes = await Promise.all(Array.from({ length: 6 }, () => openMongo({ uri: db.uri, database: db.database })))
    expect(await schemaVersion()).equal(MIGRATIONS.length)
    const unique = (await db.collections.commits.indexes()).filter((index) => index.unique === true)
    for (const { key } of unique) expect(Object.keys(key)[0]).equal('conversationId')
    expect(unique.map(({ name }) => name)).have.members(['by_version', 'by_key'])
    await Promise.all(nodes.map((node) => node.close()))
  })

  it('takes only the steps that are missing', async () => {
    const taken: number[] = []
    const steps = [0, 1, 2].map((step) => async () => taken.push(step))
    await migrate(db.collections, steps.slice(0, 1))
    await migrate(db.collections, steps)
    await migrate(db.collections, steps)
    expect(taken).deep.equal([0, 1, 2])
    expect(await schemaVersion()).equal(3)
  })

  it('is not counted as made when a step fails', async () => {
    const failing = [() => Promise.reject(new Error('no'))]
    const [outcome] = await Promise.allSettled([migrate(db.collections, failing)])
    expect(outcome.status).equal('rejected')
    expect(await schemaVersion()).equal(undefined)
  })

  it('of a newer release is refused', async () => {
    await db.collections.schema.insertOne({ _id: 'schema', version: MIGRATIONS.length + 1 })
    const [outcome] = await Promise.allSettled([openMongo({ uri: db.uri, database: db.database })])
    const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined
    expect(reason).instanceOf(WarmlineError).property('code', 'newer_data')
  })
})
