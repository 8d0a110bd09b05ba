import { fileURLToPath } from 'node:url'
import { readArticleFiles } from '../../knowledge/article-files.ts'
import { parseArticles, type ArticleText } from '../../knowledge/parse-article.ts'
import type { Revision } from '../../knowledge/ports.ts'

export const SAMPLE = new URL('../../examples/larkhollow/', import.meta.url)

/** The sample base as it is after its import; an article's slug is its id. */
export async function readSampleBase(): Promise<Revision[]> {
  const files = await readArticleFiles(fileURLToPath(new URL('articles', SAMPLE)))
  return files.flatMap(parseArticles).map(asPublished)
}

export function asPublished(article: ArticleText): Revision {
  return { ...article, articleId: article.slug, revision: 1, at: 0, by: 'import' }
}
