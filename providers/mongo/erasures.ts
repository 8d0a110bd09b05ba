import type { Collection, MongoClient } from 'mongodb'
import type { Erasures } from '../../conversation/ports.ts'
import { isDuplicateKey } from './store-failure.ts'

/** A database of its own, which a backup leaves out: a restored backup must not forget what was erased since. */
export function erasuresBeside(client: MongoClient, database: string): Collection<{ _id: string }> {
  return client.db(`${database}_erased`).collection('erasures')
}

export function createErasures(erasures: Collection<{ _id: string }>): Erasures {
  return {
    add: async (customerKey) => {
      try {
        await erasures.insertOne({ _id: customerKey })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    all: async () => (await erasures.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
  }
}
