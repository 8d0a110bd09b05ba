import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { LogRewriting } from '../../conversation/ports.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { waitingAtMost } from './busy.ts'
import { checksumOf } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepareRowWriter } from './row-writer.ts'
import { execute, prepare } from './statement.ts'

/** How long a scrub waits for readers in other processes. Milliseconds. */
const SCRUB_WAIT_MS = 500

export function createLogRewriting(db: DatabaseSyncInstance, writes: GroupCommit): LogRewriting {
  const update = prepare(
    db,
    'UPDATE commits SET document = ?, checksum = ? WHERE conversation_id = ? AND version = ? AND commit_id = ?',
  )
  const writeRow = prepareRowWriter(db)
  const cuts = CUTS.map((sql) => prepare(db, sql))
  const checkpoint = prepare<{ busy: number }>(db, 'PRAGMA wal_checkpoint(TRUNCATE)')
  return {
    rewrite: (commits, row) => {
      const documents = commits.map(({ owed: _owed, ...rest }) => ({ ...rest, document: JSON.stringify(rest) }))
      return writes.durable(() => {
        for (const { document, conversationId, version, commitId } of documents) {
          const checksum = checksumOf('commits', conversationId, version, commitId, document)
          update.run(document, checksum, conversationId, version, commitId)
        }
        writeRow(row)
      })
    },
    cutBefore: (conversationId, version) =>
      writes.durable(() => {
        for (const cut of cuts) cut.run(conversationId, version)
      }),
    // `secure_delete` has overwritten what was deleted; the write-ahead log still holds the pages as they were.
    scrub: async ({ everywhere } = { everywhere: false }) => {
      // When SQLite moves rows to a neighbouring page, a copy stays in the unused middle of the old one, and no pragma overwrites it.
      if (everywhere) execute(db, 'VACUUM')
      if (waitingAtMost(db, SCRUB_WAIT_MS, () => checkpoint.get()?.busy) === 1) {
        throw new WarmlineError(
          'store_unavailable',
          'Another process reads the database, so old pages cannot be removed yet; try again.',
        )
      }
    },
  }
}

const CUTS = [
  'DELETE FROM commits WHERE conversation_id = ? AND version < ?',
  'DELETE FROM commit_keys WHERE conversation_id = ? AND version < ?',
  'DELETE FROM owed_work WHERE conversation_id = ? AND version < ?',
  // An entry's id begins with the version of its commit.
  "DELETE FROM deliveries WHERE conversation_id = ? AND CAST(substr(entry_id, 1, instr(entry_id, '-') - 1) AS INTEGER) < ?",
]
