import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Secrets } from '../../people/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSecrets(db: DatabaseSyncInstance, writes: GroupCommit): Secrets {
  const insert = prepare(db, 'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const find = prepare<{ value: string }>(db, 'SELECT value FROM secrets WHERE name = ?')
  return {
    getOrCreate: (name, candidate) =>
      writes.durable(() => {
        insert.run(name, candidate)
        return find.get(name)?.value ?? candidate
      }),
  }
}
