import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { WarmlineError } from '../../domain/errors.ts'
import { checkChecksums } from './checksums.ts'
import { MIGRATIONS, migrate, versionOf } from './schema.ts'
import { prepare } from './statement.ts'

/**
 * Finds damage before anything is served: SQLite's own structure, the schema, and every row by its checksum. A torn end of the
 * write-ahead log is no damage: SQLite drops what is not whole, and it was never acknowledged. Reads the whole file, at some hundred
 * megabytes a second.
 */
export function checkIntegrity(db: DatabaseSyncInstance): void {
  const found = prepare<{ integrity_check: string }>(db, 'PRAGMA integrity_check(1)').get()?.integrity_check
  if (found !== 'ok') throw new WarmlineError('damaged_data', `The database is damaged: ${found ?? 'no answer'}.`)
  const version = versionOf(db)
  if (version === 0 || version > MIGRATIONS.length) return
  checkSchema(db, MIGRATIONS.slice(0, version))
  checkChecksums(db)
}

/** The schema is text in the file like any other, and a changed letter of it may still be SQL. */
function checkSchema(db: DatabaseSyncInstance, migrations: readonly string[]): void {
  const meant = new DatabaseSync(':memory:')
  migrate(meant, migrations)
  if (schemaOf(db) !== schemaOf(meant))
    throw new WarmlineError('damaged_data', 'The database is damaged: its schema is not ours.')
  meant.close()
}

function schemaOf(db: DatabaseSyncInstance): string {
  const parts = prepare(db, 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all()
  return JSON.stringify(parts)
}
