import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Erasures } from '../../conversation/ports.ts'
import { BUSY_TIMEOUT_MS } from './busy.ts'
import { execute, prepare } from './statement.ts'
import { storeFailure } from './store-failure.ts'

/** A file of its own beside the database, which a backup leaves out: a restored backup must not forget what was erased since. */
export function openErasures(databaseFile: string): Erasures & { close(): void } {
  const db = open(databaseFile === ':memory:' ? databaseFile : `${databaseFile}-erased`)
  execute(db, 'PRAGMA synchronous=FULL')
  execute(db, 'CREATE TABLE IF NOT EXISTS erasures (customer_key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID')
  const upsert = prepare(
    db,
    'INSERT INTO erasures (customer_key, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)',
  )
  const list = prepare<{ customer_key: string; at: number }>(db, 'SELECT customer_key, at FROM erasures ORDER BY customer_key')
  return {
    add: async (customerKey, at) => void upsert.run(customerKey, at),
    all: async () => list.all().map(({ customer_key, at }) => ({ customerKey: customer_key, at })),
    close: () => db.close(),
  }
}

function open(file: string): DatabaseSyncInstance {
  try {
    return new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  } catch (error) {
    throw storeFailure(error)
  }
}
