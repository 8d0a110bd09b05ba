/**
 * What a question knows of some terms, by term id. Asked for every word of every candidate, and nearly always about a term the question
 * does not know, so a look-up is two reads of an array and computes no hash.
 */
export class TermTable<Value> {
  readonly #slots: Int32Array
  readonly #values: (Value | undefined)[] = [undefined]

  constructor(known: ReadonlyMap<number, Value>) {
    let highest = -1
    for (const term of known.keys()) if (term > highest) highest = term
    this.#slots = new Int32Array(highest + 1)
    for (const [term, value] of known) this.#slots[term] = this.#values.push(value) - 1
  }

  get(term: number): Value | undefined {
    return term >= 0 && term < this.#slots.length ? this.#values[this.#slots[term] ?? 0] : undefined
  }
}
