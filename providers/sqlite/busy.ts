import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { execute } from './statement.ts'

/** How long another process may hold the write lock before a write fails. The event loop stands still for it. Milliseconds. */
export const BUSY_TIMEOUT_MS = 5000

/** Runs `work` with less patience for other processes than usual. */
export function waitingAtMost<T>(db: DatabaseSyncInstance, ms: number, work: () => T): T {
  execute(db, `PRAGMA busy_timeout=${ms}`)
  try {
    return work()
  } finally {
    execute(db, `PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`)
  }
}
