import { DatabaseSync } from '@photostructure/sqlite'
import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WarmlineError } from '../../../domain/errors.ts'
import { openSqlite, type SqliteStore } from '../../../providers/sqlite/open-database.ts'
import { rowOf, sampleCommit } from '../../contracts/samples.ts'

const LATER = Number.MAX_SAFE_INTEGER
const ACCOUNT = { accountId: 'rosa', name: 'Rosa', roles: ['agent' as const], tokenHash: 't', createdAt: 1 }
const AGENT = { agentId: 'rosa', name: 'Rosa', presence: 'away' as const, seenAt: 0, capacity: 1, slots: [], revision: 0 }
const SENT = { destination: 'msteams', state: 'sent', attempts: 1, channelActivityId: null, at: 1 } as const

/** For each table what reads a row of it. Leases and keys are looked at by the start alone. */
const READS: Record<string, ((store: SqliteStore) => Promise<unknown>) | undefined> = {
  commits: (store) => store.log.head('c'),
  commit_keys: undefined,
  owed_work: (store) => store.log.oldest(10, LATER),
  conversation_rows: (store) => store.rows.get('c'),
  leases: undefined,
  deliveries: (store) => store.deliveries.of('c', ['1-0']),
  accounts: (store) => store.accounts.byTokenHash('t'),
  sign_in_codes: (store) => store.signInCodes.take('code', 0),
  sessions: (store) => store.sessions.get('session', 0),
  agents: (store) => store.agents.list(),
  secrets: (store) => store.secrets.getOrCreate('chat-tokens', 'another'),
}

describe('SQLite checksums', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'warmline-'))
    file = join(folder, 'warmline.db')
    const store = openSqlite({ file })
    const commit = sampleCommit('c', 1, { owed: ['turn', 'outbox'] })
    await store.log.append(commit, rowOf(commit))
    await store.log.settle('c', 1, 'turn')
    await store.leases.acquire('timers', 'node', 1000)
    await store.deliveries.put({ conversationId: 'c', entryId: '1-0', ...SENT })
    await store.accounts.add(ACCOUNT)
    await store.signInCodes.put({ codeHash: 'code', accountId: 'rosa', name: 'Rosa', roles: [], expiresAt: LATER })
    await store.sessions.put({ sessionHash: 'session', accountId: 'rosa', name: 'Rosa', roles: [], expiresAt: LATER })
    await store.agents.compareAndSet(AGENT)
    await store.secrets.getOrCreate('chat-tokens', 'secret')
    await store.close()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  for (const [table, read] of Object.entries(READS)) {
    it(`find a changed byte in ${table} at the start, and when it is read`, async () => {
      change(table)
      expect(() => openSqlite({ file }))
        .throw(WarmlineError)
        .property('code', 'damaged_data')
      const store = openSqlite({ file, integrityCheck: false })
      expect(await codeOf(async () => read?.(store))).equal(read ? 'damaged_data' : 'ok')
      await store.close()
    })
  }

  it('find a changed letter of the schema', () => {
    const db = new DatabaseSync(file)
    db.exec('DROP INDEX rows_due; CREATE INDEX rows_due ON conversation_rows (next_due_at)')
    db.close()
    expect(() => openSqlite({ file })).throw('its schema is not ours')
  })

  it('find a changed version in the header, which is no other release', () => {
    const db = new DatabaseSync(file)
    db.exec('PRAGMA user_version=99')
    db.close()
    expect(() => openSqlite({ file })).throw('its header is not ours')
  })

  it('agree after commits were rewritten', async () => {
    const store = openSqlite({ file })
    const [commit] = await store.log.read('c', 0, 1)
    await store.rewriting.rewrite([{ ...commit!, events: [] }], { ...rowOf(commit!), lastText: '' })
    await store.close()
    const again = openSqlite({ file })
    expect((await again.log.head('c'))?.events).deep.equal([])
    await again.close()
  })

  /** The last character of the last column the checksum covers, as a bad sector would. */
  function change(table: string): void {
    const column = { commit_keys: 'version', leases: 'expires_at', secrets: 'value', owed_work: 'items' }[table] ?? 'document'
    const db = new DatabaseSync(file)
    if (column === 'version' || column === 'expires_at') db.exec(`UPDATE ${table} SET ${column} = ${column} + 1`)
    else db.exec(`UPDATE ${table} SET ${column} = substr(${column}, 1, length(${column}) - 3) || '~' || substr(${column}, -2)`)
    db.close()
  }
})

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'ok'
  } catch (error) {
    return error instanceof WarmlineError ? error.code : String(error)
  }
}
