import { liveRevisions } from './live-revisions.ts'
import type { Clock } from '../domain/clock.ts'
import type { LibraryLog, Revisions } from './ports.ts'

export interface PublishInput {
  articleId: string
  by: string
  /** Exactly this revision, which somebody read; left out, whichever is newest by then. */
  revision?: number
  /** The version the editor tested against; when given and the library moved on, nothing is published. */
  testedAt?: number
}

export type PublishOutcome =
  | { kind: 'published'; articleId: string; revision: number; libraryVersion: number }
  | { kind: 'unchanged'; articleId: string; revision: number; libraryVersion: number }
  | { kind: 'conflict'; libraryVersion: number }
  | { kind: 'not_found' }

export type PublishArticle = (input: PublishInput) => Promise<PublishOutcome>

/** Makes a revision the one customers see, on every node with their next question. */
export function createPublishArticle(deps: { library: LibraryLog; revisions: Revisions; clock: Clock }): PublishArticle {
  return async ({ articleId, by, revision: read, testedAt }) => {
    for (;;) {
      const history = (await deps.revisions.ofArticle(articleId)).map((each) => each.revision)
      const revision = read ?? Math.max(...history)
      if (!history.includes(revision)) return { kind: 'not_found' }
      const entries = await deps.library.read(0)
      const head = entries.at(-1)?.libraryVersion ?? 0
      // First: who asks again because an answer was lost has been served.
      if (liveRevisions(entries).get(articleId)?.revision === revision)
        return { kind: 'unchanged', articleId, revision, libraryVersion: head }
      if (testedAt !== undefined && testedAt !== head) return { kind: 'conflict', libraryVersion: head }
      const libraryVersion = head + 1
      const appended = await deps.library.append({
        libraryVersion,
        articleId,
        revision,
        change: 'published',
        at: deps.clock.now(),
        by,
      })
      if (appended === 'ok') return { kind: 'published', articleId, revision, libraryVersion }
      // Somebody else was first: whoever tested against a version is told, others just take the next number.
      if (testedAt !== undefined) return { kind: 'conflict', libraryVersion: await deps.library.head() }
    }
  }
}
