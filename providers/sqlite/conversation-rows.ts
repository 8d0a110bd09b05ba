import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { ConversationRow, ConversationRows } from '../../conversation/ports.ts'
import { requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepareRowWriter } from './row-writer.ts'
import { prepare, type Statement } from './statement.ts'

const ROW = 'SELECT conversation_id, version, document, checksum FROM conversation_rows'

/** Each is answered from an index; test/providers/sqlite.test.ts reads the query plans. */
export const ROW_QUERIES = {
  get: `${ROW} WHERE conversation_id = ?`,
  waiting: `${ROW} WHERE handoff_state = 'queued'
            ORDER BY priority, queued_at, conversation_id LIMIT ?`,
  list: `${ROW} WHERE (last_activity_at, conversation_id) < (?, ?)
         ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  listWithHandoff: `${ROW} WHERE handoff_state IS NOT NULL AND (last_activity_at, conversation_id) < (?, ?)
                    ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  listClaimed: `${ROW} WHERE claimed_by = ? AND (last_activity_at, conversation_id) < (?, ?)
                ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  due: `${ROW} WHERE next_due_at IS NOT NULL AND next_due_at <= ?
        ORDER BY next_due_at, conversation_id LIMIT ?`,
} as const

interface StoredRow {
  conversation_id: string
  version: number
  document: string
  checksum: number
}

export function createConversationRows(db: DatabaseSyncInstance, writes: GroupCommit): ConversationRows {
  const query = (sql: string): Statement<StoredRow> => prepare<StoredRow>(db, sql)
  const get = query(ROW_QUERIES.get)
  const waiting = query(ROW_QUERIES.waiting)
  const list = query(ROW_QUERIES.list)
  const listWithHandoff = query(ROW_QUERIES.listWithHandoff)
  const listClaimed = query(ROW_QUERIES.listClaimed)
  const due = query(ROW_QUERIES.due)
  const write = prepareRowWriter(db)
  return {
    get: async (conversationId) => {
      const found = get.get(conversationId)
      return found && rowOf(found)
    },
    waiting: async (limit) => waiting.all(limit).map(rowOf),
    list: async ({ claimedBy, withHandoff, before, limit }) => {
      const page = [before?.lastActivityAt ?? Number.MAX_SAFE_INTEGER, before?.conversationId ?? '', limit] as const
      if (claimedBy !== undefined) return listClaimed.all(claimedBy, ...page).map(rowOf)
      return (withHandoff === true ? listWithHandoff : list).all(...page).map(rowOf)
    },
    due: async (now, limit) => due.all(now, limit).map(rowOf),
    put: (row) => writes.durable(() => write(row)),
  }
}

function rowOf(row: StoredRow): ConversationRow {
  requireWhole('conversation_rows', row.checksum, row.conversation_id, row.version, row.document)
  return JSON.parse(row.document) as ConversationRow
}
