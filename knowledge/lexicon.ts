import { SoftOverlap, type Near } from '../language/soft-overlap.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { loadVectors } from '../language/vectors.ts'
import { sharedBeginning } from '../language/word-parts.ts'

/** Terms of one family share so many first letters, and so much of the longer one; the nearest few count. */
const FAMILY = 4
const ALIKE = 0.7
const RELATIVES = 4

interface ReadWord {
  id: number
  /** undefined for a stop word. */
  term: number | undefined
}

/**
 * Numbers for the words articles are written with, and for the terms they stand for (stems, without stop words). Nothing is ever taken out:
 * whoever asks says which terms still count. Numbers depend on the order of publishing, words and terms do not.
 */
export class Lexicon {
  readonly #overlap = new SoftOverlap(loadVectors())
  readonly #termIds = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #wordIds = new Map<string, number>()
  readonly #words: string[] = []
  /** What each word is, by language: one look-up for each word of an article, because a large library has millions. */
  readonly #read = new Map<string, Map<string, ReadWord>>()
  /** Term ids by how the term begins. */
  readonly #families = new Map<string, number[]>()

  /** How many terms there are. */
  get size(): number {
    return this.#terms.length
  }

  term(termId: number): string {
    return this.#terms[termId] ?? ''
  }

  termId(term: string): number | undefined {
    return this.#termIds.get(term)
  }

  /** Words by their ids. */
  written(words: Int32Array): string[] {
    return Array.from(words, (id) => this.#words[id] ?? '')
  }

  /** Ids of words as they are written; one that stands in no article gets a number no word has. */
  wordIds(words: readonly string[]): number[] {
    const unknown = new Map<string, number>()
    return words.map((word) => {
      const id = this.#wordIds.get(word) ?? unknown.get(word) ?? -1 - unknown.size
      if (id < 0) unknown.set(word, id)
      return id
    })
  }

  /** The terms of an article's text in order; its words are added to `surfaces`. */
  read(text: string, language: string, surfaces: Set<number>): Int32Array {
    const known = this.#read.get(language) ?? new Map<string, ReadWord>()
    this.#read.set(language, known)
    const ids: number[] = []
    for (const word of tokenise(text, language)) {
      let read = known.get(word)
      if (!read) known.set(word, (read = this.#readWord(word, language)))
      surfaces.add(read.id)
      if (read.term !== undefined) ids.push(read.term)
    }
    return Int32Array.from(ids)
  }

  /** Terms that begin like this one: a family the stemmer did not join. With how alike they are, 0 to 1. */
  relatedTo(term: string, counts: (termId: number) => boolean): [termId: number, likeness: number][] {
    if (term.length < FAMILY) return []
    const found: [number, number][] = []
    for (const id of this.#families.get(term.slice(0, FAMILY)) ?? []) {
      const other = this.term(id)
      const likeness = sharedBeginning(term, other) / Math.max(term.length, other.length)
      if (likeness >= ALIKE && other !== term && counts(id)) found.push([id, likeness])
    }
    return found.sort((a, b) => b[1] - a[1] || (this.term(a[0]) < this.term(b[0]) ? -1 : 1)).slice(0, RELATIVES)
  }

  /** Terms that mean something like a word by words that still count, in whatever language, nearest first. */
  near(word: string, counts: (word: string) => boolean): Near[] {
    return this.#overlap.near(word, counts)
  }

  #readWord(word: string, language: string): ReadWord {
    const id = this.#wordId(word)
    if (stopWords(language).has(word)) return { id, term: undefined }
    const term = this.#idOf(stem(word, language))
    this.#overlap.add(term, word)
    return { id, term }
  }

  #wordId(word: string): number {
    const known = this.#wordIds.get(word)
    if (known !== undefined) return known
    const id = this.#words.push(word) - 1
    this.#wordIds.set(word, id)
    return id
  }

  #idOf(term: string): number {
    const known = this.#termIds.get(term)
    if (known !== undefined) return known
    const id = this.#terms.push(term) - 1
    this.#termIds.set(term, id)
    if (term.length >= FAMILY) {
      const beginning = term.slice(0, FAMILY)
      const family = this.#families.get(beginning)
      if (family) family.push(id)
      else this.#families.set(beginning, [id])
    }
    return id
  }
}
