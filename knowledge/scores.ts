/** What one search gave each document, by document number. */
export class Scores {
  readonly #values: Float64Array
  readonly #numbers: number[] = []

  constructor(documents: number) {
    this.#values = new Float64Array(documents)
  }

  /** Documents that were given anything. */
  get numbers(): readonly number[] {
    return this.#numbers
  }

  of(number: number): number {
    return this.#values[number] ?? 0
  }

  /** `value` is above 0. */
  add(number: number, value: number): void {
    const before = this.#values[number] ?? 0
    if (before === 0) this.#numbers.push(number)
    this.#values[number] = before + value
  }

  plus(other: Scores): Scores {
    if (other.numbers.length === 0) return this
    const sum = new Scores(this.#values.length)
    for (const each of [this, other]) for (const number of each.numbers) sum.add(number, each.of(number))
    return sum
  }

  forget(number: number): void {
    if (this.of(number) === 0) return
    this.#numbers.splice(this.#numbers.indexOf(number), 1)
    this.#values[number] = 0
  }

  highest(): number {
    let highest = 0
    for (const number of this.#numbers) highest = Math.max(highest, this.of(number))
    return highest
  }
}
