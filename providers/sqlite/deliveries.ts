import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Deliveries, Delivery } from '../../conversation/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createDeliveries(db: DatabaseSyncInstance, writes: GroupCommit): Deliveries {
  const insert = prepare(
    db,
    'INSERT INTO deliveries (conversation_id, entry_id, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const find = prepare<{ document: string }>(db, 'SELECT document FROM deliveries WHERE conversation_id = ? AND entry_id = ?')
  return {
    put: async (delivery) => {
      const document = JSON.stringify(delivery)
      await writes.durable(() => insert.run(delivery.conversationId, delivery.entryId, document))
    },
    of: async (conversationId, entryIds) =>
      entryIds.flatMap((entryId) => {
        const found = find.get(conversationId, entryId)
        return found ? [JSON.parse(found.document) as Delivery] : []
      }),
  }
}
