import { liveRevisions } from './live-revisions.ts'
import type { Clock } from '../domain/clock.ts'
import type { LibraryLog } from './ports.ts'

export interface RetireInput {
  articleId: string
  by: string
}

export type RetireOutcome =
  | { kind: 'retired'; articleId: string; revision: number; libraryVersion: number }
  /** It was never published, or is retired already. */
  | { kind: 'not_live' }

export type RetireArticle = (input: RetireInput) => Promise<RetireOutcome>

/** Takes an article away from customers: from the next question on no answer rests on it. Its revisions stay. */
export function createRetireArticle(deps: { library: LibraryLog; clock: Clock }): RetireArticle {
  return async ({ articleId, by }) => {
    for (;;) {
      const entries = await deps.library.read(0)
      const revision = liveRevisions(entries).get(articleId)?.revision
      if (revision === undefined) return { kind: 'not_live' }
      const libraryVersion = (entries.at(-1)?.libraryVersion ?? 0) + 1
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
