import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { WarmlineError } from '../../domain/errors.ts'

/** A lock nobody refers to would end when its connection is garbage. */
const held = new Set<DatabaseSyncInstance>()

export interface DataDirLock {
  release(): void
}

/**
 * One server on a DATA_DIR. The lock is the operating system's, held through an empty database beside the real one: it ends with the
 * process, however that ends. Other commands do not ask for it. Never read `server.lock` in this process by other means: closing any
 * handle of the file would drop a POSIX lock.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true })
  const lock = new DatabaseSync(join(dataDir, 'server.lock'))
  try {
    holdExclusively(lock)
  } catch (error) {
    lock.close()
    throw isBusy(error) ? new WarmlineError('data_dir_in_use', undefined, { cause: error, facts: { dataDir } }) : error
  }
  held.add(lock)
  return {
    release: () => {
      held.delete(lock)
      lock.close()
    },
  }
}

function holdExclusively(lock: DatabaseSyncInstance): void {
  // No journal: the file must not need recovery after a kill.
  lock.exec('PRAGMA journal_mode=OFF')
  lock.exec('PRAGMA locking_mode=EXCLUSIVE')
  lock.exec('BEGIN EXCLUSIVE')
}

const BUSY = 5

function isBusy(error: unknown): boolean {
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === BUSY
}
