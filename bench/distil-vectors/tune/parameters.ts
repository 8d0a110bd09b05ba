import type { FineTable } from '../table.ts'

/** Words this common count half, as in language/vectors.ts. */
const HALF = 1e-3
const [KEPT, KEPT_SQUARE, SMALL] = [0.9, 0.99, 1e-8]

/** The figures that are learnt: a direction for each word, and how much it counts. */
export class Parameters {
  readonly dimensions: number
  readonly rows: Float32Array
  /** Weight = 1 ÷ (1 + e^−telling). */
  readonly telling: Float32Array
  readonly #start: { rows: Float32Array; telling: Float32Array }
  readonly #mean: Float32Array
  readonly #square: Float32Array
  readonly #tellingSquare: Float32Array
  readonly #steps: Uint32Array

  constructor({ vectors, shares }: FineTable) {
    this.dimensions = vectors[0]?.length ?? 0
    this.rows = new Float32Array(vectors.length * this.dimensions)
    for (const [row, vector] of vectors.entries()) this.rows.set(vector, row * this.dimensions)
    this.telling = Float32Array.from(shares, (share) => Math.log(HALF / share))
    this.#start = { rows: this.rows.slice(), telling: this.telling.slice() }
    this.#mean = new Float32Array(this.rows.length)
    this.#square = new Float32Array(this.rows.length)
    this.#tellingSquare = new Float32Array(vectors.length)
    this.#steps = new Uint32Array(vectors.length)
  }

  weight(row: number): number {
    return 1 / (1 + Math.exp(-(this.telling[row] ?? 0)))
  }

  /** How often a row was moved. */
  moved(row: number): number {
    return this.#steps[row] ?? 0
  }

  /** One step of Adam for the rows a batch has touched; each is also drawn back to where it began. */
  step(gradient: Gradient, rate: { rows: number; telling: number; back: number }): void {
    for (const [row, change] of gradient.rows) {
      const steps = (this.#steps[row] = (this.#steps[row] ?? 0) + 1)
      this.#moveRow(row, change, steps, rate)
      this.#moveTelling(row, gradient.telling.get(row) ?? 0, rate.telling)
    }
  }

  #moveRow(row: number, change: Float32Array, steps: number, rate: { rows: number; back: number }): void {
    const { rows, dimensions } = this
    const from = row * dimensions
    const along = dotAt(change, rows, from)
    const [early, earlySquare] = [1 - KEPT ** steps, 1 - KEPT_SQUARE ** steps]
    let length = 0
    for (let at = 0; at < dimensions; at++) {
      const place = from + at
      const value = rows[place] ?? 0
      // Only what turns the row counts: its length tells nothing.
      const pull = (change[at] ?? 0) - along * value + rate.back * (value - (this.#start.rows[place] ?? 0))
      const mean = (this.#mean[place] = KEPT * (this.#mean[place] ?? 0) + (1 - KEPT) * pull)
      const square = (this.#square[place] = KEPT_SQUARE * (this.#square[place] ?? 0) + (1 - KEPT_SQUARE) * pull * pull)
      const moved = value - (rate.rows * (mean / early)) / (Math.sqrt(square / earlySquare) + SMALL)
      rows[place] = moved
      length += moved * moved
    }
    const scale = 1 / Math.sqrt(length || 1)
    for (let at = from; at < from + dimensions; at++) rows[at] = (rows[at] ?? 0) * scale
  }

  #moveTelling(row: number, change: number, rate: number): void {
    const square = (this.#tellingSquare[row] = (this.#tellingSquare[row] ?? 0) + change * change)
    this.telling[row] = (this.telling[row] ?? 0) - (rate * change) / (Math.sqrt(square) + SMALL)
  }

  /** Where the row is now, less where it began. */
  shift(row: number): Float32Array {
    const from = row * this.dimensions
    return this.rows.slice(from, from + this.dimensions).map((value, at) => value - (this.#start.rows[from + at] ?? 0))
  }

  startOf(row: number): Float32Array {
    return this.#start.rows.subarray(row * this.dimensions, (row + 1) * this.dimensions)
  }

  tellingShift(row: number): number {
    return (this.telling[row] ?? 0) - (this.#start.telling[row] ?? 0)
  }

  /** The share that the file gives the word, so that its weight comes out as it was learnt. */
  share(row: number): number {
    return Math.min(1, Math.max(1e-10, HALF * Math.exp(-(this.telling[row] ?? 0))))
  }
}

/** What a batch would change. */
export class Gradient {
  readonly rows = new Map<number, Float32Array>()
  readonly telling = new Map<number, number>()
  readonly #dimensions: number

  constructor(dimensions: number) {
    this.#dimensions = dimensions
  }

  row(row: number): Float32Array {
    let change = this.rows.get(row)
    if (!change) this.rows.set(row, (change = new Float32Array(this.#dimensions)))
    return change
  }

  addTelling(row: number, change: number): void {
    this.telling.set(row, (this.telling.get(row) ?? 0) + change)
  }
}

/** Four sums at a time, because each would wait for the one before. */
export function dotAt(a: Float32Array, all: Float32Array, start: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let at = 0; at < a.length; at += 4) {
    first += a[at]! * all[start + at]!
    second += a[at + 1]! * all[start + at + 1]!
    third += a[at + 2]! * all[start + at + 2]!
    fourth += a[at + 3]! * all[start + at + 3]!
  }
  return first + second + third + fourth
}
