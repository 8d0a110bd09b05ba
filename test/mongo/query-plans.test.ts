import { expect } from 'chai'
import type { FindCursor } from 'mongodb'
import { logQueries } from '../../providers/mongo/conversation-log.ts'
import { rowQueries } from '../../providers/mongo/conversation-rows.ts'
import { conversationsOf } from '../../providers/mongo/customer-index.ts'
import { migrate } from '../../providers/mongo/schema.ts'
import { type TestDatabase, testDatabase } from './database.ts'

interface Stage {
  stage: string
  indexName?: string
  inputStage?: Stage
}

describe('MongoDB query plans', () => {
  let db: TestDatabase
  before(async () => {
    db = await testDatabase()
    await migrate(db.collections)
  })
  after(() => db.drop())

  async function indexesOf(cursor: FindCursor<object>): Promise<(string | undefined)[]> {
    const explained = (await cursor.explain('queryPlanner')) as { queryPlanner: { winningPlan: Stage } }
    const stages: Stage[] = []
    for (let stage: Stage | undefined = explained.queryPlanner.winningPlan; stage; stage = stage.inputStage) stages.push(stage)
    const reads = stages.filter(
      ({ stage }) => !['LIMIT', 'SORT', 'FETCH', 'PROJECTION_SIMPLE', 'PROJECTION_DEFAULT'].includes(stage),
    )
    return reads.map(({ stage, indexName }) => (stage === 'IXSCAN' ? indexName : stage))
  }

  it('reads the log by its indexes', async () => {
    const query = logQueries(db.collections)
    expect(await indexesOf(query.head('c'))).deep.equal(['by_version'])
    expect(await indexesOf(query.read('c', 5, 10))).deep.equal(['by_version'])
    expect(await indexesOf(query.headBefore('c'))).deep.equal(['by_version'])
    expect(await indexesOf(query.byKeys('c', ['key']))).deep.equal(['by_key'])
    expect(await indexesOf(query.oldestOwed(10, 5))).deep.equal(['owed'])
  })

  it('reads rows by their indexes', async () => {
    const query = rowQueries(db.collections)
    const before = { lastActivityAt: 5, conversationId: 'c' }
    expect(await indexesOf(query.waiting(10))).deep.equal(['waiting'])
    expect(await indexesOf(query.list(before, 10))).deep.equal(['by_activity'])
    expect(await indexesOf(query.listWithHandoff(before, 10))).deep.equal(['with_handoff'])
    expect(await indexesOf(query.listClaimed('rosa', before, 10))).deep.equal(['claimed'])
    expect(await indexesOf(query.due(5, 10))).deep.equal(['due'])
    expect(await indexesOf(conversationsOf(db.collections, 'customer'))).deep.equal(['by_customer'])
  })

  it('would notice a query without an index', async () => {
    expect(await indexesOf(db.collections.commits.find({ epoch: 1 }))).deep.equal(['COLLSCAN'])
  })
})
