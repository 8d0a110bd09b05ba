import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type {
  AppendOutcome,
  Commit,
  ConversationLog,
  ConversationRow,
  LogWalk,
  OwedIndex,
  OwedWork,
} from '../../conversation/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepareRowWriter } from './row-writer.ts'
import { prepare } from './statement.ts'

const COMMIT = `SELECT commits.*, owed_work.owed_since, owed_work.items, owed_work.checksum AS owed_checksum FROM commits
  LEFT JOIN owed_work ON owed_work.conversation_id = commits.conversation_id AND owed_work.version = commits.version`

/** Each is answered from an index; test/providers/sqlite.test.ts reads the query plans. */
export const LOG_QUERIES = {
  head: `${COMMIT} WHERE commits.conversation_id = ? ORDER BY commits.version DESC LIMIT 1`,
  read: `${COMMIT} WHERE commits.conversation_id = ? AND commits.version > ? ORDER BY commits.version LIMIT ?`,
  findByKey: `${COMMIT} WHERE commits.conversation_id = ?1
              AND commits.version = (SELECT version FROM commit_keys WHERE conversation_id = ?1 AND key = ?2)`,
  owed: 'SELECT * FROM owed_work WHERE conversation_id = ? AND version = ?',
  headBefore: `${COMMIT} WHERE commits.conversation_id < ? ORDER BY commits.conversation_id DESC, commits.version DESC LIMIT 1`,
  firstOwing: 'SELECT min(version) AS version FROM owed_work WHERE conversation_id = ?',
  oldestOwed: `SELECT * FROM owed_work WHERE owed_since < ?
               ORDER BY owed_since, conversation_id, version LIMIT ?`,
} as const

/** Conversation ids are URL-safe, so each is before this. */
const AFTER_ALL_IDS = '~'

interface CommitRow {
  conversation_id: string
  version: number
  commit_id: string
  document: string
  checksum: number
  /** Null when nothing is owed, as the next two. */
  items: string | null
  owed_since: number
  owed_checksum: number
}

interface OwedRow {
  conversation_id: string
  version: number
  owed_since: number
  items: string
  checksum: number
}

/** Rows are written in the commit's own transaction, so no projection is ever owed here. */
export function createConversationLog(db: DatabaseSyncInstance, writes: GroupCommit): ConversationLog & OwedIndex {
  const head = prepare<CommitRow>(db, LOG_QUERIES.head)
  const read = prepare<CommitRow>(db, LOG_QUERIES.read)
  const findByKey = prepare<CommitRow>(db, LOG_QUERIES.findByKey)
  const oldestOwed = prepare<OwedRow>(db, LOG_QUERIES.oldestOwed)
  const firstOwing = prepare<{ version: number | null }>(db, LOG_QUERIES.firstOwing)
  const append = prepareAppend(db)
  const settle = prepareSettle(db)
  return {
    append: (commit, row) => {
      const { owed, ...rest } = commit
      const document = JSON.stringify(rest)
      const items = owed.length > 0 ? JSON.stringify(owed) : undefined
      return writes.durable(() => append(commit, document, items, row))
    },
    head: async (conversationId) => found(head.get(conversationId)),
    read: async (conversationId, after, limit) => read.all(conversationId, after, limit).map(commitOf),
    findByKey: async (conversationId, key) => found(findByKey.get(conversationId, key)),
    settle: (conversationId, version, item) => writes.lazy(() => settle(conversationId, version, item)),
    firstOwing: async (conversationId) => firstOwing.get(conversationId)?.version ?? undefined,
    oldest: async (limit, committedBefore) => oldestOwed.all(committedBefore, limit).map(owedOf),
  }
}

/** One look-up a conversation, however long its log is. */
export function createLogWalk(db: DatabaseSyncInstance): LogWalk {
  const headBefore = prepare<CommitRow>(db, LOG_QUERIES.headBefore)
  return {
    heads: async (before = AFTER_ALL_IDS, limit) => {
      const heads: Commit[] = []
      while (heads.length < limit) {
        const next = headBefore.get(heads.at(-1)?.conversationId ?? before)
        if (!next) break
        heads.push(commitOf(next))
      }
      return heads
    },
  }
}

/** Reads the keys before it writes: inside the transaction nobody else can, so nothing has to be taken back. */
function prepareAppend(db: DatabaseSyncInstance) {
  const findByKey = prepare<CommitRow>(db, LOG_QUERIES.findByKey)
  const insertCommit = prepare(
    db,
    'INSERT INTO commits (conversation_id, version, commit_id, document, checksum) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const insertKey = prepare(
    db,
    'INSERT INTO commit_keys (conversation_id, key, version, checksum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const insertOwed = prepare(
    db,
    'INSERT INTO owed_work (conversation_id, version, owed_since, items, checksum) VALUES (?, ?, ?, ?, ?)',
  )
  const writeRow = prepareRowWriter(db)

  return (commit: Commit, document: string, owed: string | undefined, row: ConversationRow): AppendOutcome => {
    const { conversationId, version, commitId } = commit
    for (const key of commit.keys) {
      const holder = findByKey.get(conversationId, key)
      if (holder) return holder.commit_id === commitId ? { kind: 'ok' } : { kind: 'duplicate', commit: commitOf(holder) }
    }
    const checksum = checksumOf('commits', conversationId, version, commitId, document)
    if (insertCommit.run(conversationId, version, commitId, document, checksum) === 0) return { kind: 'conflict' }
    for (const key of commit.keys) {
      insertKey.run(conversationId, key, version, checksumOf('commit_keys', conversationId, key, version))
    }
    if (owed !== undefined) {
      insertOwed.run(conversationId, version, commit.at, owed, checksumOf('owed_work', conversationId, version, commit.at, owed))
    }
    writeRow(row)
    return { kind: 'ok' }
  }
}

function prepareSettle(db: DatabaseSyncInstance) {
  const find = prepare<OwedRow>(db, LOG_QUERIES.owed)
  const update = prepare(db, 'UPDATE owed_work SET items = ?, checksum = ? WHERE conversation_id = ? AND version = ?')
  const remove = prepare(db, 'DELETE FROM owed_work WHERE conversation_id = ? AND version = ?')

  return (conversationId: string, version: number, item: OwedWork): void => {
    const owed = find.get(conversationId, version)
    if (!owed) return
    const left = owedOf(owed).owed.filter((other) => other !== item)
    if (left.length === 0) remove.run(conversationId, version)
    else {
      const items = JSON.stringify(left)
      update.run(items, checksumOf('owed_work', conversationId, version, owed.owed_since, items), conversationId, version)
    }
  }
}

function found(row: CommitRow | undefined): Commit | undefined {
  return row && commitOf(row)
}

function commitOf(row: CommitRow): Commit {
  const { conversation_id, version, commit_id, items } = row
  requireWhole('commits', row.checksum, conversation_id, version, commit_id, row.document)
  const document = JSON.parse(row.document) as Omit<Commit, 'owed'>
  if (items === null) return { ...document, owed: [] }
  return { ...document, owed: owedOf({ ...row, items, checksum: row.owed_checksum }).owed }
}

function owedOf(row: OwedRow): { conversationId: string; version: number; owed: OwedWork[] } {
  const { conversation_id, version, owed_since, items } = row
  requireWhole('owed_work', row.checksum, conversation_id, version, owed_since, items)
  return { conversationId: conversation_id, version, owed: JSON.parse(items) as OwedWork[] }
}
