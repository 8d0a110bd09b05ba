import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { LibraryEntry, LibraryLog } from '../../knowledge/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface LibraryRow {
  library_version: number
  document: string
  checksum: number
}

export function createLibraryLog(db: DatabaseSyncInstance, writes: GroupCommit): LibraryLog {
  const head = prepare<{ head: number | null }>(db, 'SELECT max(library_version) AS head FROM library')
  const insert = prepare(db, 'INSERT INTO library (library_version, document, checksum) VALUES (?, ?, ?)')
  const read = prepare<LibraryRow>(
    db,
    'SELECT library_version, document, checksum FROM library WHERE library_version > ? ORDER BY library_version',
  )
  const headVersion = (): number => head.get()?.head ?? 0
  return {
    head: async () => headVersion(),
    append: (entry) =>
      writes.durable(() => {
        if (entry.libraryVersion !== headVersion() + 1) return 'conflict'
        const document = JSON.stringify(entry)
        insert.run(entry.libraryVersion, document, checksumOf('library', entry.libraryVersion, document))
        return 'ok'
      }),
    read: async (after) => read.all(after).map(entryOf),
  }
}

function entryOf(row: LibraryRow): LibraryEntry {
  requireWhole('library', row.checksum, row.library_version, row.document)
  return JSON.parse(row.document) as LibraryEntry
}
