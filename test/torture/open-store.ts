import { randomUUID } from 'node:crypto'
import type { Ports } from '../../bot/application.ts'
import type { StoreClock } from '../../conversation/ports.ts'
import { openMongo } from '../../providers/mongo/open-database.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { serverUri } from '../mongo/database.ts'
import type { TortureOptions } from './counts.ts'

export type TortureStore = Ports & { close(): Promise<void>; idle?(): Promise<void> }

/** An empty store of the kind asked for: in memory, or a database of its own on the server of MONGODB_URI. */
export async function openTortureStore(kind: TortureOptions['store'], clock?: StoreClock): Promise<TortureStore> {
  if (kind === 'sqlite') return openSqlite({ file: ':memory:', integrityCheck: false, ...(clock && { clock }) })
  return openMongo({ uri: mongoUri(), database: `torture_${randomUUID().slice(0, 8)}`, ...(clock && { clock }) })
}

export function mongoUri(): string {
  const uri = serverUri()
  if (uri === undefined) throw new Error('--store mongo needs a server: set MONGODB_URI, or let npm run torture start one')
  return uri
}
