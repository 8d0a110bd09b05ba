import type { Deliveries } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

export function createDeliveries({ deliveries }: Pick<Collections, 'deliveries'>): Deliveries {
  return {
    put: async (delivery) => {
      try {
        await deliveries.insertOne({ ...delivery })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    of: (conversationId, entryIds) =>
      deliveries.find({ conversationId, entryId: { $in: entryIds } }, { projection: { _id: 0 } }).toArray(),
  }
}
