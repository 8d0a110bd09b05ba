import { WarmlineError } from '../domain/errors.ts'
import { parseArticles, type ArticleText } from './parse-article.ts'
import type { ArticleFile } from './article-files.ts'
import { takenSlugs, type DraftArticle } from './draft-article.ts'
import type { Revisions } from './ports.ts'
import type { PublishArticle } from './publish-article.ts'

export interface ImportInput {
  files: ArticleFile[]
  by: string
}

/** What became of one article, or of a file that holds none. */
export type ImportedFile =
  | { file: string; kind: 'published' | 'unchanged'; slug: string; revision: number }
  | { file: string; kind: 'invalid' | 'refused'; problem: string }

export interface ImportOutcome {
  published: number
  unchanged: number
  failed: number
  files: ImportedFile[]
}

export type ImportArticles = (input: ImportInput) => Promise<ImportOutcome>

/** Drafts and publishes each article. One whose text is already published makes nothing new, so importing twice is importing once. */
export function createImportArticles(deps: Deps): ImportArticles {
  return async ({ files, by }) => {
    const imported: ImportedFile[] = []
    const taken = await takenSlugs(deps.revisions)
    for (const file of files) imported.push(...(await importFile(file, { by, taken }, deps)))
    const count = (...kinds: ImportedFile['kind'][]): number => imported.filter((each) => kinds.includes(each.kind)).length
    return { published: count('published'), unchanged: count('unchanged'), failed: count('invalid', 'refused'), files: imported }
  }
}

interface Deps {
  draft: DraftArticle
  publish: PublishArticle
  revisions: Pick<Revisions, 'newest'>
}

interface Import {
  by: string
  /** Slugs and the articles that hold them, kept up to date. */
  taken: Map<string, string>
}

async function importFile(file: ArticleFile, run: Import, deps: Deps): Promise<ImportedFile[]> {
  const articles = parsed(file)
  if (typeof articles === 'string') return [{ file: file.name, kind: 'invalid', problem: articles }]
  const imported: ImportedFile[] = []
  for (const article of articles) imported.push(await importArticle(file.name, article, run, deps))
  return imported
}

async function importArticle(
  name: string,
  article: ArticleText,
  { by, taken }: Import,
  { draft, publish }: Deps,
): Promise<ImportedFile> {
  const drafted = await draft({ article, by, taken })
  if (drafted.kind === 'invalid') return { file: name, kind: 'invalid', problem: drafted.problem }
  if (drafted.kind !== 'drafted' && drafted.kind !== 'unchanged') return { file: name, kind: 'refused', problem: drafted.kind }
  const { articleId, slug, revision } = drafted.revision
  taken.set(slug, articleId)
  const outcome = await publish({ articleId, by, revision })
  if (outcome.kind === 'published' || outcome.kind === 'unchanged')
    return { file: name, kind: outcome.kind, slug, revision: outcome.revision }
  return { file: name, kind: 'refused', problem: outcome.kind }
}

function parsed(file: ArticleFile): ArticleText[] | string {
  try {
    return parseArticles(file)
  } catch (error) {
    if (error instanceof WarmlineError && error.code === 'invalid_article') return error.message
    throw error
  }
}
