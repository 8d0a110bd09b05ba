import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { ConversationRow, Priority } from '../../conversation/ports.ts'
import { checksumOf } from './checksums.ts'
import { prepare } from './statement.ts'

const PRIORITY_RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 }

/** Writes a row inside the transaction that is open, never over a newer version; the same version again is written anew. */
export function prepareRowWriter(db: DatabaseSyncInstance): (row: ConversationRow) => void {
  const upsert = prepare(
    db,
    `INSERT INTO conversation_rows
       (conversation_id, version, customer_key, last_activity_at, handoff_state, priority, queued_at, claimed_by, next_due_at,
        document, checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET
       version = excluded.version, customer_key = excluded.customer_key, last_activity_at = excluded.last_activity_at,
       handoff_state = excluded.handoff_state, priority = excluded.priority, queued_at = excluded.queued_at, claimed_by = excluded.claimed_by,
       next_due_at = excluded.next_due_at, document = excluded.document, checksum = excluded.checksum
     WHERE excluded.version >= conversation_rows.version`,
  )
  return (row) => {
    const { handoff } = row
    const document = JSON.stringify(row)
    upsert.run(
      row.conversationId,
      row.version,
      row.customerKey,
      row.lastActivityAt,
      handoff?.state ?? null,
      handoff ? PRIORITY_RANK[handoff.priority] : null,
      handoff?.queuedAt ?? null,
      handoff?.claimedBy ?? null,
      row.nextDueAt,
      document,
      checksumOf('conversation_rows', row.conversationId, row.version, document),
    )
  }
}
