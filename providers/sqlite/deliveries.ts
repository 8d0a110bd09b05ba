import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Deliveries, Delivery } from '../../conversation/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createDeliveries(db: DatabaseSyncInstance, writes: GroupCommit): Deliveries {
  const insert = prepare(
    db,
    'INSERT INTO deliveries (conversation_id, entry_id, document, checksum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const find = prepare<{ document: string; checksum: number }>(
    db,
    'SELECT document, checksum FROM deliveries WHERE conversation_id = ? AND entry_id = ?',
  )
  return {
    put: async (delivery) => {
      const document = JSON.stringify(delivery)
      const { conversationId, entryId } = delivery
      const checksum = checksumOf('deliveries', conversationId, entryId, document)
      await writes.durable(() => insert.run(conversationId, entryId, document, checksum))
    },
    of: async (conversationId, entryIds) =>
      entryIds.flatMap((entryId) => {
        const found = find.get(conversationId, entryId)
        if (!found) return []
        requireWhole('deliveries', found.checksum, conversationId, entryId, found.document)
        return [JSON.parse(found.document) as Delivery]
      }),
  }
}
