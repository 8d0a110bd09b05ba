import type { Collections, CommitRecord } from './collections.ts'
import type { OnCommit } from './commit-feed.ts'
import { commitOf } from './commit-record.ts'

/**
 * Commits carry the time of the node that made them and may be seen later than that: by a clock up to 1 s off, a slow insert, a
 * conversation whose time ran ahead. So every poll looks this far back and tells what it has not told before. Milliseconds.
 */
export const OVERLAP_MS = 10_000

/** Commits read at a time. */
const PAGE = 200

export interface CommitPoll {
  /** What is there now counts as told. */
  skipPresent(): Promise<void>
  /** When it fails, what it had not told is told by the next. */
  tellNew(): Promise<void>
}

interface PollDeps {
  collections: Pick<Collections, 'commits'>
  /** Store's time from which on commits are told. */
  since: number
  onCommit: OnCommit
}

type Seen = Pick<CommitRecord, '_id' | 'at'>

export function createCommitPoll({ collections: { commits }, since, onCommit }: PollDeps): CommitPoll {
  const told = new Map<string, number>()
  let newest = since

  /** Answered from the index alone. */
  async function untold(): Promise<Seen[]> {
    const recent = await commits
      .find<Seen>({ at: { $gte: newest - OVERLAP_MS } }, { projection: { _id: 1, at: 1 } })
      .hint('by_time')
      .sort({ at: 1, _id: 1 })
      .toArray()
    return recent.filter(({ _id }) => !told.has(_id))
  }

  async function tell(page: Seen[]): Promise<void> {
    const found = await commits
      .find({ _id: { $in: page.map(({ _id }) => _id) } })
      .sort({ at: 1, conversationId: 1, version: 1 })
      .toArray()
    for (const record of found) onCommit(commitOf(record))
    countAsTold(page)
  }

  function countAsTold(page: Seen[]): void {
    for (const { _id, at } of page) {
      told.set(_id, at)
      newest = Math.max(newest, at)
    }
  }

  function forgetOld(): void {
    for (const [id, at] of told) if (at < newest - OVERLAP_MS) told.delete(id)
  }

  return {
    skipPresent: async () => countAsTold(await untold()),
    tellNew: async () => {
      const waiting = await untold()
      for (let from = 0; from < waiting.length; from += PAGE) await tell(waiting.slice(from, from + PAGE))
      forgetOld()
    },
  }
}
