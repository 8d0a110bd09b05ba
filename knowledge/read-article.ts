import { stateOf, type ArticleState } from './list-articles.ts'
import { liveRevisions } from './live-revisions.ts'
import type { LibraryLog, Revision, Revisions } from './ports.ts'

export type ReadArticleInput = { articleId: string } | { slug: string }

export type ReadArticleOutcome =
  | {
      kind: 'found'
      state: ArticleState
      newest: Revision
      /** What customers see; undefined for drafts and retired articles. */
      live: Revision | undefined
      /** All of them, oldest first. */
      revisions: Revision[]
      libraryVersion: number
    }
  | { kind: 'not_found' }

export type ReadArticle = (input: ReadArticleInput) => Promise<ReadArticleOutcome>

export function createReadArticle(deps: { library: LibraryLog; revisions: Revisions }): ReadArticle {
  return async (input) => {
    const articleId = 'articleId' in input ? input.articleId : await idOfSlug(deps.revisions, input.slug)
    const unordered = articleId === undefined ? [] : await deps.revisions.ofArticle(articleId)
    const revisions = [...unordered].sort((a, b) => a.revision - b.revision)
    const newest = revisions.at(-1)
    if (!newest) return { kind: 'not_found' }
    const entries = await deps.library.read(0)
    const standing = liveRevisions(entries).get(newest.articleId)
    const live = revisions.find((each) => each.revision === standing?.revision)
    const libraryVersion = entries.at(-1)?.libraryVersion ?? 0
    return { kind: 'found', state: stateOf(newest.revision, standing), newest, live, revisions, libraryVersion }
  }
}

async function idOfSlug(revisions: Revisions, slug: string): Promise<string | undefined> {
  const newest = await revisions.newest()
  return newest.find((each) => each.slug === slug)?.articleId
}
