import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { StoreClock } from '../../conversation/ports.ts'
import type { Session, Sessions } from '../../people/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSessions(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): Sessions {
  const removeExpired = prepare(db, 'DELETE FROM sessions WHERE expires_at <= ?')
  const insert = prepare(db, 'INSERT OR REPLACE INTO sessions (session_hash, expires_at, document, checksum) VALUES (?, ?, ?, ?)')
  const find = prepare<{ document: string; checksum: number }>(
    db,
    'SELECT document, checksum FROM sessions WHERE session_hash = ? AND expires_at > ?',
  )
  const remove = prepare(db, 'DELETE FROM sessions WHERE session_hash = ?')
  return {
    put: (session) =>
      writes.durable(() => {
        removeExpired.run(clock.now())
        const document = JSON.stringify(session)
        const checksum = checksumOf('sessions', session.sessionHash, document)
        insert.run(session.sessionHash, session.expiresAt, document, checksum)
      }),
    get: async (sessionHash, now) => {
      const found = find.get(sessionHash, now)
      if (!found) return undefined
      requireWhole('sessions', found.checksum, sessionHash, found.document)
      return JSON.parse(found.document) as Session
    },
    delete: async (sessionHash) => {
      await writes.durable(() => remove.run(sessionHash))
    },
  }
}
