import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { WarmlineError } from '../../domain/errors.ts'
import { execute } from './statement.ts'

/**
 * All writes of one event-loop tick go into one transaction: a commit with an fsync costs the disk 0.3 to 4 ms, however many writes
 * share it. Nobody is answered before COMMIT returned.
 */
export interface GroupCommit {
  /** Resolves once the disk has it. Rejects with `store_unavailable` when it could not be written; the database stays usable. */
  durable<T>(work: () => T): Promise<T>
  /** As `durable`, but never asks for an fsync of its own: outlives the process, may be lost with the power. */
  lazy<T>(work: () => T): Promise<T>
  /** Writes what waits; what comes later is refused. */
  close(): void
}

interface Waiting {
  durable: boolean
  work: () => unknown
  resolve: (result: unknown) => void
  reject: (error: unknown) => void
}

export function createGroupCommit(db: DatabaseSyncInstance): GroupCommit {
  let waiting: Waiting[] = []
  let synchronous: Synchronous | undefined
  let closed = false

  function enqueue<T>(durable: boolean, work: () => T): Promise<T> {
    if (closed) return Promise.reject(new WarmlineError('store_unavailable', 'The database is closed.'))
    if (waiting.length === 0) setImmediate(flush)
    return new Promise<T>((resolve, reject) => {
      waiting.push({ durable, work, resolve: resolve as (result: unknown) => void, reject })
    })
  }

  function flush(): void {
    let batch = waiting
    waiting = []
    while (batch.length > 0) batch = write(batch)
  }

  /** One transaction. Answers what is to be tried again, without the write that spoilt it by a defect of its own. */
  function write(batch: Waiting[]): Waiting[] {
    let current: Waiting | undefined
    try {
      requireSynchronous(batch.some(({ durable }) => durable) ? 'FULL' : 'NORMAL')
      execute(db, 'BEGIN IMMEDIATE')
      const results = batch.map((write) => (current = write).work())
      current = undefined
      execute(db, 'COMMIT')
      batch.forEach((write, index) => write.resolve(results[index]))
      return []
    } catch (error) {
      rollBack(db)
      if (current && !(error instanceof WarmlineError)) {
        current.reject(error)
        return batch.filter((write) => write !== current)
      }
      for (const write of batch) write.reject(error)
      return []
    }
  }

  /** In WAL mode a commit under NORMAL is not synced by itself but by the next one under FULL, so the order is kept. */
  function requireSynchronous(wanted: Synchronous): void {
    if (synchronous === wanted) return
    execute(db, `PRAGMA synchronous=${wanted}`)
    synchronous = wanted
  }

  return {
    durable: (work) => enqueue(true, work),
    lazy: (work) => enqueue(false, work),
    close() {
      closed = true
      flush()
    },
  }
}

type Synchronous = 'FULL' | 'NORMAL'

/** After some failures (a full disk) SQLite has rolled back by itself already. */
function rollBack(db: DatabaseSyncInstance): void {
  if (db.isOpen && db.isTransaction) db.exec('ROLLBACK')
}
