import type { CustomerIndex } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'

/** Answered from an index; test/mongo/query-plans.test.ts reads `explain`. */
export function conversationsOf({ rows }: Pick<Collections, 'rows'>, customerKey: string) {
  return rows.find<{ _id: string }>({ customerKey }, { projection: { _id: 1 } }).sort({ _id: 1 })
}

export function createCustomerIndex(collections: Pick<Collections, 'rows'>): CustomerIndex {
  return {
    conversationsOf: async (customerKey) => (await conversationsOf(collections, customerKey).toArray()).map(({ _id }) => _id),
  }
}
