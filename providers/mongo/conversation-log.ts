import type { AppendOutcome, Commit, ConversationLog, LogWalk, OwedIndex, OwedWork } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { commitOf, recordOf } from './commit-record.ts'
import type { RowFollower } from './row-follower.ts'
import { BY_KEY, BY_VERSION } from './schema.ts'
import { isDuplicateKey } from './store-failure.ts'

/** How long a read-back waits for a majority. Milliseconds. */
const READ_BACK_MS = 5000

/** Conversation ids are URL-safe, so each is before this. */
const AFTER_ALL_IDS = '~'

/** Each is answered from an index; test/mongo/query-plans.test.ts reads `explain`. */
export function logQueries({ commits }: Pick<Collections, 'commits'>) {
  return {
    head: (conversationId: string) => commits.find({ conversationId }).hint(BY_VERSION).sort({ version: -1 }).limit(1),
    read: (conversationId: string, after: number, limit: number) =>
      commits
        .find({ conversationId, version: { $gt: after } })
        .hint(BY_VERSION)
        .sort({ version: 1 })
        .limit(limit),
    byKeys: (conversationId: string, keys: string[]) => commits.find({ conversationId, keys: { $in: keys } }).hint(BY_KEY),
    headBefore: (before: string) =>
      commits
        .find({ conversationId: { $lt: before } })
        .hint(BY_VERSION)
        .sort({ conversationId: -1, version: -1 })
        .limit(1),
    firstOwing: (conversationId: string) =>
      commits
        .find({ conversationId, owedSince: { $exists: true } }, { projection: { version: 1 } })
        .hint('owed')
        .sort({ version: 1 })
        .limit(1),
    oldestOwed: (limit: number, committedBefore: number) =>
      commits
        .find({ owedSince: { $lt: committedBefore } }, { projection: { conversationId: 1, version: 1, owed: 1, owedSince: 1 } })
        .sort({ owedSince: 1 })
        .limit(limit),
  }
}

interface LogDeps {
  collections: Pick<Collections, 'commits'>
  rows: RowFollower
}

export function createConversationLog({ collections, rows }: LogDeps): ConversationLog & OwedIndex {
  const { commits } = collections
  const query = logQueries(collections)

  /**
   * After a duplicate key: the driver's answer may have been lost and the key be ours. Linearizable, for what is found decides what is
   * acknowledged, and only what a majority has may be.
   */
  async function readBack(commit: Commit): Promise<AppendOutcome> {
    const holders = await query
      .byKeys(commit.conversationId, commit.keys)
      .withReadConcern({ level: 'linearizable' })
      .maxTimeMS(READ_BACK_MS)
      .toArray()
    if (holders.some(({ _id }) => _id === commit.commitId)) return { kind: 'ok' }
    return holders[0] ? { kind: 'duplicate', commit: commitOf(holders[0]) } : { kind: 'conflict' }
  }

  async function insert(commit: Commit): Promise<AppendOutcome> {
    try {
      await commits.insertOne(recordOf(commit))
      return { kind: 'ok' }
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      return readBack(commit)
    }
  }

  return {
    append: async (commit, row) => {
      const outcome = await insert(commit)
      if (outcome.kind === 'ok') rows.follow(row)
      return outcome
    },
    head: async (conversationId) => (await query.head(conversationId).toArray()).map(commitOf)[0],
    read: async (conversationId, after, limit) => (await query.read(conversationId, after, limit).toArray()).map(commitOf),
    findByKey: async (conversationId, key) => (await query.byKeys(conversationId, [key]).toArray()).map(commitOf)[0],
    settle: createSettle(collections),
    firstOwing: async (conversationId) => (await query.firstOwing(conversationId).toArray())[0]?.version,
    oldest: async (limit, committedBefore) => {
      const found = await query.oldestOwed(limit, committedBefore).toArray()
      return found.sort(inOrder).map(({ conversationId, version, owed }) => ({ conversationId, version, owed }))
    },
  }
}

/** One look-up a conversation, however long its log is. */
export function createLogWalk(collections: Pick<Collections, 'commits'>): LogWalk {
  const query = logQueries(collections)
  return {
    heads: async (before = AFTER_ALL_IDS, limit) => {
      const heads: Commit[] = []
      while (heads.length < limit) {
        const [next] = await query.headBefore(heads.at(-1)?.conversationId ?? before).toArray()
        if (!next) break
        heads.push(commitOf(next))
      }
      return heads
    },
  }
}

/** Acknowledged by one node only: if an election takes it back, the work is found and done once more. */
export function createSettle({ commits }: Pick<Collections, 'commits'>): ConversationLog['settle'] {
  return async (conversationId, version, item) => {
    await commits.updateOne(
      { conversationId, version, owed: item },
      [
        { $set: { owed: { $filter: { input: '$owed', cond: { $ne: ['$$this', item] } } } } },
        { $set: { owedSince: { $cond: [{ $eq: ['$owed', []] }, '$$REMOVE', '$owedSince'] } } },
      ],
      { writeConcern: { w: 1 } },
    )
  }
}

interface Owed {
  conversationId: string
  version: number
  owed: OwedWork[]
  owedSince?: number
}

/** Within one millisecond too, a conversation's older commit comes first. */
function inOrder(a: Owed, b: Owed): number {
  const byTime = (a.owedSince ?? 0) - (b.owedSince ?? 0)
  if (byTime !== 0) return byTime
  return a.conversationId === b.conversationId ? a.version - b.version : a.conversationId < b.conversationId ? -1 : 1
}
