import type { Vectors } from './vectors.ts'

/** A term that means something like a word, and how much: 0 to 1. */
export type Near = readonly [term: number, likeness: number]

/** Cosines up to here are chance; above, likeness grows from 0 to 1, slowly at first. */
const CHANCE = 0.35
const SLOWLY = 1.5
/** Of all terms the nearest few count. */
const NEAREST = 8
/** The first figures of a vector tell most. Terms below this cosine in them are not looked at further: 88 of 100, and 1 of 100 near ones. */
const GLANCE = 32
const AT_A_GLANCE = 0.22
/** Words asked for are remembered with their terms, because customers use few words many times; beyond this the memory starts afresh. */
const REMEMBERED = 5000
/** Places made at first; doubled when they are full. */
const ROOM = 1024

interface Remembered {
  vector: Float32Array
  glance: Float32Array
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
  #rows: Float32Array
  /** The first figures of each row, of unit length and by themselves: a search reads all of them. */
  #glances: Float32Array
  readonly #near = new Map<string, Remembered>()

  constructor(vectors: Vectors) {
    this.#vectors = vectors
    this.#rows = new Float32Array(ROOM * vectors.dimensions)
    this.#glances = new Float32Array(ROOM * GLANCE)
  }

  /** `word` is one way the term is written; adding it again changes nothing, and one the table cannot place is left out. */
  add(term: number, word: string): void {
    const terms = this.#known.get(word) ?? []
    if (terms.includes(term)) return
    this.#known.set(word, [...terms, term])
    const vector = this.#vectors.word(word)
    if (!vector) return
    const at = this.#entries.push({ term, word }) - 1
    const { dimensions } = this.#vectors
    this.#rows = withRoom(this.#rows, (at + 1) * dimensions)
    this.#glances = withRoom(this.#glances, (at + 1) * GLANCE)
    this.#rows.set(vector, at * dimensions)
    this.#glances.set(glanceOf(vector), at * GLANCE)
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
    const asked = { vector, glance: glanceOf(vector), found: [], entries: 0 }
    this.#near.set(word, asked)
    return asked
  }

  /** Looks through the entries that came since. */
  #search(asked: Remembered): void {
    const found: Found[] = []
    for (let at = asked.entries; at < this.#entries.length; at++) {
      const likeness = this.#likeness(asked, at)
      const entry = this.#entries[at]
      if (entry && likeness > 0) found.push({ entry, likeness })
    }
    if (found.length > 0) asked.found = sorted([...asked.found, ...found])
    asked.entries = this.#entries.length
  }

  #likeness({ vector, glance }: Remembered, at: number): number {
    if (dotAt(glance, this.#glances, at * GLANCE) < AT_A_GLANCE) return 0
    return likenessOf(dotAt(vector, this.#rows, at * vector.length))
  }
}

/** Ties by the word, so that the order of publishing does not show. */
function sorted(found: Found[]): Found[] {
  return found.sort((a, b) => b.likeness - a.likeness || (a.entry.word < b.entry.word ? -1 : 1))
}

function withRoom(figures: Float32Array, needed: number): Float32Array {
  if (needed <= figures.length) return figures
  const larger = new Float32Array(figures.length * 2)
  larger.set(figures)
  return larger
}

function glanceOf(vector: Float32Array): Float32Array {
  const first = vector.slice(0, GLANCE)
  const length = Math.sqrt(dotAt(first, first, 0)) || 1
  return first.map((value) => value / length)
}

function likenessOf(cosine: number): number {
  return cosine <= CHANCE ? 0 : ((Math.min(1, cosine) - CHANCE) / (1 - CHANCE)) ** SLOWLY
}

/** Four sums at a time, because each would wait for the one before. */
function dotAt(a: Float32Array, all: Float32Array, start: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let at = 0; at < a.length; at += 4) {
    first += (a[at] ?? 0) * (all[start + at] ?? 0)
    second += (a[at + 1] ?? 0) * (all[start + at + 1] ?? 0)
    third += (a[at + 2] ?? 0) * (all[start + at + 2] ?? 0)
    fourth += (a[at + 3] ?? 0) * (all[start + at + 3] ?? 0)
  }
  return first + second + third + fourth
}
