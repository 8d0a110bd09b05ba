import { openMongo } from '../../providers/mongo/open-database.ts'
import type { Open } from '../contracts/opened.ts'
import { describeStoreContracts, type StorePorts } from '../contracts/store.ts'
import { serverUri, testDatabase } from '../mongo/database.ts'

const openOnNewDatabase: Open<StorePorts> = async (clock) => {
  const { uri, database, drop } = await testDatabase()
  const store = await openMongo({ uri, database, clock })
  return {
    ...store,
    close: async () => {
      await store.close()
      await drop()
    },
  }
}

if (serverUri() === undefined) {
  describe.skip('not run, for want of a server (set MONGODB_URI, or use `npm run test:mongo`)', () => {
    describeStoreContracts('MongoDB', openOnNewDatabase)
  })
  after(() => console.log('\n  Skipped: every contract suite of MongoDB. Set MONGODB_URI, or use `npm run test:mongo`.'))
} else {
  describeStoreContracts('MongoDB', openOnNewDatabase)
}
