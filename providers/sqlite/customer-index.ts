import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { CustomerIndex } from '../../conversation/ports.ts'
import { prepare } from './statement.ts'

export const CONVERSATIONS_OF = 'SELECT conversation_id FROM conversation_rows WHERE customer_key = ? ORDER BY conversation_id'

export function createCustomerIndex(db: DatabaseSyncInstance): CustomerIndex {
  const find = prepare<{ conversation_id: string }>(db, CONVERSATIONS_OF)
  return {
    conversationsOf: async (customerKey) => find.all(customerKey).map(({ conversation_id }) => conversation_id),
  }
}
