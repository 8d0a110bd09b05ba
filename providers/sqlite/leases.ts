import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Leases, StoreClock } from '../../conversation/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createLeases(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): Leases {
  const acquire = prepare(
    db,
    `INSERT INTO leases (name, holder, expires_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
     WHERE leases.holder = excluded.holder OR leases.expires_at <= ?4`,
  )
  const release = prepare(db, 'DELETE FROM leases WHERE name = ? AND holder = ?')
  return {
    acquire: (name, holder, ttlMs) =>
      writes.lazy(() => {
        const now = clock.now()
        return acquire.run(name, holder, now + ttlMs, now) > 0
      }),
    release: async (name, holder) => {
      await writes.lazy(() => release.run(name, holder))
    },
  }
}
