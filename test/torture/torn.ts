import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommit } from '../../conversation/commit.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { countingIds } from '../walks/hand-clock.ts'
import { below, type Counts, seeded, type Torture } from './counts.ts'

/** Few enough that SQLite does not checkpoint by itself: all of it is in the write-ahead log. */
const COMMITS = 60
const CONVERSATION = 'torn'

/**
 * The write-ahead log is cut or a byte of it is changed, as a power cut or a bad sector would: the database must open, and hold a
 * prefix of what was acknowledged. The same to the database itself must be found at the start.
 */
export const torn: Torture = {
  about: 'cuts and changed bytes in the write-ahead log and the database',
  small: 60,
  full: 1000,
  async run({ n, seed }): Promise<Counts> {
    const random = seeded(seed)
    const folder = mkdtempSync(join(tmpdir(), 'warmline-torn-'))
    const whole = await acknowledge(folder)
    const wal = readFileSync(join(folder, 'whole.sqlite-wal'))
    let violations = 0
    for (let round = 0; round < n; round++) {
      const damaged = join(folder, `round.sqlite`)
      copyFileSync(join(folder, 'whole.sqlite'), damaged)
      const offset = below(random, wal.length)
      if (round % 2 === 0) {
        writeFileSync(`${damaged}-wal`, wal)
        truncateSync(`${damaged}-wal`, offset)
      } else writeFileSync(`${damaged}-wal`, flipped(wal, offset))
      violations += (await isPrefix(damaged, whole)) ? 0 : 1
      for (const suffix of ['', '-wal', '-shm']) rmSync(damaged + suffix, { force: true })
    }
    violations += await damageTheDatabase(folder, whole, n, random)
    rmSync(folder, { recursive: true })
    return { attempted: 2 * n, acknowledged: COMMITS, violations }
  },
}

/** Commits that were acknowledged, with the files as they were then; the store stays open, so that nothing is checkpointed. */
async function acknowledge(folder: string): Promise<string[]> {
  const file = join(folder, 'live.sqlite')
  const store = openSqlite({ file })
  const commit = createCommit({ log: store.log, clock: store.storeClock, ids: countingIds() })
  for (let n = 0; n < COMMITS; n++) {
    await commit({
      conversationId: CONVERSATION,
      decide: () => ({ events: [{ type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: `message ${n}` }] }),
    })
  }
  for (const suffix of ['', '-wal'])
    if (existsSync(file + suffix)) copyFileSync(file + suffix, join(folder, `whole.sqlite${suffix}`))
  const whole = await textsOf(store)
  await store.close()
  copyFileSync(file, join(folder, 'checkpointed.sqlite'))
  return whole
}

async function textsOf(store: SqliteStore): Promise<string[]> {
  return (await store.log.read(CONVERSATION, 0, 10_000)).map((commit) => JSON.stringify(commit))
}

async function isPrefix(file: string, whole: string[]): Promise<boolean> {
  try {
    const store = openSqlite({ file })
    const texts = await textsOf(store)
    await store.close()
    return texts.every((text, index) => text === whole[index])
  } catch {
    return false
  }
}

/** Found at the start, or without effect on what was acknowledged: anything else is a violation. */
async function damageTheDatabase(folder: string, whole: string[], n: number, random: () => number): Promise<number> {
  const bytes = readFileSync(join(folder, 'checkpointed.sqlite'))
  let violations = 0
  for (let round = 0; round < n; round++) {
    const file = join(folder, 'damaged.sqlite')
    writeFileSync(file, flipped(bytes, below(random, bytes.length)))
    try {
      const store = openSqlite({ file })
      const texts = await textsOf(store)
      await store.close()
      if (texts.join() !== whole.join()) violations++
    } catch (error) {
      if (!(error instanceof WarmlineError && error.code === 'damaged_data')) violations++
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
  return violations
}

function flipped(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[offset] = (copy[offset] ?? 0) ^ 0x5a
  return copy
}
