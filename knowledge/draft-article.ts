import { WarmlineError } from '../domain/errors.ts'
import { shortHash } from '../domain/ids.ts'
import { checkArticle, type ArticleText } from './parse-article.ts'
import type { Clock } from '../domain/clock.ts'
import type { Revision, Revisions } from './ports.ts'

export interface DraftInput {
  /** Left out for a new article: its id is made from its first slug, so two who create the same one meet. */
  articleId?: string
  /** The newest revision the editor has seen; when given and another is newer, nothing is written. */
  after?: number
  article: ArticleText
  by: string
  /** Slugs and the articles that hold them, by who drafts many at once; read anew when left out. */
  taken?: ReadonlyMap<string, string>
}

export type DraftOutcome =
  | { kind: 'drafted'; revision: Revision }
  | { kind: 'unchanged'; revision: Revision }
  | { kind: 'conflict'; newest: number }
  | { kind: 'slug_taken'; articleId: string }
  | { kind: 'not_found' }
  | { kind: 'invalid'; problem: string }

export type DraftArticle = (input: DraftInput) => Promise<DraftOutcome>

/** Writes the next revision of an article; customers see it only once it is published. */
export function createDraftArticle(deps: { revisions: Revisions; clock: Clock }): DraftArticle {
  return async (input) => {
    const problem = problemOf(input.article)
    if (problem !== undefined) return { kind: 'invalid', problem }
    const articleId = input.articleId ?? articleIdOf(input.article.slug)
    const holder = (input.taken ?? (await takenSlugs(deps.revisions))).get(input.article.slug)
    if (holder !== undefined && holder !== articleId) return { kind: 'slug_taken', articleId: holder }
    const newest = await newestOf(deps.revisions, articleId)
    if (!newest && input.articleId !== undefined) return { kind: 'not_found' }
    // Before the look at who was first: whoever asks again because an answer was lost must not meet himself as somebody else.
    if (newest && sameText(newest, input.article)) return { kind: 'unchanged', revision: newest }
    if (input.after !== undefined && input.after !== (newest?.revision ?? 0))
      return { kind: 'conflict', newest: newest?.revision ?? 0 }
    const revision: Revision = {
      ...input.article,
      articleId,
      revision: (newest?.revision ?? 0) + 1,
      at: deps.clock.now(),
      by: input.by,
    }
    if ((await deps.revisions.put(revision)) === 'ok') return { kind: 'drafted', revision }
    const first = await newestOf(deps.revisions, articleId)
    if (first && sameText(first, input.article)) return { kind: 'unchanged', revision: first }
    return { kind: 'conflict', newest: revision.revision }
  }
}

export function articleIdOf(slug: string): string {
  return shortHash('article', slug)
}

function problemOf(article: ArticleText): string | undefined {
  try {
    checkArticle(article)
    return undefined
  } catch (error) {
    if (error instanceof WarmlineError && error.code === 'invalid_article') return error.message
    throw error
  }
}

export async function takenSlugs(revisions: Pick<Revisions, 'newest'>): Promise<Map<string, string>> {
  return new Map((await revisions.newest()).map(({ slug, articleId }) => [slug, articleId]))
}

async function newestOf(revisions: Revisions, articleId: string): Promise<Revision | undefined> {
  return (await revisions.ofArticle(articleId)).reduce<Revision | undefined>(newer, undefined)
}

function newer(a: Revision | undefined, b: Revision): Revision {
  return a && a.revision > b.revision ? a : b
}

function sameText(a: ArticleText, b: ArticleText): boolean {
  const text = ({ slug, title, section, language, aliases, body, unanswered }: ArticleText): string =>
    JSON.stringify([slug, title, section, language, aliases, body, unanswered === true])
  return text(a) === text(b)
}
