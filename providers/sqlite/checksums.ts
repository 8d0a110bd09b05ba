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
} as const

type Checked = keyof typeof COVERED
/** One value for each covered column. */
type Values<Columns extends readonly string[]> = { [Index in keyof Columns]: string | number }
type Covered<Table extends Checked> = Values<(typeof COVERED)[Table]>

export function checksumOf<Table extends Checked>(_table: Table, ...columns: Covered<Table>): number {
  return crc32(columns.join('\0'))
}

/** Throws `damaged_data` when a row is not what was written. */
export function requireWhole<Table extends Checked>(table: Table, checksum: number, ...columns: Covered<Table>): void {
  if (checksumOf(table, ...columns) !== checksum) throw damaged(table)
}

/** Every row of every table. As bytes: half the time of reading them as text. */
export function checkChecksums(db: DatabaseSyncInstance): void {
  for (const [table, columns] of Object.entries(COVERED)) {
    const content = columns.join(' || char(0) || ')
    const rows = prepare<{ content: Uint8Array; checksum: number }>(
      db,
      `SELECT CAST(${content} AS BLOB) AS content, checksum FROM ${table}`,
    )
    for (const { content, checksum } of rows.each()) if (crc32(content) !== checksum) throw damaged(table)
  }
}

function damaged(table: string): WarmlineError {
  return new WarmlineError('damaged_data', `The database is damaged: a row of ${table} is not what was written.`)
}
