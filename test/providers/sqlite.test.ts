import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { describeStoreContracts } from '../contracts/store.ts'

describeStoreContracts('SQLite in memory', async (clock) => openSqlite({ file: ':memory:', clock }))

describeStoreContracts('SQLite in a file', async (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-'))
  const store = openSqlite({ file: join(folder, 'warmline.db'), clock })
  return {
    ...store,
    close: async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
})
