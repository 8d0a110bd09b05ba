import { VectorRows } from './vector-rows.ts'
import type { Vectors } from './vectors.ts'

/** A term that means something like a word, and how much: 0 to 1. */
export type Near = readonly [term: number, likeness: number]

/** Cosines up to here are chance; above, likeness grows from 0 to 1, slowly at first. */
const CHANCE = 0.35
const SLOWLY = 1.5
/** Of all terms the nearest few count. */
const NEAREST = 8
/**
 * Two vectors that point the same way have the same signs (Charikar, STOC 2002, with the vector's own axes for random ones). Of the first 128
 * signs so many may differ, or a term is not looked at further: 97 of 100 are not, and 1 of 100 of what near ones weigh.
 */
const WORDS_OF_SIGNS = 4
const OTHERS_AT_MOST = 51
/** Words asked for are remembered with their terms, because customers use few words many times; beyond this the memory starts afresh. */
const REMEMBERED = 5000
/** Places made at first; doubled when they are full. */
const ROOM = 1024

interface Remembered {
  vector: Float32Array
  signs: Int32Array
  /** Everything that is at all like it, nearest first, among the first so many entries. */
  found: Found[]
  entries: number
}

interface Found {
  entry: Entry
  likeness: number
}

/** One way a term is written. */
interface Entry {
  term: number
  word: string
}

/**
 * The words of a knowledge base by meaning, so that each word of a question finds those that mean the same, in any language of the table.
 * Adding a word compares it with nothing; the next search for another does. Nothing is ever taken out: whoever asks knows which words still count.
 */
export class SoftOverlap {
  readonly #vectors: Vectors
  readonly #entries: Entry[] = []
  readonly #known = new Map<string, number[]>()
  readonly #rows = new VectorRows()
  /** The signs of each row's first figures, 32 to a number: a search reads all of them. */
  #signs: Int32Array
  readonly #near = new Map<string, Remembered>()

  constructor(vectors: Vectors) {
    this.#vectors = vectors
    this.#signs = new Int32Array(ROOM * WORDS_OF_SIGNS)
  }

  /** `word` is one way the term is written; adding it again changes nothing, and one the table cannot place is left out. */
  add(term: number, word: string): void {
    const terms = this.#known.get(word) ?? []
    if (terms.includes(term)) return
    this.#known.set(word, [...terms, term])
    const vector = this.#vectors.word(word)
    if (!vector) return
    const at = this.#entries.push({ term, word }) - 1
    this.#rows.put(at, vector)
    this.#signs = withRoom(this.#signs, (at + 1) * WORDS_OF_SIGNS)
    this.#signs.set(signsOf(vector), at * WORDS_OF_SIGNS)
  }

  /** The terms nearest in meaning by words that still count, nearest first; none when the table cannot place the word. */
  near(word: string, counts: (word: string) => boolean = () => true): Near[] {
    const near = new Map<number, number>()
    for (const { entry, likeness } of this.#remembered(word)) {
      if (near.has(entry.term) || !counts(entry.word)) continue
      near.set(entry.term, likeness)
      if (near.size === NEAREST) break
    }
    return [...near]
  }

  #remembered(word: string): readonly Found[] {
    const asked = this.#near.get(word) ?? this.#remember(word)
    if (!asked) return []
    if (asked.entries < this.#entries.length) this.#search(asked)
    return asked.found
  }

  #remember(word: string): Remembered | undefined {
    const vector = this.#vectors.word(word)
    if (!vector) return undefined
    if (this.#near.size >= REMEMBERED) this.#near.clear()
    const asked = { vector, signs: signsOf(vector), found: [], entries: 0 }
    this.#near.set(word, asked)
    return asked
  }

  /** Looks through the entries that came since. */
  #search(asked: Remembered): void {
    const found: Found[] = []
    for (const at of alikeBySigns(asked.signs, this.#signs, asked.entries, this.#entries.length)) {
      const likeness = likenessOf(this.#rows.likeness(asked.vector, at))
      const entry = this.#entries[at]
      if (entry && likeness > 0) found.push({ entry, likeness })
    }
    if (found.length > 0) asked.found = sorted([...asked.found, ...found])
    asked.entries = this.#entries.length
  }
}

/** Ties by the word, so that the order of publishing does not show. */
function sorted(found: Found[]): Found[] {
  return found.sort((a, b) => b.likeness - a.likeness || (a.entry.word < b.entry.word ? -1 : 1))
}

function withRoom(signs: Int32Array, needed: number): Int32Array {
  if (needed <= signs.length) return signs
  const larger = new Int32Array(signs.length * 2)
  larger.set(signs)
  return larger
}

function signsOf(vector: Float32Array): Int32Array {
  const signs = new Int32Array(WORDS_OF_SIGNS)
  for (let at = 0; at < 32 * WORDS_OF_SIGNS; at++)
    if ((vector[at] ?? 0) > 0) signs[at >> 5] = (signs[at >> 5] ?? 0) | (1 << (at & 31))
  return signs
}

/** The rows of which few enough signs differ. A loop over nothing but numbers, because it runs over every word of the base. */
function alikeBySigns(signs: Int32Array, all: Int32Array, from: number, to: number): number[] {
  const alike: number[] = []
  for (let row = from; row < to; row++) {
    let others = 0
    for (let at = 0; at < WORDS_OF_SIGNS; at++)
      others += onesOf((signs[at] as number) ^ (all[row * WORDS_OF_SIGNS + at] as number))
    if (others <= OTHERS_AT_MOST) alike.push(row)
  }
  return alike
}

/** The ones of a 32-bit number, added up side by side (Warren, Hacker's Delight, 5-1). */
function onesOf(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function likenessOf(cosine: number): number {
  return cosine <= CHANCE ? 0 : ((Math.min(1, cosine) - CHANCE) / (1 - CHANCE)) ** SLOWLY
}
