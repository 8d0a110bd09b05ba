import { foldAccents } from '../language/fold-accents.ts'

/** Shorter words are left as they are: one edit turns too many of them into another word. */
const SHORTEST = 4

/** How likely a slip of the keyboard is, by kind. */
const SLIPS = { swap: 1, double: 1, drop: 0.95, add: 0.9, replace: 0.6 } as const

/**
 * The words of the knowledge base as they are written, to mend a customer's spelling against. One edit away at most, found through the
 * words' one-letter deletions, so that a look-up costs as many map reads as the word has letters whatever the size of the base.
 */
export class Vocabulary {
  readonly #counts = new Map<string, number>()
  readonly #deletions = new Map<string, string[]>()

  get size(): number {
    return this.#counts.size
  }

  has(word: string): boolean {
    return this.#counts.has(foldAccents(word))
  }

  /** In how many articles the word stands. */
  count(word: string): number {
    return this.#counts.get(foldAccents(word)) ?? 0
  }

  add(words: Iterable<string>): void {
    for (const written of words) {
      const word = foldAccents(written)
      const count = this.#counts.get(word) ?? 0
      this.#counts.set(word, count + 1)
      if (count === 0) this.#link(word)
    }
  }

  remove(words: Iterable<string>): void {
    for (const written of words) {
      const word = foldAccents(written)
      const count = this.#counts.get(word) ?? 0
      if (count > 1) this.#counts.set(word, count - 1)
      else if (this.#counts.delete(word)) this.#unlink(word)
    }
  }

  /** The words of the base a misspelt word most likely stands for, best first, two at most. */
  mend(written: string): { word: string; likelihood: number }[] {
    const word = foldAccents(written)
    if (word.length < SHORTEST || /\d/.test(word)) return []
    const found = new Map<string, number>()
    for (const key of [word, ...deletionsOf(word)]) {
      if (this.#counts.has(key)) this.#weigh(word, key, found)
      for (const candidate of this.#deletions.get(key) ?? []) this.#weigh(word, candidate, found)
    }
    return [...found]
      .map(([candidate, likelihood]) => ({ word: candidate, likelihood }))
      .sort((a, b) => b.likelihood - a.likelihood || (a.word < b.word ? -1 : 1))
      .slice(0, 2)
  }

  #weigh(word: string, candidate: string, found: Map<string, number>): void {
    if (found.has(candidate) || candidate.length < SHORTEST - 1) return
    const slip = slipBetween(candidate, word)
    if (!slip) return
    const firstLetter = candidate[0] === word[0] ? 1 : 0.6
    found.set(candidate, SLIPS[slip] * firstLetter * (1 + 0.15 * Math.log(this.#counts.get(candidate) ?? 1)))
  }

  #link(word: string): void {
    if (word.length < SHORTEST - 1) return
    for (const key of deletionsOf(word)) {
      const list = this.#deletions.get(key)
      if (list) list.push(word)
      else this.#deletions.set(key, [word])
    }
  }

  #unlink(word: string): void {
    for (const key of deletionsOf(word)) {
      const left = this.#deletions.get(key)?.filter((other) => other !== word) ?? []
      if (left.length > 0) this.#deletions.set(key, left)
      else this.#deletions.delete(key)
    }
  }
}

function deletionsOf(word: string): Set<string> {
  const keys = new Set<string>()
  for (let at = 0; at < word.length; at++) keys.add(word.slice(0, at) + word.slice(at + 1))
  return keys
}

/** The one slip that turns `meant` into `written`, if one is enough. */
export function slipBetween(meant: string, written: string): keyof typeof SLIPS | undefined {
  let head = 0
  while (head < meant.length && head < written.length && meant[head] === written[head]) head++
  const restMeant = meant.slice(head)
  const restWritten = written.slice(head)
  if (restMeant === restWritten) return undefined
  if (restMeant.slice(1) === restWritten.slice(1)) return 'replace'
  if (restMeant.slice(1) === restWritten) return 'drop'
  if (restMeant === restWritten.slice(1))
    return restWritten[0] === written[head - 1] || restWritten[0] === restWritten[1] ? 'double' : 'add'
  const swapped = (restMeant[1] ?? '') + (restMeant[0] ?? '') + restMeant.slice(2)
  return restMeant.length > 1 && swapped === restWritten ? 'swap' : undefined
}
