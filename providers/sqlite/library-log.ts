import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { LibraryEntry, LibraryLog } from '../../knowledge/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createLibraryLog(db: DatabaseSyncInstance, writes: GroupCommit): LibraryLog {
  const head = prepare<{ head: number | null }>(db, 'SELECT max(library_version) AS head FROM library')
  const insert = prepare(db, 'INSERT INTO library (library_version, document) VALUES (?, ?)')
  const read = prepare<{ document: string }>(
    db,
    'SELECT document FROM library WHERE library_version > ? ORDER BY library_version',
  )
  const headVersion = (): number => head.get()?.head ?? 0
  return {
    head: async () => headVersion(),
    append: (entry) =>
      writes.durable(() => {
        if (entry.libraryVersion !== headVersion() + 1) return 'conflict'
        insert.run(entry.libraryVersion, JSON.stringify(entry))
        return 'ok'
      }),
    read: async (after) => read.all(after).map(({ document }) => JSON.parse(document) as LibraryEntry),
  }
}
