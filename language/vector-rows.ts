/** Vectors of one length by row number, one behind the other: looking through all of them reads memory in order. */
export class VectorRows {
  #figures = new Float32Array()
  #length = 0

  /** Without a vector the row is like nothing. */
  put(row: number, vector: Float32Array | undefined): void {
    if (vector) this.#length = vector.length
    const needed = (row + 1) * this.#length
    if (needed > this.#figures.length) {
      const larger = new Float32Array(2 * needed)
      larger.set(this.#figures)
      this.#figures = larger
    }
    if (vector) this.#figures.set(vector, row * this.#length)
    else this.#figures.fill(0, row * this.#length, needed)
  }

  /** The cosine of two vectors of unit length; 0 where nothing was put. */
  likeness(vector: Float32Array, row: number): number {
    if ((row + 1) * vector.length > this.#figures.length) return 0
    return dotAt(vector, this.#figures, row * this.#length)
  }
}

/** The product with the vector that begins there. Four sums at a time, because each would wait for the one before. */
export function dotAt(vector: Float32Array, figures: Float32Array, start: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  const whole = vector.length - (vector.length % 4)
  for (let at = 0; at < whole; at += 4) {
    first += (vector[at] as number) * (figures[start + at] as number)
    second += (vector[at + 1] as number) * (figures[start + at + 1] as number)
    third += (vector[at + 2] as number) * (figures[start + at + 2] as number)
    fourth += (vector[at + 3] as number) * (figures[start + at + 3] as number)
  }
  for (let at = whole; at < vector.length; at++) first += (vector[at] as number) * (figures[start + at] as number)
  return first + second + third + fourth
}
