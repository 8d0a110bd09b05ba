import type { LibraryEntry } from './ports.ts'

/** What the library's log says of an article: which revision customers see, if any, since when and by whom. */
export interface Standing {
  /** undefined once it is retired. */
  revision: number | undefined
  libraryVersion: number
  at: number
  by: string
}

/** Folds the log: the last entry of an article counts. */
export function liveRevisions(entries: readonly LibraryEntry[]): Map<string, Standing> {
  const standings = new Map<string, Standing>()
  for (const { articleId, revision, change, libraryVersion, at, by } of entries) {
    standings.set(articleId, { revision: change === 'published' ? revision : undefined, libraryVersion, at, by })
  }
  return standings
}
