import { DatabaseSync } from '@photostructure/sqlite'
import { expect } from 'chai'
import { LOG_QUERIES } from '../../../providers/sqlite/conversation-log.ts'
import { ROW_QUERIES } from '../../../providers/sqlite/conversation-rows.ts'
import { CONVERSATIONS_OF } from '../../../providers/sqlite/customer-index.ts'
import { migrate } from '../../../providers/sqlite/schema.ts'

const QUERIES = { ...LOG_QUERIES, ...ROW_QUERIES, conversationsOf: CONVERSATIONS_OF }

describe('SQLite query plans', () => {
  const db = new DatabaseSync(':memory:')
  migrate(db)
  after(() => db.close())

  const planOf = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => (row as { detail: string }).detail)

  for (const [name, sql] of Object.entries(QUERIES)) {
    it(`${name} reads an index, and only the part it needs in the order it needs`, () => {
      const plan = planOf(sql)
      expect(plan).not.empty
      for (const line of plan) {
        expect(line).not.match(/TEMP B-TREE/)
        if (/^(SCAN|SEARCH)/.test(line)) expect(line).match(/USING (COVERING )?(INDEX|PRIMARY KEY)/)
      }
    })
  }

  it('scans an index only where the index holds nothing else', () => {
    const scanned = Object.values(QUERIES)
      .flatMap(planOf)
      .filter((line) => line.startsWith('SCAN'))
    expect(scanned).deep.equal(['SCAN conversation_rows USING INDEX rows_waiting'])
  })

  it('would notice a query without an index', () => {
    expect(planOf('SELECT document FROM conversation_rows ORDER BY version').join()).match(/TEMP B-TREE/)
  })
})
