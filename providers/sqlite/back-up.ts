import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { WarmlineError } from '../../domain/errors.ts'
import { BUSY_TIMEOUT_MS } from './busy.ts'
import { checkIntegrity } from './integrity.ts'
import { prepare } from './statement.ts'
import { storeFailure } from './store-failure.ts'

/**
 * A copy of the database as it is at one moment, made beside a server that goes on writing, and checked. What was erased or cut is not in
 * it: only live pages are copied. The destination appears whole or not at all; an existing one is refused with `conflict`.
 */
export function backUp(file: string, destination: string): void {
  if (existsSync(destination)) throw new WarmlineError('conflict', `${destination} exists already.`)
  const unfinished = `${destination}.unfinished`
  rmSync(unfinished, { force: true })
  onDatabase(file, (db) => prepare(db, 'VACUUM INTO ?').run(unfinished))
  onDatabase(unfinished, checkIntegrity)
  renameSync(unfinished, destination)
}

function onDatabase(file: string, work: (db: DatabaseSyncInstance) => unknown): void {
  let db: DatabaseSyncInstance | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    work(db)
  } catch (error) {
    throw storeFailure(error)
  } finally {
    db?.close()
  }
}
