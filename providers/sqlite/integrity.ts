import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { WarmlineError } from '../../domain/errors.ts'
import { prepare } from './statement.ts'

/**
 * Finds damage before anything is served. A torn end of the write-ahead log is no damage: SQLite drops what is not whole, and it was
 * never acknowledged. Reads the whole file once, but compares no index with its table.
 */
export function checkIntegrity(db: DatabaseSyncInstance): void {
  const found = prepare<{ quick_check: string }>(db, 'PRAGMA quick_check(1)').get()?.quick_check
  if (found !== 'ok') throw new WarmlineError('damaged_data', `The database is damaged: ${found ?? 'no answer'}.`)
}
