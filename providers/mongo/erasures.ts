import type { Collection, MongoClient } from 'mongodb'
import type { Erasures } from '../../conversation/ports.ts'

export interface ErasureDocument {
  _id: string
  at: number
}

/** A database of its own, which a backup leaves out: a restored backup must not forget what was erased since. */
export function erasuresBeside(client: MongoClient, database: string): Collection<ErasureDocument> {
  return client.db(`${database}_erased`).collection('erasures')
}

export function createErasures(erasures: Collection<ErasureDocument>): Erasures {
  return {
    add: async (customerKey, at) => {
      await erasures.updateOne({ _id: customerKey }, { $max: { at } }, { upsert: true })
    },
    all: async () => (await erasures.find().sort({ _id: 1 }).toArray()).map(({ _id, at }) => ({ customerKey: _id, at })),
  }
}
