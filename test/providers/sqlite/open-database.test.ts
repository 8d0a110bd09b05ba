import { DatabaseSync } from '@photostructure/sqlite'
import { expect } from 'chai'
import { mkdtempSync, openSync, closeSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { WarmlineError } from '../../../domain/errors.ts'
import { lockDataDir } from '../../../providers/sqlite/lock-data-dir.ts'
import { openSqlite } from '../../../providers/sqlite/open-database.ts'
import { MIGRATIONS, migrate } from '../../../providers/sqlite/schema.ts'
import { rowOf, sampleCommit } from '../../contracts/samples.ts'
import { seeded } from '../../torture/counts.ts'

describe('SQLite database', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'warmline-'))
    file = join(folder, 'data', 'warmline.db')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is made with its folder, and opened again with all that was written', async () => {
    const commit = sampleCommit('c', 1, { owed: ['turn'] })
    const first = openSqlite({ file })
    await first.log.append(commit, rowOf(commit))
    await first.close()
    const second = openSqlite({ file })
    expect(await second.log.head('c')).deep.equal(commit)
    await second.close()
  })

  it('writes on close what was not awaited', async () => {
    const commit = sampleCommit('c', 1)
    const first = openSqlite({ file })
    const appended = first.log.append(commit, rowOf(commit))
    await first.close()
    expect(await appended).deep.equal({ kind: 'ok' })
    const second = openSqlite({ file })
    expect((await second.log.head('c'))?.commitId).equal(commit.commitId)
    await second.close()
  })

  it('answers store_unavailable once closed', async () => {
    const store = openSqlite({ file: ':memory:' })
    await store.close()
    const commit = sampleCommit('c', 1)
    expect(await codeOf(() => store.log.append(commit, rowOf(commit)))).equal('store_unavailable')
    expect(await codeOf(() => store.log.head('c'))).equal('store_unavailable')
  })

  it('serves a command beside the server, each seeing what the other wrote', async () => {
    const server = openSqlite({ file })
    const command = openSqlite({ file, integrityCheck: false })
    const account = { accountId: 'rosa', name: 'Rosa', roles: ['agent' as const], tokenHash: 't', createdAt: 1 }
    await command.accounts.add(account)
    expect(await server.accounts.get('rosa')).deep.equal(account)
    expect(await server.accounts.add(account)).equal('conflict')
    await Promise.all([command.close(), server.close()])
  })

  it('refuses data of a newer release', () => {
    const db = new DatabaseSync(':memory:')
    migrate(db, [...MIGRATIONS, 'CREATE TABLE of_a_newer_release (a)'])
    expect(() => migrate(db))
      .throw(WarmlineError)
      .property('code', 'newer_data')
    db.close()
  })

  it('migrates step by step, or not at all', () => {
    const db = new DatabaseSync(':memory:')
    migrate(db, ['CREATE TABLE one (a)'])
    expect(() => migrate(db, ['CREATE TABLE one (a)', 'CREATE TABLE two (a)', 'no SQL'])).throw('syntax error')
    const tables = () =>
      db
        .prepare('SELECT name FROM sqlite_schema')
        .all()
        .map((row) => (row as { name: string }).name)
    expect(tables()).deep.equal(['one'])
    migrate(db, ['CREATE TABLE one (a)', 'CREATE TABLE two (a)'])
    expect(tables()).deep.equal(['one', 'two'])
    db.close()
  })

  it('is refused when it is no database', () => {
    file = join(folder, 'warmline.db')
    writeFileSync(file, 'a letter to a friend, '.repeat(500))
    expect(() => openSqlite({ file }))
      .throw(WarmlineError)
      .property('code', 'damaged_data')
  })

  it('is refused when a page of it is damaged', async () => {
    const store = openSqlite({ file })
    for (let version = 1; version <= 50; version++) {
      const commit = sampleCommit('c', version)
      await store.log.append(commit, rowOf(commit))
    }
    await store.close()
    overwrite(file, Math.floor(statSync(file).size / 4096 / 2) * 4096, Buffer.alloc(4096, 0xff))
    expect(() => openSqlite({ file }))
      .throw(WarmlineError)
      .property('code', 'damaged_data')
  })

  it('opens with all that is whole when the end of the write-ahead log is torn', async () => {
    const store = openSqlite({ file })
    for (let version = 1; version <= 20; version++) {
      const commit = sampleCommit('c', version)
      await store.log.append(commit, rowOf(commit))
    }
    const torn = join(folder, 'torn.db')
    const wal = readFileSync(`${file}-wal`)
    writeFileSync(torn, readFileSync(file))
    writeFileSync(`${torn}-wal`, wal.subarray(0, Math.floor(wal.length * 0.7)))
    await store.close()
    const opened = openSqlite({ file: torn })
    const commits = await opened.log.read('c', 0, 100)
    expect(commits.map(({ version }) => version)).deep.equal(commits.map((_, index) => index + 1))
    expect(commits.length).within(1, 19)
    expect((await opened.rows.get('c'))?.version).equal(commits.length)
    await opened.close()
  })

  it('keeps no byte of what was rewritten or cut, once scrubbed', async () => {
    const store = openSqlite({ file })
    for (let version = 1; version <= 30; version++) {
      const commit = sampleCommit('c', version, {
        events: [{ ...message, text: `Zwetschgenwasser ${'und mehr davon '.repeat(version * 40)}` }],
      })
      await store.log.append(commit, { ...rowOf(commit), lastText: 'Zwetschgenwasser' })
    }
    expect(bytesOf(dirname(file)).includes('Zwetschgenwasser')).equal(true)
    await store.rewriting.cutBefore('c', 11)
    const blanked = (await store.log.read('c', 0, 100)).map((commit) => ({ ...commit, events: [{ ...message, text: '' }] }))
    await store.rewriting.rewrite(blanked, rowOf(blanked.at(-1)!))
    await store.rewriting.scrub()
    expect(bytesOf(dirname(file)).includes('Zwetschgenwasser')).equal(false)
    await store.close()
  })

  it('keeps no copy of a row that SQLite once moved to another page', async () => {
    const store = openSqlite({ file })
    const random = seeded(15)
    const ids = Array.from({ length: 200 }, () => Math.floor(random() * 1e9).toString(36))
    const wordy = (times: number): string => 'Zwetschgenwasser '.repeat(1 + Math.floor(random() * times))
    for (let version = 1; version <= 6; version++)
      for (const id of ids) {
        const commit = sampleCommit(id, version, { events: [{ ...message, text: wordy(20) }] })
        await store.log.append(commit, { ...rowOf(commit), lastText: wordy(12) })
      }
    for (const id of ids) {
      const blanked = (await store.log.read(id, 0, 100)).map((commit) => ({ ...commit, events: [{ ...message, text: '' }] }))
      await store.rewriting.rewrite(blanked, rowOf(blanked.at(-1)!))
    }
    await store.rewriting.scrub()
    expect(bytesOf(dirname(file)).includes('Zwetschgenwasser'), 'without it nothing would be shown').equal(true)
    await store.rewriting.scrub({ everywhere: true })
    expect(bytesOf(dirname(file)).includes('Zwetschgenwasser')).equal(false)
    await store.close()
  })

  it('says so when another process keeps old pages from being removed', async () => {
    const store = openSqlite({ file })
    const commit = sampleCommit('c', 1)
    await store.log.append(commit, rowOf(commit))
    const reader = new DatabaseSync(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM commits').get()
    const newer = sampleCommit('c', 2)
    await store.log.append(newer, rowOf(newer))
    expect(await codeOf(() => store.rewriting.scrub())).equal('store_unavailable')
    reader.exec('ROLLBACK')
    await store.rewriting.scrub()
    reader.close()
    await store.close()
  })

  it('remembers what was erased in a file that is not the database', async () => {
    const store = openSqlite({ file })
    await store.erasures.add('customer', 1)
    await store.close()
    rmSync(file)
    const restored = openSqlite({ file })
    expect(await restored.erasures.all()).deep.equal([{ customerKey: 'customer', at: 1 }])
    await restored.close()
  })

  it('forgets at the start what dead processes held, and only where it is alone', async () => {
    const died = openSqlite({ file })
    await died.leases.acquire('deliver:c', 'dead', 30_000)
    const command = openSqlite({ file })
    expect(await command.leases.acquire('deliver:c', 'command', 1000)).equal(false)
    await Promise.all([died.close(), command.close()])
    const server = openSqlite({ file, alone: true })
    expect(await server.leases.acquire('deliver:c', 'server', 1000)).equal(true)
    await server.close()
  })

  it('is one server at a time', () => {
    const lock = lockDataDir(folder)
    expect(() => lockDataDir(folder))
      .throw(WarmlineError)
      .property('code', 'data_dir_in_use')
    lock.release()
    lockDataDir(folder).release()
  })
})

const message = { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: '' } as const

/** Everything in the files of a folder. */
function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
}

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'ok'
  } catch (error) {
    return error instanceof WarmlineError ? error.code : String(error)
  }
}

function overwrite(file: string, position: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, position)
  closeSync(handle)
}
