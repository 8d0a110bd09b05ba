import { WarmlineError } from '../domain/errors.ts'
import { parseArticle, type ArticleText } from './parse-article.ts'
import type { ArticleFile } from './article-files.ts'
import type { DraftArticle } from './draft-article.ts'
import type { PublishArticle } from './publish-article.ts'

export interface ImportInput {
  files: ArticleFile[]
  by: string
}

/** What became of one file. */
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

/** Drafts and publishes each file. A file whose text is already published makes nothing new, so importing twice is importing once. */
export function createImportArticles(deps: { draft: DraftArticle; publish: PublishArticle }): ImportArticles {
  return async ({ files, by }) => {
    const imported: ImportedFile[] = []
    for (const file of files) imported.push(await importFile(file, by, deps))
    const count = (...kinds: ImportedFile['kind'][]): number => imported.filter((each) => kinds.includes(each.kind)).length
    return { published: count('published'), unchanged: count('unchanged'), failed: count('invalid', 'refused'), files: imported }
  }
}

async function importFile(
  { name, source }: ArticleFile,
  by: string,
  { draft, publish }: { draft: DraftArticle; publish: PublishArticle },
): Promise<ImportedFile> {
  const article = parsed(name, source)
  if (typeof article === 'string') return { file: name, kind: 'invalid', problem: article }
  const drafted = await draft({ article, by })
  if (drafted.kind === 'invalid') return { file: name, kind: 'invalid', problem: drafted.problem }
  if (drafted.kind !== 'drafted' && drafted.kind !== 'unchanged') return { file: name, kind: 'refused', problem: drafted.kind }
  const { articleId, slug, revision } = drafted.revision
  const outcome = await publish({ articleId, by, revision })
  if (outcome.kind === 'published' || outcome.kind === 'unchanged')
    return { file: name, kind: outcome.kind, slug, revision: outcome.revision }
  return { file: name, kind: 'refused', problem: outcome.kind }
}

function parsed(name: string, source: string): ArticleText | string {
  try {
    return parseArticle(name, source)
  } catch (error) {
    if (error instanceof WarmlineError && error.code === 'invalid_article') return error.message
    throw error
  }
}
