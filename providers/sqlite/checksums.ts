import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { crc32 } from 'node:zlib'
import { WarmlineError } from '../../domain/errors.ts'
import { prepare } from './statement.ts'

/**
 * What each row's checksum covers, in this order. SQLite checks its own structure but not what is in it, so a byte that the disk
 * changed inside a document would be served. Columns that are left out only sort, and an index holds a second copy of them.
 */
const COVERED = {
  commits: ['conversation_id', 'version', 'commit_id', 'document'],
  commit_keys: ['conversation_id', 'key', 'version'],
  owed_work: ['conversation_id', 'version', 'owed_since', 'items'],
  conversation_rows: ['conversation_id', 'version', 'document'],
  leases: ['name', 'holder', 'expires_at'],
  deliveries: ['conversation_id', 'entry_id', 'document'],
  accounts: ['account_id', 'token_hash', 'document'],
  sign_in_codes: ['code_hash', 'document'],
  sessions: ['session_hash', 'document'],
  agents: ['agent_id', 'revision', 'document'],
  secrets: ['name', 'value'],
  revisions: ['article_id', 'revision', 'document'],
  library: ['library_version', 'document'],
  vectors: ['model', 'article_id', 'revision', 'document'],
  calibrations: ['version', 'document'],
} as const

/** In no id, hash or JSON text. */
const SEPARATOR = '\n'

type Checked = keyof typeof COVERED
/** One value for each covered column. */
type Values<Columns extends readonly string[]> = { [Index in keyof Columns]: string | number }
type Covered<Table extends Checked> = Values<(typeof COVERED)[Table]>

export function checksumOf<Table extends Checked>(_table: Table, ...columns: Covered<Table>): number {
  return crc32(columns.join(SEPARATOR))
}

/** Throws `damaged_data` when a row is not what was written. */
export function requireWhole<Table extends Checked>(table: Table, checksum: number, ...columns: Covered<Table>): void {
  if (checksumOf(table, ...columns) !== checksum) throw damaged(table)
}

/** Every row of every table. SQLite calls back for each: half the time of handing the rows over. */
export function checkChecksums(db: DatabaseSyncInstance): void {
  db.function('crc32', { deterministic: true }, (content: string) => crc32(content))
  for (const [table, columns] of Object.entries(COVERED)) {
    const content = columns.join(` || char(${SEPARATOR.charCodeAt(0)}) || `)
    const found = prepare(db, `SELECT 1 FROM ${table} WHERE crc32(${content}) <> checksum LIMIT 1`).get()
    if (found) throw damaged(table)
  }
}

function damaged(table: string): WarmlineError {
  return new WarmlineError('damaged_data', `The database is damaged: a row of ${table} is not what was written.`)
}
