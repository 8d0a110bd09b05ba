import type { ChangeStream, ChangeStreamInsertDocument, ResumeToken } from 'mongodb'
import type { Collections, CommitRecord } from './collections.ts'
import type { OnCommit } from './commit-feed.ts'
import { createCommitPoll } from './commit-poll.ts'
import { commitOf } from './commit-record.ts'
import { isHistoryLost, isUnsupported } from './store-failure.ts'

/** Between two tries to reach a server that went away. Milliseconds. */
const RETRY_MS = 500

interface FollowDeps {
  collections: Pick<Collections, 'commits'>
  now: () => number
  onCommit: OnCommit
}

type Inserts = ChangeStream<CommitRecord, ChangeStreamInsertDocument<CommitRecord>>

/**
 * Tells every insert from now on. The driver resumes by itself after a lost connection; what it gives up on is resumed here from the last
 * token; and when the server has forgotten that token, what came meanwhile is read from the log. Resolves once the stream is open.
 */
export async function followChangeStream({ collections, now, onCommit }: FollowDeps): Promise<() => Promise<void>> {
  const { commits } = collections
  const stopping = new AbortController()
  const stopped = (): boolean => stopping.signal.aborted
  let toldAt = now()
  let stream = open()
  // The driver opens a stream with its first read.
  await tellNext()
  const running = follow()

  function open(resumeAfter?: ResumeToken): Inserts {
    return commits.watch<CommitRecord, ChangeStreamInsertDocument<CommitRecord>>([{ $match: { operationType: 'insert' } }], {
      maxAwaitTimeMS: 500,
      ...(resumeAfter === undefined ? {} : { resumeAfter }),
    })
  }

  async function tellNext(): Promise<void> {
    const change = await stream.tryNext()
    if (!change) return
    toldAt = Math.max(toldAt, change.fullDocument.at)
    onCommit(commitOf(change.fullDocument))
  }

  async function follow(): Promise<void> {
    while (!stopped()) {
      try {
        await tellNext()
      } catch (error) {
        if (stopped()) return
        // What fails in it is met again by the next read.
        await reopen(error).catch(() => undefined)
      }
    }
  }

  async function reopen(error: unknown): Promise<void> {
    const token = isHistoryLost(error) || isUnsupported(error) ? undefined : stream.resumeToken
    await stream.close().catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    if (stopped()) return
    stream = open(token)
    if (token === undefined) await catchUp()
  }

  /** After the new stream is open, so that nothing falls between; what both find is told twice. */
  async function catchUp(): Promise<void> {
    try {
      await tellNext()
      await createCommitPoll({ collections, since: toldAt, onCommit }).tellNew()
    } catch {
      return
    }
  }

  return async () => {
    stopping.abort()
    await stream.close().catch(() => undefined)
    await running
  }
}
