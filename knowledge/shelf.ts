import { sentenceVector } from '../language/vectors.ts'
import { ArticleIndex } from './article-index.ts'
import type { Meaning } from './indexed-article.ts'
import type { VectorIndex } from './vector-index.ts'

/** What this node holds of the library: its published articles, ready to be searched, as of one version. */
export interface Shelf {
  readonly index: ArticleIndex
  /** The last library entry the index knows. */
  libraryVersion: number
  /** What an embeddings endpoint made of the articles, once it is ready. */
  vectors: VectorIndex | undefined
}

/** Without another meaning the word vectors that ship with the product tell what a text means. */
export function createShelf({ meaning = sentenceVector }: { meaning?: Meaning | undefined } = {}): Shelf {
  return { index: new ArticleIndex({ meaning }), libraryVersion: 0, vectors: undefined }
}
