/** Enough places that the parts of a question seldom share one. */
const PLACES = 1 << 12

/**
 * The parts of a question, numbered: its character grams, its words as written. They are compared with those of every title and alias of
 * every candidate, most of which share next to nothing, so most of the work is one look at a small array.
 */
export class PartSet {
  readonly #parts: ReadonlySet<number>
  /** Which places the parts fall on. */
  readonly #places = new Uint8Array(PLACES)

  constructor(parts: Iterable<number>) {
    this.#parts = new Set(parts)
    for (const part of this.#parts) this.#places[part & (PLACES - 1)] = 1
  }

  /** What both have, twice over, as a share of the parts of both (Dice), 0 to 1. What cannot be more than `floor` is not counted out. */
  dice(others: Int32Array, floor: number): number {
    const all = this.#parts.size + others.length
    if (2 * Math.min(this.#parts.size, others.length) <= floor * all) return floor
    return Math.max(floor, (2 * this.#shared(others)) / all)
  }

  /** What both have as a share of what either has (Jaccard), 0 to 1. */
  jaccard(others: Int32Array): number {
    const shared = this.#shared(others)
    const all = this.#parts.size + others.length - shared
    return all === 0 ? 0 : shared / all
  }

  #shared(others: Int32Array): number {
    const places = this.#places
    let shared = 0
    for (let at = 0; at < others.length; at++) {
      const part = others[at] as number
      if (places[part & (PLACES - 1)] === 1 && this.#parts.has(part)) shared++
    }
    return shared
  }
}
