import { loadVectors } from '../language/vectors.ts'
import { stem } from '../language/stem.ts'
import { commonness } from './question-words.ts'
import type { ArticleIndex } from './article-index.ts'
import { TermTable } from './term-table.ts'
import type { Near } from '../language/soft-overlap.ts'

/** One word of a question and the terms of the base that mean something like it, in whatever language. */
export interface SoftWord {
  /** Nearest first; a term that is the word itself is as near as can be. */
  near: readonly Near[]
  /** How much finding it tells: less for common words, and when much of the base means something like it. */
  worth: number
}

/** A word nothing in the base is near to still counts against an article, but may be one the table does not know. */
const UNMET = 0.5

/** `known` are the terms of the base that are the word. */
export function softWord(word: string, known: Iterable<number>, language: string, index: ArticleIndex): SoftWord {
  const found = new Map(index.near(word))
  for (const term of known) found.set(term, 1)
  const near = [...found].sort((a, b) => b[1] - a[1])
  const most = near[0]?.[1] ?? 1
  const holding = near.reduce((sum, [term, likeness]) => sum + (likeness / most) * index.holding(term), 0)
  const tells = (1 - commonness(stem(word, language), language)) * loadVectors().weight(word)
  const rarity = Math.log(1 + Math.max(0, index.size - holding + 0.5) / (holding + 0.5))
  return { near, worth: tells * rarity * (near.length > 0 ? 1 : UNMET) }
}

/** The question's words by what they mean, ready to be looked for. */
export interface SoftQuery {
  words: readonly SoftWord[]
  /** Sum of the words' worth. */
  worth: number
  /** Which words a term is near to. */
  byTerm: TermTable<readonly { at: number; likeness: number }[]>
}

export function softQuery(words: readonly SoftWord[]): SoftQuery {
  const byTerm = new Map<number, { at: number; likeness: number }[]>()
  for (const [at, { near }] of words.entries()) {
    for (const [term, likeness] of near) {
      const others = byTerm.get(term)
      if (others) others.push({ at, likeness })
      else byTerm.set(term, [{ at, likeness }])
    }
  }
  return { words, worth: words.reduce((sum, { worth }) => sum + worth, 0), byTerm: new TermTable(byTerm) }
}

/** What each word finds at best in an article, `weightOf` its terms, summed by worth. */
export function softScore({ words }: SoftQuery, weightOf: (term: number) => number): number {
  let sum = 0
  for (const { near, worth } of words) {
    let best = 0
    for (const [term, likeness] of near) best = Math.max(best, likeness * weightOf(term))
    sum += best * worth
  }
  return sum
}

/** What each word finds at best among the terms of a text, summed by worth. */
export function softCover(query: SoftQuery, terms: Int32Array): number {
  const best = softBest(query, [terms])
  return query.words.reduce((sum, { worth }, at) => sum + worth * (best[at] ?? 0), 0)
}

/** What each word finds at best among the terms of several texts, 0 to 1. */
export function softBest({ words, byTerm }: SoftQuery, texts: readonly Int32Array[]): Float64Array {
  const best = new Float64Array(words.length)
  for (const terms of texts)
    for (const term of terms) {
      const near = byTerm.get(term)
      if (near) for (const { at, likeness } of near) best[at] = Math.max(best[at] ?? 0, likeness)
    }
  return best
}
