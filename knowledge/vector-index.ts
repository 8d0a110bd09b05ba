import { Neighbours, type Usual } from './neighbours.ts'

export interface PlacedVectors {
  revision: number
  language: string
  names: readonly Float32Array[]
  /** In the order of the article's passages. */
  passages: readonly Float32Array[]
}

/** What one model made of the published articles, in memory. */
export class VectorIndex {
  /** As its maker names it; only vectors of this model are compared with these. */
  readonly model: string
  readonly #articles = new Map<string, PlacedVectors>()
  readonly #names = new Neighbours()
  readonly #passages = new Neighbours()

  constructor(model: string) {
    this.model = model
  }

  /** Number of articles. */
  get size(): number {
    return this.#articles.size
  }

  get articleIds(): IterableIterator<string> {
    return this.#articles.keys()
  }

  put(articleId: string, vectors: PlacedVectors): void {
    this.#articles.set(articleId, vectors)
    this.#names.put(articleId, vectors.language, vectors.names)
    this.#passages.put(articleId, vectors.language, vectors.passages)
  }

  remove(articleId: string): void {
    this.#articles.delete(articleId)
    this.#names.remove(articleId)
    this.#passages.remove(articleId)
  }

  /** Undefined while this revision has none: those of an older one say nothing of its words. */
  of(articleId: string, revision: number): PlacedVectors | undefined {
    const found = this.#articles.get(articleId)
    return found?.revision === revision ? found : undefined
  }

  /** Called when all is in its place; `pause` lets others have their turn. */
  async quicken(pause: () => Promise<void>): Promise<void> {
    await this.#names.quicken(pause)
    await this.#passages.quicken(pause)
  }

  /** Articles with a name or a passage among the nearest. */
  nearest(question: Float32Array, limit: number): Set<string> {
    return new Set([...this.#names.nearest(question, limit), ...this.#passages.nearest(question, limit)])
  }

  usual(question: Float32Array): { name: Usual; passage: Usual } {
    return { name: this.#names.usual(question), passage: this.#passages.usual(question) }
  }
}
