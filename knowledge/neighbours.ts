import { shortHash } from '../domain/ids.ts'
import { dot } from './dot.ts'

/** How alike a question and texts that have nothing to do with it usually are. */
export interface Usual {
  /** By the language of the text: models find texts of one language alike for that alone. */
  mean: (language: string) => number
  /** Standard deviation around it. */
  spread: number
}

interface Placed {
  language: string
  vectors: readonly Float32Array[]
}

/** Texts of so many articles tell how far likenesses spread. */
const SAMPLE = 250
/** In a handful of articles the spread is left to chance; every model known spreads by more. */
const LEAST_SPREAD = 0.015

/** Vectors by the article they belong to, of which the nearest to a question can be found. */
export class Neighbours {
  readonly #articles = new Map<string, Placed>()
  /** Sum of the vectors of a language, and their number. */
  readonly #sums = new Map<string, { sum: Float64Array; count: number }>()
  #sample: [language: string, vector: Float32Array][] | undefined

  put(articleId: string, language: string, vectors: readonly Float32Array[]): void {
    this.remove(articleId)
    if (vectors.length === 0) return
    this.#articles.set(articleId, { language, vectors })
    this.#count(language, vectors, 1)
  }

  remove(articleId: string): void {
    const placed = this.#articles.get(articleId)
    if (!placed) return
    this.#articles.delete(articleId)
    this.#count(placed.language, placed.vectors, -1)
  }

  /** The articles with the nearest vectors, nearest first. */
  nearest(question: Float32Array, limit: number): string[] {
    const { mean } = this.usual(question)
    const found: [articleId: string, likeness: number][] = []
    for (const [articleId, { language, vectors }] of this.#articles)
      found.push([articleId, mostAlike(question, vectors) - mean(language)])
    return found
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([articleId]) => articleId)
  }

  usual(question: Float32Array): Usual {
    const means = new Map([...this.#sums].map(([language, { sum, count }]) => [language, likenessToAll(question, sum) / count]))
    const mean = (language: string): number => means.get(language) ?? 0
    const sample = (this.#sample ??= this.#chooseSample())
    let squares = 0
    for (const [language, vector] of sample) squares += (dot(question, vector) - mean(language)) ** 2
    return { mean, spread: Math.max(LEAST_SPREAD, Math.sqrt(squares / Math.max(1, sample.length))) }
  }

  #count(language: string, vectors: readonly Float32Array[], sign: 1 | -1): void {
    this.#sample = undefined
    const known = this.#sums.get(language)
    const { sum, count } = known ?? { sum: new Float64Array(vectors[0]?.length ?? 0), count: 0 }
    for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + sign * (vector[at] ?? 0)
    const left = count + sign * vectors.length
    if (left > 0) this.#sums.set(language, { sum, count: left })
    else this.#sums.delete(language)
  }

  /** The first vector of some articles, the same ones in whatever order they came. */
  #chooseSample(): [string, Float32Array][] {
    const ids = [...this.#articles.keys()]
    const chosen = ids.length <= SAMPLE ? ids : byHash(ids).slice(0, SAMPLE)
    return chosen.flatMap((articleId) => {
      const { language = '', vectors: [first] = [] } = this.#articles.get(articleId) ?? {}
      return first ? [[language, first] as [string, Float32Array]] : []
    })
  }
}

export function mostAlike(question: Float32Array, vectors: readonly Float32Array[]): number {
  let most = -1
  for (const vector of vectors) most = Math.max(most, dot(question, vector))
  return most
}

function likenessToAll(question: Float32Array, sum: Float64Array): number {
  let likeness = 0
  for (let at = 0; at < sum.length; at++) likeness += (question[at] ?? 0) * (sum[at] ?? 0)
  return likeness
}

function byHash(ids: readonly string[]): string[] {
  return ids
    .map((id) => [shortHash('sample', id), id] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, id]) => id)
}
