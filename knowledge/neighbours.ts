import { shortHash } from '../domain/ids.ts'
import { loadApproximateSearch, type ApproximateSearch } from './approximate-search.ts'
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
  /** Of its vectors, in the approximate search. */
  keys: number[]
  vectors: readonly Float32Array[]
}

/** Texts of so many articles tell how far likenesses spread. */
const SAMPLE = 250
/** In a handful of articles the spread is left to chance; every model known spreads by more. */
const LEAST_SPREAD = 0.015

/** To look at every one of so many takes some milliseconds; from there on a library looks at some. */
const MANY = 8000
/** An approximate search finds single vectors: so many for each article that is wanted. */
const FOR_EACH = 4
/** With so many gone for each that is left the search finds less and less. */
const GONE = 0.1
/** So many are added before others get their turn: some milliseconds. */
const SLICE = 10

/** Vectors by the article they belong to, of which the nearest to a question can be found. */
export class Neighbours {
  readonly #articles = new Map<string, Placed>()
  /** Sum of the vectors of a language, and their number. */
  readonly #sums = new Map<string, { sum: Float64Array; count: number }>()
  #size = 0
  #approximate: ApproximateSearch | undefined
  readonly #articleOf = new Map<number, string>()
  /** Keys that went while the search was made, and the number of those that went since. */
  readonly #left: number[] = []
  #gone = 0
  #nextKey = 0
  #sample: [language: string, vector: Float32Array][] | undefined

  put(articleId: string, language: string, vectors: readonly Float32Array[]): void {
    this.remove(articleId)
    if (vectors.length === 0) return
    const placed = { language, vectors, keys: [] }
    this.#articles.set(articleId, placed)
    this.#count(language, vectors, 1)
    if (this.#approximate) this.#addTo(this.#approximate, articleId, placed)
  }

  remove(articleId: string): void {
    const placed = this.#articles.get(articleId)
    if (!placed) return
    this.#articles.delete(articleId)
    this.#count(placed.language, placed.vectors, -1)
    for (const key of placed.keys) this.#removeFrom(this.#approximate, key)
    // What is gone still stands in the way of finding the rest; the next time it is made anew.
    if (this.#gone > GONE * this.#size) this.#forget()
  }

  /** Has many vectors searched by a library; until that is ready, and where there are few, every one is looked at. */
  async quicken(pause: () => Promise<void>, many = MANY): Promise<void> {
    if (this.#approximate || this.#size < many) return
    this.#forget()
    const dimensions = this.#articles.values().next().value?.vectors[0]?.length ?? 0
    const approximate = await loadApproximateSearch(dimensions)
    if (!approximate) return
    let added = 0
    for (const [articleId, placed] of [...this.#articles]) {
      // Gone or replaced while others had their turn.
      if (this.#articles.get(articleId) !== placed) continue
      this.#addTo(approximate, articleId, placed)
      added += placed.vectors.length
      if (added >= SLICE) {
        added = 0
        await pause()
      }
    }
    // What came meanwhile has no keys yet; what went has left its own behind.
    for (const [articleId, placed] of this.#articles) if (placed.keys.length === 0) this.#addTo(approximate, articleId, placed)
    for (const key of this.#left.splice(0)) approximate.remove(key)
    this.#approximate = approximate
  }

  #removeFrom(approximate: ApproximateSearch | undefined, key: number): void {
    this.#articleOf.delete(key)
    this.#gone += 1
    if (approximate) approximate.remove(key)
    else this.#left.push(key)
  }

  #forget(): void {
    this.#approximate = undefined
    this.#articleOf.clear()
    this.#gone = 0
    this.#left.length = 0
    for (const placed of this.#articles.values()) placed.keys.length = 0
  }

  #addTo(approximate: ApproximateSearch, articleId: string, placed: Placed): void {
    for (const vector of placed.vectors) {
      const key = this.#nextKey++
      approximate.add(key, vector)
      placed.keys.push(key)
      this.#articleOf.set(key, articleId)
    }
  }

  /** The articles with the nearest vectors, nearest first. */
  nearest(question: Float32Array, limit: number): string[] {
    const { mean } = this.usual(question)
    const found: [articleId: string, likeness: number][] = []
    for (const articleId of this.#candidates(question, limit)) {
      const { language = '', vectors = [] } = this.#articles.get(articleId) ?? {}
      found.push([articleId, mostAlike(question, vectors) - mean(language)])
    }
    return found
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([articleId]) => articleId)
  }

  #candidates(question: Float32Array, limit: number): Iterable<string> {
    if (!this.#approximate) return this.#articles.keys()
    const keys = this.#approximate.search(question, limit * FOR_EACH)
    return new Set(keys.flatMap((key) => this.#articleOf.get(key) ?? []))
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
    this.#size += sign * vectors.length
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
