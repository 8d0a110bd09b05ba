import { liveRevisions, type Standing } from './live-revisions.ts'
import type { LibraryLog, Revision, Revisions } from './ports.ts'

/** `changed` = customers see an older revision than the newest. */
export type ArticleState = 'draft' | 'published' | 'changed' | 'retired'

export interface ListedArticle {
  articleId: string
  slug: string
  title: string
  section: string
  language: string
  unanswered: boolean
  state: ArticleState
  newestRevision: number
  /** What customers see. */
  liveRevision?: number
  /** When the newest revision was written, and by whom. */
  at: number
  by: string
}

export interface ArticleList {
  libraryVersion: number
  /** By section, then title. */
  articles: ListedArticle[]
}

export type ListArticles = () => Promise<ArticleList>

export function createListArticles(deps: { library: LibraryLog; revisions: Revisions }): ListArticles {
  return async () => {
    const entries = await deps.library.read(0)
    const standings = liveRevisions(entries)
    const newest = await deps.revisions.newest()
    const articles = newest.map((revision) => listed(revision, standings.get(revision.articleId)))
    articles.sort((a, b) => a.section.localeCompare(b.section) || a.title.localeCompare(b.title))
    return { libraryVersion: entries.at(-1)?.libraryVersion ?? 0, articles }
  }
}

export function stateOf(newestRevision: number, standing: Standing | undefined): ArticleState {
  if (!standing) return 'draft'
  if (standing.revision === undefined) return 'retired'
  return standing.revision === newestRevision ? 'published' : 'changed'
}

function listed(newest: Revision, standing: Standing | undefined): ListedArticle {
  const { articleId, slug, title, section, language, unanswered = false, revision, at, by } = newest
  const article: ListedArticle = {
    articleId,
    slug,
    title,
    section,
    language,
    unanswered,
    state: stateOf(revision, standing),
    newestRevision: revision,
    at,
    by,
  }
  return standing?.revision === undefined ? article : { ...article, liveRevision: standing.revision }
}
