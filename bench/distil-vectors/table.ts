import { foldAccents } from '../../language/fold-accents.ts'
import { mix, unit, type Vector } from './linear.ts'
import type { Lexicon } from './lexicon.ts'
import type { VectorTable } from '../../language/vector-file.ts'
import type { WordList } from './words.ts'

/** The table before its figures are bytes. */
export interface FineTable {
  /** Folded, sorted by code unit, each once. */
  words: string[]
  shares: Float32Array
  /** Of unit length. */
  vectors: Vector[]
}

/** The share of a word that only the glossary has: rare, but not unheard of. */
const OF_GLOSSARY = 3e-7
const FLOOR = 1e-4

/** One table for all languages: words that are written alike without accents become one, the more frequent counting more. */
export function mergeTable(lexicon: Lexicon, lists: ReadonlyMap<string, WordList>): FineTable {
  const sums = new Map<string, { vector: Vector; share: number }>()
  for (const [language, words] of lexicon) {
    for (const [word, vector] of words) {
      const share = lists.get(language)?.get(word) ?? OF_GLOSSARY
      const factor = Math.sqrt(share) + FLOOR
      const folded = foldAccents(word)
      const known = sums.get(folded)
      sums.set(folded, {
        vector: known ? mix(known.vector, 1, vector, factor) : mix(vector, factor, vector, 0),
        share: Math.max(share, known?.share ?? 0),
      })
    }
  }
  const entries = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    words: entries.map(([word]) => word),
    shares: Float32Array.from(entries, ([, { share }]) => share),
    vectors: entries.map(([, { vector }]) => unit(vector)),
  }
}

export function asBytes({ words, shares, vectors }: FineTable): VectorTable {
  return {
    dimensions: vectors[0]?.length ?? 0,
    words,
    shares,
    rows: Int8Array.from(vectors.flatMap((vector) => toBytes(vector))),
  }
}

/** Each row uses the whole range of a byte: its length tells nothing. */
function toBytes(vector: Vector): number[] {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return Array.from(vector, (value) => Math.round((value / largest) * 127))
}
