import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { StoreClock } from '../../conversation/ports.ts'
import type { Session, Sessions } from '../../people/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSessions(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): Sessions {
  const removeExpired = prepare(db, 'DELETE FROM sessions WHERE expires_at <= ?')
  const insert = prepare(db, 'INSERT OR REPLACE INTO sessions (session_hash, expires_at, document) VALUES (?, ?, ?)')
  const find = prepare<{ document: string }>(db, 'SELECT document FROM sessions WHERE session_hash = ? AND expires_at > ?')
  const remove = prepare(db, 'DELETE FROM sessions WHERE session_hash = ?')
  return {
    put: (session) =>
      writes.durable(() => {
        removeExpired.run(clock.now())
        insert.run(session.sessionHash, session.expiresAt, JSON.stringify(session))
      }),
    get: async (sessionHash, now) => {
      const found = find.get(sessionHash, now)
      return found && (JSON.parse(found.document) as Session)
    },
    delete: async (sessionHash) => {
      await writes.durable(() => remove.run(sessionHash))
    },
  }
}
