import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { type Collections, collectionsOf } from '../../providers/mongo/collections.ts'

export interface TestDatabase {
  uri: string
  database: string
  collections: Collections
  /** Runs a command on the server, such as `configureFailPoint`. */
  admin: (command: Record<string, unknown>) => Promise<void>
  drop: () => Promise<void>
}

/** A database of its own on the server that the tests run on. */
export async function testDatabase(): Promise<TestDatabase> {
  const uri = serverUri()
  if (uri === undefined) throw new Error('run these by `npm run test:mongo`')
  const database = `warmline_test_${randomUUID().slice(0, 8)}`
  const client = await MongoClient.connect(uri)
  return {
    uri,
    database,
    collections: collectionsOf(client.db(database)),
    admin: async (command) => {
      await client.db('admin').command(command)
    },
    drop: async () => {
      await client.db(database).dropDatabase()
      await client.db(`${database}_erased`).dropDatabase()
      await client.close()
    },
  }
}

export function serverUri(): string | undefined {
  return process.env['MONGODB_URI']
}
