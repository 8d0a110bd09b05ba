import { ArticleIndex, type Meaning } from './article-index.ts'

/** What this node holds of the library: its published articles, ready to be searched, as of one version. */
export interface Shelf {
  readonly index: ArticleIndex
  /** The last library entry the index knows. */
  libraryVersion: number
}

export function createShelf(deps: { meaning?: Meaning | undefined } = {}): Shelf {
  return { index: new ArticleIndex(deps), libraryVersion: 0 }
}
