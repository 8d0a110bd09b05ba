import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Secrets } from '../../people/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSecrets(db: DatabaseSyncInstance, writes: GroupCommit): Secrets {
  const insert = prepare(db, 'INSERT INTO secrets (name, value, checksum) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const find = prepare<{ value: string; checksum: number }>(db, 'SELECT value, checksum FROM secrets WHERE name = ?')
  return {
    getOrCreate: (name, candidate) =>
      writes.durable(() => {
        insert.run(name, candidate, checksumOf('secrets', name, candidate))
        const found = find.get(name)
        if (!found) return candidate
        requireWhole('secrets', found.checksum, name, found.value)
        return found.value
      }),
  }
}
