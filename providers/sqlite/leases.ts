import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Leases, StoreClock } from '../../conversation/ports.ts'
import { checksumOf } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createLeases(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): Leases {
  const acquire = prepare(
    db,
    `INSERT INTO leases (name, holder, expires_at, checksum) VALUES (?1, ?2, ?3, ?5)
     ON CONFLICT (name) DO UPDATE SET
       holder = excluded.holder, expires_at = excluded.expires_at, checksum = excluded.checksum
     WHERE leases.holder = excluded.holder OR leases.expires_at <= ?4`,
  )
  const release = prepare(db, 'DELETE FROM leases WHERE name = ? AND holder = ?')
  return {
    acquire: (name, holder, ttlMs) =>
      writes.lazy(() => {
        const now = clock.now()
        const expiresAt = now + ttlMs
        return acquire.run(name, holder, expiresAt, now, checksumOf('leases', name, holder, expiresAt)) > 0
      }),
    release: async (name, holder) => {
      await writes.lazy(() => release.run(name, holder))
    },
  }
}
