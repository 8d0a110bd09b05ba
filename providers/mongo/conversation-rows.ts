import type { FindCursor } from 'mongodb'
import type { ConversationRow, ConversationRows, RowPlace } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { createRowWriter } from './row-writer.ts'

interface Stored {
  document: string
}

/** Each is answered from an index; test/mongo/query-plans.test.ts reads `explain`. */
export function rowQueries({ rows }: Pick<Collections, 'rows'>) {
  const document = { projection: { _id: 0, document: 1 } } as const
  const newestFirst = { lastActivityAt: -1, _id: -1 } as const
  const find = (filter: Parameters<typeof rows.find>[0]): FindCursor<Stored> => rows.find<Stored>(filter, document)
  return {
    get: (conversationId: string) => find({ _id: conversationId }),
    waiting: (limit: number) => find({ handoffState: 'queued' }).sort({ priority: 1, queuedAt: 1, _id: 1 }).limit(limit),
    list: (before: RowPlace, limit: number) => find(after(before)).hint('by_activity').sort(newestFirst).limit(limit),
    listWithHandoff: (before: RowPlace, limit: number) =>
      find({ hasHandoff: true, ...after(before) })
        .hint('with_handoff')
        .sort(newestFirst)
        .limit(limit),
    listClaimed: (claimedBy: string, before: RowPlace, limit: number) =>
      find({ claimedBy, ...after(before) })
        .hint('claimed')
        .sort(newestFirst)
        .limit(limit),
    due: (now: number, limit: number) =>
      find({ nextDueAt: { $lte: now } })
        .sort({ nextDueAt: 1, _id: 1 })
        .limit(limit),
  }
}

/** The bound on time is for the index, named in each query because of the `$or`; the rest is for rows of the last millisecond. */
function after({ lastActivityAt, conversationId }: RowPlace) {
  return {
    lastActivityAt: { $lte: lastActivityAt },
    $or: [{ lastActivityAt: { $lt: lastActivityAt } }, { _id: { $lt: conversationId } }],
  }
}

const START: RowPlace = { lastActivityAt: Number.MAX_SAFE_INTEGER, conversationId: '' }

export function createConversationRows(collections: Pick<Collections, 'rows'>): ConversationRows {
  const query = rowQueries(collections)
  return {
    get: async (conversationId) => (await all(query.get(conversationId)))[0],
    waiting: (limit) => all(query.waiting(limit)),
    list: ({ claimedBy, withHandoff, before = START, limit }) => {
      if (claimedBy !== undefined) return all(query.listClaimed(claimedBy, before, limit))
      return all(withHandoff === true ? query.listWithHandoff(before, limit) : query.list(before, limit))
    },
    due: (now, limit) => all(query.due(now, limit)),
    put: createRowWriter(collections),
  }
}

async function all(cursor: FindCursor<Stored>): Promise<ConversationRow[]> {
  return (await cursor.toArray()).map(({ document }) => JSON.parse(document) as ConversationRow)
}
