import type { ConversationRow, Priority } from '../../conversation/ports.ts'
import type { Collections, RowRecord } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

const PRIORITY_RANK: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 }

/** Writes a row, never over a newer version; the same version again is written anew. */
export function createRowWriter({ rows }: Pick<Collections, 'rows'>): (row: ConversationRow) => Promise<void> {
  return async (row) => {
    const { _id, ...fields } = recordOf(row)
    const notNewer = { _id, version: { $lte: row.version } }
    try {
      await rows.updateOne(notNewer, { $set: fields }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      // There is a row: a newer one, or one that was made this moment by somebody else.
      await rows.updateOne(notNewer, { $set: fields })
    }
  }
}

function recordOf(row: ConversationRow): RowRecord {
  const { handoff } = row
  return {
    _id: row.conversationId,
    version: row.version,
    customerKey: row.customerKey,
    lastActivityAt: row.lastActivityAt,
    hasHandoff: handoff !== null,
    handoffState: handoff?.state ?? null,
    priority: handoff && PRIORITY_RANK[handoff.priority],
    queuedAt: handoff && handoff.queuedAt,
    claimedBy: handoff && handoff.claimedBy,
    nextDueAt: row.nextDueAt,
    document: JSON.stringify(row),
  }
}
