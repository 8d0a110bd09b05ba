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

/**
 * The words of a knowledge base by meaning, so that each word of a question finds those that mean the same, in any language of the table.
 * Adding a term compares it with the remembered words only; terms are never taken out, whoever asks knows which still count.
 */
export class SoftOverlap {
  readonly #vectors: Vectors
  readonly #terms: number[] = []
  #rows: Float32Array
  /** The first figures of each row, of unit length and by themselves: a search reads all of them. */
  #glances: Float32Array
  readonly #near = new Map<string, { vector: Float32Array; found: Near[] }>()

  constructor(vectors: Vectors) {
    this.#vectors = vectors
    this.#rows = new Float32Array(ROOM * vectors.dimensions)
    this.#glances = new Float32Array(ROOM * GLANCE)
  }

  /** `word` is how the term is written; a term whose word the table cannot place is left out. */
  add(term: number, word: string): void {
    const vector = this.#vectors.word(word)
    if (!vector) return
    const at = this.#terms.push(term) - 1
    const { dimensions } = this.#vectors
    this.#rows = withRoom(this.#rows, (at + 1) * dimensions)
    this.#glances = withRoom(this.#glances, (at + 1) * GLANCE)
    this.#rows.set(vector, at * dimensions)
    this.#glances.set(glanceOf(vector), at * GLANCE)
    for (const each of this.#near.values()) {
      const likeness = likenessOf(dotAt(each.vector, this.#rows, at * dimensions))
      if (likeness > 0) each.found = nearest([...each.found, [term, likeness]])
    }
  }

  /** The terms nearest in meaning, nearest first; empty when the table cannot place the word. */
  near(word: string): readonly Near[] {
    const known = this.#near.get(word)
    if (known) return known.found
    const vector = this.#vectors.word(word)
    if (!vector) return []
    if (this.#near.size >= REMEMBERED) this.#near.clear()
    const found = this.#search(vector)
    this.#near.set(word, { vector, found })
    return found
  }

  #search(vector: Float32Array): Near[] {
    const glance = glanceOf(vector)
    const found: Near[] = []
    for (let at = 0; at < this.#terms.length; at++) {
      if (dotAt(glance, this.#glances, at * GLANCE) < AT_A_GLANCE) continue
      const likeness = likenessOf(dotAt(vector, this.#rows, at * vector.length))
      if (likeness > 0) found.push([this.#terms[at] ?? 0, likeness])
    }
    return nearest(found)
  }
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

function nearest(found: Near[]): Near[] {
  return found.sort(([a, x], [b, y]) => y - x || a - b).slice(0, NEAREST)
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
