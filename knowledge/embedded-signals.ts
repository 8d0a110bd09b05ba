import { mostAlike, type Usual } from './neighbours.ts'
import { dot } from './dot.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { VectorIndex } from './vector-index.ts'

/** A question as an embedding model understands it, and the articles as the same model does. */
export interface Meant {
  vector: Float32Array
  vectors: VectorIndex
}

/** What an embedding model says of one candidate; every figure is 0 to 1, and 0 where no endpoint is asked. */
export const EMBEDDED_SIGNALS = ['embeddedName', 'embeddedPassage', 'embeddedBest'] as const

export type EmbeddedSignal = (typeof EMBEDDED_SIGNALS)[number]
export type EmbeddedSignals = Record<EmbeddedSignal, number>

export const NOT_EMBEDDED: EmbeddedSignals = { embeddedName: 0, embeddedPassage: 0, embeddedBest: 0 }

/** A likeness so many standard deviations above the usual is as good as the question itself. */
const SAME = 8
/** Of an article whose vectors are not there yet nothing is known; it must not fall behind for that. */
const UNKNOWN = 0.5

/** How near one candidate is, in standard deviations above what is usual for this question. */
export interface Nearness {
  name: number
  passage: number
  /** Of each passage. */
  passages: readonly number[]
}

/**
 * Models differ in how alike they find two texts that have nothing in common (.8 with some, .1 with others), and questions differ too. So a
 * likeness is measured by what is usual for this question among the articles.
 */
export function createNearness({ vector, vectors }: Meant): (article: IndexedArticle) => Nearness | undefined {
  const usual = vectors.usual(vector)
  return ({ articleId, revision, language }) => {
    const placed = vectors.of(articleId, revision)
    if (!placed) return undefined
    const passages = placed.passages.map((passage) => above(dot(vector, passage), usual.passage, language))
    return { name: above(mostAlike(vector, placed.names), usual.name, language), passage: Math.max(0, ...passages), passages }
  }
}

export function embeddedSignalsOf(nearness: Nearness | undefined, best: { together: number }): EmbeddedSignals {
  if (!nearness)
    return {
      embeddedName: UNKNOWN * share(best.together / 2),
      embeddedPassage: UNKNOWN * share(best.together / 2),
      embeddedBest: UNKNOWN,
    }
  return {
    embeddedName: share(nearness.name),
    embeddedPassage: share(nearness.passage),
    embeddedBest: best.together > 0 ? together(nearness) / best.together : 0,
  }
}

export function together({ name, passage }: Nearness): number {
  return name + passage
}

function above(likeness: number, { mean, spread }: Usual, language: string): number {
  return Math.max(0, (likeness - mean(language)) / spread)
}

function share(deviations: number): number {
  return Math.min(1, deviations / SAME)
}
