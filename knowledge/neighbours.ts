import { shortHash } from '../domain/ids.ts'
import { dot } from './dot.ts'

/** How alike a question and texts that have nothing to do with it usually are. */
export interface Usual {
  mean: number
  /** Standard deviation. */
  spread: number
}

/** Texts of so many articles tell what is usual. */
const SAMPLE = 250
/** In a handful of articles the spread is left to chance; every model known spreads by more. */
const LEAST_SPREAD = 0.015

/** Vectors by the article they belong to, of which the nearest to a question can be found. */
export class Neighbours {
  readonly #vectors = new Map<string, readonly Float32Array[]>()
  #sample: Float32Array[] | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  put(articleId: string, vectors: readonly Float32Array[]): void {
    this.remove(articleId)
    if (vectors.length === 0) return
    this.#vectors.set(articleId, vectors)
    this.#size += vectors.length
    this.#sample = undefined
  }

  remove(articleId: string): void {
    const vectors = this.#vectors.get(articleId)
    if (!vectors) return
    this.#vectors.delete(articleId)
    this.#size -= vectors.length
    this.#sample = undefined
  }

  /** The articles with the nearest vectors, nearest first. */
  nearest(question: Float32Array, limit: number): string[] {
    const found: [articleId: string, likeness: number][] = []
    for (const [articleId, vectors] of this.#vectors) found.push([articleId, mostAlike(question, vectors)])
    return found
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([articleId]) => articleId)
  }

  usual(question: Float32Array): Usual {
    const sample = (this.#sample ??= this.#chooseSample())
    let sum = 0
    let squares = 0
    for (const vector of sample) {
      const likeness = dot(question, vector)
      sum += likeness
      squares += likeness * likeness
    }
    const mean = sum / Math.max(1, sample.length)
    const variance = squares / Math.max(1, sample.length) - mean * mean
    return { mean, spread: Math.max(LEAST_SPREAD, Math.sqrt(Math.max(0, variance))) }
  }

  /** The first vector of some articles, the same ones in whatever order they came. */
  #chooseSample(): Float32Array[] {
    const ids = [...this.#vectors.keys()]
    const chosen = ids.length <= SAMPLE ? ids.sort() : byHash(ids).slice(0, SAMPLE)
    return chosen.flatMap((articleId) => this.#vectors.get(articleId)?.[0] ?? [])
  }
}

export function mostAlike(question: Float32Array, vectors: readonly Float32Array[]): number {
  let most = -1
  for (const vector of vectors) most = Math.max(most, dot(question, vector))
  return most
}

function byHash(ids: readonly string[]): string[] {
  return ids
    .map((id) => [shortHash('sample', id), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, id]) => id)
}
