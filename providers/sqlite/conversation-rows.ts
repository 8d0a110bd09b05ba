import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { ConversationRow, ConversationRows } from '../../conversation/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepareRowWriter } from './row-writer.ts'
import { prepare, type Statement } from './statement.ts'

/** Each is answered from an index; test/providers/sqlite.test.ts reads the query plans. */
export const ROW_QUERIES = {
  get: 'SELECT document FROM conversation_rows WHERE conversation_id = ?',
  waiting: `SELECT document FROM conversation_rows WHERE handoff_state = 'queued'
            ORDER BY priority, queued_at, conversation_id LIMIT ?`,
  list: `SELECT document FROM conversation_rows WHERE last_activity_at < ?
         ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  listWithHandoff: `SELECT document FROM conversation_rows WHERE handoff_state IS NOT NULL AND last_activity_at < ?
                    ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  listClaimed: `SELECT document FROM conversation_rows WHERE claimed_by = ? AND last_activity_at < ?
                ORDER BY last_activity_at DESC, conversation_id DESC LIMIT ?`,
  due: `SELECT document FROM conversation_rows WHERE next_due_at IS NOT NULL AND next_due_at <= ?
        ORDER BY next_due_at, conversation_id LIMIT ?`,
} as const

interface DocumentRow {
  document: string
}

export function createConversationRows(db: DatabaseSyncInstance, writes: GroupCommit): ConversationRows {
  const query = (sql: string): Statement<DocumentRow> => prepare<DocumentRow>(db, sql)
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
    list: async ({ claimedBy, withHandoff, before = Number.MAX_SAFE_INTEGER, limit }) => {
      if (claimedBy !== undefined) return listClaimed.all(claimedBy, before, limit).map(rowOf)
      return (withHandoff === true ? listWithHandoff : list).all(before, limit).map(rowOf)
    },
    due: async (now, limit) => due.all(now, limit).map(rowOf),
    put: (row) => writes.durable(() => write(row)),
  }
}

function rowOf({ document }: DocumentRow): ConversationRow {
  return JSON.parse(document) as ConversationRow
}
