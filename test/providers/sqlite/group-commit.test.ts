import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { expect } from 'chai'
import { WarmlineError } from '../../../domain/errors.ts'
import { createConversationLog } from '../../../providers/sqlite/conversation-log.ts'
import { createGroupCommit } from '../../../providers/sqlite/group-commit.ts'
import { migrate } from '../../../providers/sqlite/schema.ts'
import { rowOf, sampleCommit } from '../../contracts/samples.ts'

describe('SQLite group commit', () => {
  let db: DatabaseSyncInstance
  beforeEach(() => {
    db = new DatabaseSync(':memory:')
    migrate(db)
  })
  afterEach(() => {
    if (db.isOpen) db.close()
  })

  it('writes all of one tick in one transaction', async () => {
    const { watched, executed } = watch(db)
    const log = createConversationLog(watched, createGroupCommit(watched))
    const commits = Array.from({ length: 100 }, (_, index) => sampleCommit(`c${index}`, 1))
    const outcomes = await Promise.all(commits.map((commit) => log.append(commit, rowOf(commit))))
    expect(outcomes).deep.equal(commits.map(() => ({ kind: 'ok' })))
    expect(executed).deep.equal(['PRAGMA synchronous=FULL', 'BEGIN IMMEDIATE', 'COMMIT'])
  })

  it('lets lazy writes ride along, and asks for no sync when they are alone', async () => {
    const { watched, executed } = watch(db)
    const writes = createGroupCommit(watched)
    await Promise.all([writes.lazy(() => 1), writes.durable(() => 2)])
    await Promise.all([writes.lazy(() => 3), writes.lazy(() => 4)])
    await writes.durable(() => 5)
    expect(executed.filter((sql) => sql.startsWith('PRAGMA') || sql === 'COMMIT')).deep.equal([
      ...['PRAGMA synchronous=FULL', 'COMMIT'],
      ...['PRAGMA synchronous=NORMAL', 'COMMIT'],
      ...['PRAGMA synchronous=FULL', 'COMMIT'],
    ])
  })

  it('rejects everyone who waits when COMMIT fails, keeps nothing of it, and works again', async () => {
    const fault = { times: 1 }
    const failing = failOn(db, 'COMMIT', fault)
    const log = createConversationLog(failing, createGroupCommit(failing))
    const commits = ['a', 'b', 'c'].map((id) => sampleCommit(id, 1))
    const outcomes = await Promise.allSettled(commits.map((commit) => log.append(commit, rowOf(commit))))
    expect(outcomes.map(codeOf)).deep.equal(['store_unavailable', 'store_unavailable', 'store_unavailable'])
    expect(await log.head('a')).equal(undefined)
    const again = await Promise.all(commits.map((commit) => log.append(commit, rowOf(commit))))
    expect(again.map(({ kind }) => kind)).deep.equal(['ok', 'ok', 'ok'])
  })

  it('loses nothing acknowledged on a full disk, and goes on when there is room', async () => {
    const log = createConversationLog(db, createGroupCommit(db))
    const first = sampleCommit('c', 1)
    await log.append(first, rowOf(first))
    db.exec(`PRAGMA max_page_count=${pageCount(db) + 2}`)
    const large = [2, 3].map((version) => sampleCommit('c', version, { events: [{ ...message, text: 'x'.repeat(20_000) }] }))
    const outcomes = await Promise.allSettled(large.map((commit) => log.append(commit, rowOf(commit))))
    expect(outcomes.map(codeOf)).deep.equal(['store_unavailable', 'store_unavailable'])
    expect(await log.head('c')).deep.equal(first)
    db.exec('PRAGMA max_page_count=100000')
    for (const commit of large) expect(await log.append(commit, rowOf(commit))).deep.equal({ kind: 'ok' })
  })

  it('turns a write away that is broken itself, and does the others', async () => {
    const writes = createGroupCommit(db)
    const put = db.prepare('INSERT INTO secrets (name, value, checksum) VALUES (?, ?, 0)')
    const broken = new TypeError('cannot be')
    const outcomes = await Promise.allSettled([
      writes.durable(() => put.run('a', '1')),
      writes.durable(() => {
        put.run('b', '2')
        throw broken
      }),
      writes.durable(() => put.run('c', '3')),
    ])
    expect(outcomes.map(({ status }) => status)).deep.equal(['fulfilled', 'rejected', 'fulfilled'])
    expect((outcomes[1] as PromiseRejectedResult).reason).equal(broken)
    expect(
      db
        .prepare('SELECT name FROM secrets ORDER BY name')
        .all()
        .map((row) => (row as { name: string }).name),
    ).deep.equal(['a', 'c'])
  })

  it('does not try a failing database once more for each that waits', async () => {
    const writes = createGroupCommit(db)
    let tried = 0
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() =>
        writes.durable(() => {
          tried++
          throw new WarmlineError('store_unavailable')
        }),
      ),
    )
    expect(outcomes.map(codeOf)).deep.equal(['store_unavailable', 'store_unavailable', 'store_unavailable'])
    expect(tried).equal(1)
  })

  it('writes what waits before it closes, and refuses what comes later', async () => {
    const writes = createGroupCommit(db)
    const waiting = writes.durable(() => 'written')
    writes.close()
    expect(await waiting).equal('written')
    const [late] = await Promise.allSettled([writes.durable(() => 'too late')])
    expect(codeOf(late)).equal('store_unavailable')
  })
})

const message = { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: '' } as const

function codeOf(outcome: PromiseSettledResult<unknown>): string {
  return outcome.status === 'rejected' && outcome.reason instanceof WarmlineError ? outcome.reason.code : outcome.status
}

function pageCount(db: DatabaseSyncInstance): number {
  return (db.prepare('PRAGMA page_count').get() as { page_count: number }).page_count
}

/** The database with every statement noted that is executed on the connection itself. */
function watch(db: DatabaseSyncInstance): { watched: DatabaseSyncInstance; executed: string[] } {
  const executed: string[] = []
  const watched = interceptExec(db, (sql) => {
    executed.push(sql)
  })
  return { watched, executed }
}

/** As the disk would fail: SQLITE_IOERR from one statement, so many times. */
function failOn(db: DatabaseSyncInstance, statement: string, fault: { times: number }): DatabaseSyncInstance {
  return interceptExec(db, (sql) => {
    if (sql === statement && fault.times-- > 0) throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
  })
}

function interceptExec(db: DatabaseSyncInstance, before: (sql: string) => void): DatabaseSyncInstance {
  return new Proxy(db, {
    get(target, property) {
      if (property === 'exec') {
        return (sql: string) => {
          before(sql)
          target.exec(sql)
        }
      }
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
