import { liveRevisions } from './live-revisions.ts'
import type { Clock } from '../domain/clock.ts'
import type { LibraryLog } from './ports.ts'

export interface RetireInput {
  articleId: string
  by: string
  /** The library's version that the editor saw; when given and the library moved on, nothing is retired. */
  testedAt?: number
}

export type RetireOutcome =
  | { kind: 'retired'; articleId: string; revision: number; libraryVersion: number }
  /** It was never published, or is retired already. */
  | { kind: 'not_live' }
  | { kind: 'conflict'; libraryVersion: number }

export type RetireArticle = (input: RetireInput) => Promise<RetireOutcome>

/** Takes an article away from customers: from the next question on no answer rests on it. Its revisions stay. */
export function createRetireArticle(deps: { library: LibraryLog; clock: Clock }): RetireArticle {
  return async ({ articleId, by, testedAt }) => {
    for (;;) {
      const entries = await deps.library.read(0)
      const head = entries.at(-1)?.libraryVersion ?? 0
      if (testedAt !== undefined && testedAt !== head) return { kind: 'conflict', libraryVersion: head }
      const revision = liveRevisions(entries).get(articleId)?.revision
      if (revision === undefined) return { kind: 'not_live' }
      const libraryVersion = head + 1
      const appended = await deps.library.append({
        libraryVersion,
        articleId,
        revision,
        change: 'retired',
        at: deps.clock.now(),
        by,
      })
      if (appended === 'ok') return { kind: 'retired', articleId, revision, libraryVersion }
    }
  }
}
