import type { Commit } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { followChangeStream } from './change-stream.ts'
import { createCommitPoll } from './commit-poll.ts'
import { isUnsupported } from './store-failure.ts'

/** Told of every commit, of this node and of others. At least once, and older ones may come late: compare versions. Must not throw. */
export type OnCommit = (commit: Commit) => void

export interface CommitFeed {
  /** `polling` where the server has no change streams. */
  readonly kind: 'change_stream' | 'polling'
  stop(): Promise<void>
}

/** How often a server without change streams is asked. Milliseconds. */
const POLL_MS = 250

/** Resolves when everything committed from now on will be told. */
export async function watchCommits(
  collections: Pick<Collections, 'commits'>,
  now: () => number,
  onCommit: OnCommit,
): Promise<CommitFeed> {
  try {
    return { kind: 'change_stream', stop: await followChangeStream({ collections, now, onCommit }) }
  } catch (error) {
    if (!isUnsupported(error)) throw error
    return { kind: 'polling', stop: await pollForEver(collections, now, onCommit) }
  }
}

async function pollForEver(
  collections: Pick<Collections, 'commits'>,
  now: () => number,
  onCommit: OnCommit,
): Promise<() => Promise<void>> {
  const poll = createCommitPoll({ collections, since: now(), onCommit })
  await poll.skipPresent()
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    // A poll that fails is made up for by the next: it begins where the last good one ended.
    running ??= poll
      .tellNew()
      .catch(() => undefined)
      .finally(() => (running = undefined))
  }, POLL_MS)
  return async () => {
    clearInterval(timer)
    await running
  }
}
