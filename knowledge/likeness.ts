import { dot } from './dot.ts'

/** How near in meaning each document's nearest title or alias is to a question, 0 to 1; reckoned when first asked for. */
export class Likeness {
  readonly #meaning: Float32Array | undefined
  readonly #documents: readonly ({ names: readonly { meaning?: Float32Array | undefined }[] } | undefined)[]
  /** -1 is not yet reckoned. */
  readonly #known: Float64Array

  constructor(
    meaning: Float32Array | undefined,
    documents: readonly ({ names: readonly { meaning?: Float32Array | undefined }[] } | undefined)[],
  ) {
    this.#meaning = meaning
    this.#documents = documents
    this.#known = new Float64Array(documents.length).fill(-1)
  }

  of(number: number): number {
    const known = this.#known[number] ?? 0
    if (known >= 0) return known
    let likeness = 0
    for (const name of this.#documents[number]?.names ?? []) likeness = Math.max(likeness, dot(this.#meaning, name.meaning))
    this.#known[number] = likeness
    return likeness
  }
}
