import { VectorRows } from '../language/vector-rows.ts'
import { Lexicon } from './lexicon.ts'
import { placeIn } from './place-in.ts'
import { Profiles } from './profiles.ts'
import { meaningOf, prepareArticle, type Document, type IndexedArticle, type Meaning } from './indexed-article.ts'
import { Scores } from './scores.ts'
import { Sections } from './sections.ts'
import { Vocabulary } from './vocabulary.ts'
import type { Near } from '../language/soft-overlap.ts'
import type { Revision } from './ports.ts'

/** BM25's saturation (a word's share is never more than this and one) and length normalisation. */
export const K1 = 1.2
const B = 0.75

/** Two milliseconds for so many. */
const LOOKED_THROUGH = 3000
/** So that what means nothing alike is still somewhere in the order. */
const LEAST = 1e-9
/** A section whose name is half its own counts fully: 'bed and breakfast' is part of many names. */
const OWN_ENOUGH = 2

/** With fewer of its articles in a language the base does not speak it. */
const FOREIGN_SHARE = 0.2

interface Posting {
  /** Document numbers, unordered. */
  documents: number[]
  /** Weighted term frequency of each. */
  frequencies: number[]
}

/** Every published article of a library in memory. Putting or removing one touches that article's own terms only. */
export class ArticleIndex {
  readonly vocabulary = new Vocabulary()
  readonly sections = new Sections()
  readonly profiles = new Profiles()
  readonly meaning: Meaning | undefined
  readonly #lexicon = new Lexicon()
  readonly #postings: Posting[] = []
  readonly #documents: (Document | undefined)[] = []
  readonly #free: number[] = []
  /** What each document means as a whole. */
  readonly #meanings = new VectorRows()
  readonly #numbers = new Map<string, number>()
  readonly #languages = new Map<string, number>()
  #totalLength = 0
  /** How many articles have a text. */
  #texts = 0
  /** What each term tells, as far as somebody asked since the last change. */
  #idfs: Float64Array | undefined
  #state = {}

  constructor(deps: { meaning?: Meaning | undefined } = {}) {
    this.meaning = deps.meaning
  }

  /** Another object after each change: what was found out about the base holds as long as it is the same. */
  get state(): object {
    return this.#state
  }

  get size(): number {
    return this.#numbers.size
  }

  /** Whether anything in it stands for what has no answer. */
  get listsUnanswered(): boolean {
    return this.#texts < this.size
  }

  /** Languages articles are written in. */
  get languages(): string[] {
    return [...this.#languages.keys()].sort()
  }

  /** Whether next to nothing in the base is written in a language. */
  isForeign(language: string): boolean {
    return (this.#languages.get(language) ?? 0) < FOREIGN_SHARE * this.size
  }

  get(articleId: string): IndexedArticle | undefined {
    const number = this.#numbers.get(articleId)
    return number === undefined ? undefined : this.#documents[number]
  }

  *articles(): IterableIterator<IndexedArticle> {
    for (const document of this.#documents) if (document) yield document
  }

  article(number: number): IndexedArticle | undefined {
    return this.#documents[number]
  }

  numberOf(articleId: string): number | undefined {
    return this.#numbers.get(articleId)
  }

  /** The term of an id; ids depend on the order of publishing, terms do not. */
  term(termId: number): string {
    return this.#lexicon.term(termId)
  }

  termId(term: string): number | undefined {
    const id = this.#lexicon.termId(term)
    return id === undefined || this.holding(id) === 0 ? undefined : id
  }

  /** How much a term tells: rare ones more. Terms of no article tell most. */
  idf(termId: number | undefined): number {
    if (termId === undefined) return this.#rarity(0)
    if (this.#idfs === undefined || this.#idfs.length < this.#lexicon.size) this.#idfs = new Float64Array(this.#lexicon.size)
    // 0 is none yet: no term tells nothing.
    return (this.#idfs[termId] ||= this.#rarity(this.holding(termId)))
  }

  #rarity(holding: number): number {
    return Math.log(1 + (this.size - holding + 0.5) / (holding + 0.5))
  }

  /** Terms of the base that begin like one of these: a family the stemmer did not join. With how alike they are, 0 to 1. */
  related(terms: readonly number[]): [termId: number, likeness: number][] {
    const found = new Map<number, number>()
    for (const term of terms) {
      for (const [id, likeness] of this.relatedTo(this.term(term))) if (!terms.includes(id)) found.set(id, likeness)
    }
    return [...found]
  }

  relatedTo(term: string): [termId: number, likeness: number][] {
    return this.#lexicon.relatedTo(term, (termId) => this.holding(termId) > 0)
  }

  put(revision: Revision): void {
    this.remove(revision.articleId)
    this.#forgetFindings()
    const document = prepareArticle(revision, { lexicon: this.#lexicon, profiles: this.profiles, meaning: this.meaning })
    const number = this.#free.pop() ?? this.#documents.length
    this.#documents[number] = document
    this.#meanings.put(number, meaningOf(document))
    this.#numbers.set(document.articleId, number)
    for (const [at, term] of document.ofTerms.entries()) {
      const posting = (this.#postings[term] ??= { documents: [], frequencies: [] })
      posting.documents.push(number)
      posting.frequencies.push(document.frequencies[at] ?? 0)
    }
    this.#count(document, 1)
    this.#languages.set(document.language, (this.#languages.get(document.language) ?? 0) + 1)
    this.vocabulary.add(this.#lexicon.written(document.surfaces))
    if (!document.unanswered) this.sections.add(document.section, document.language, number, document.title)
  }

  remove(articleId: string): void {
    const number = this.#numbers.get(articleId)
    const document = number === undefined ? undefined : this.#documents[number]
    if (number === undefined || !document) return
    this.#forgetFindings()
    for (const term of document.ofTerms) this.#unlist(term, number)
    this.#numbers.delete(articleId)
    this.#documents[number] = undefined
    this.#free.push(number)
    this.#count(document, -1)
    const left = (this.#languages.get(document.language) ?? 1) - 1
    if (left > 0) this.#languages.set(document.language, left)
    else this.#languages.delete(document.language)
    this.vocabulary.remove(this.#lexicon.written(document.surfaces))
    this.profiles.remove(document.profile)
    this.sections.remove(document.section, number)
  }

  /** Ids of words as they are written; one that stands in no article gets a number no word has. */
  wordIds(words: readonly string[]): number[] {
    return this.#lexicon.wordIds(words)
  }

  /** BM25 of every article that holds a term. */
  score(terms: Iterable<readonly [termId: number, weight: number]>): Scores {
    const scores = new Scores(this.#documents.length)
    const mean = this.#meanLength()
    for (const [term, weight] of terms) {
      const posting = this.#postings[term]
      if (!posting) continue
      const worth = this.idf(term) * weight
      // Much of the base means something like it, so it finds nothing.
      if (worth === 0) continue
      for (let at = 0; at < posting.documents.length; at++) {
        const number = posting.documents[at] ?? 0
        const frequency = posting.frequencies[at] ?? 0
        const length = this.#documents[number]?.length ?? mean
        scores.add(number, worth * saturate(frequency, length, mean))
      }
    }
    return scores
  }

  /** Articles that lie nearest in meaning as wholes; none in a base so large that looking at every one would take too long. */
  nearest(meaning: Float32Array | undefined, limit: number): number[] {
    if (this.size > LOOKED_THROUGH || !meaning) return []
    const likenesses = new Scores(this.#documents.length)
    for (const number of this.#numbers.values()) likenesses.add(number, Math.max(LEAST, this.#meanings.likeness(meaning, number)))
    return this.highest(likenesses, limit)
  }

  /** How near in meaning an article is as a whole, 0 to 1. */
  likeness(meaning: Float32Array | undefined, number: number): number {
    return meaning ? Math.max(0, this.#meanings.likeness(meaning, number)) : 0
  }

  /** The best few documents, best first, without sorting the many others. */
  highest(scores: Scores, limit: number, among: readonly number[] = scores.numbers): number[] {
    const best: number[] = []
    for (const number of among) {
      if (best.length === limit && !this.#isBetter(scores, number, best[limit - 1] ?? -1)) continue
      let at = best.length < limit ? best.length : limit - 1
      for (; at > 0 && this.#isBetter(scores, number, best[at - 1] ?? -1); at--) best[at] = best[at - 1] ?? -1
      best[at] = number
    }
    return best
  }

  /** Document numbers depend on the order of publishing; article ids do not, so ties are settled by them. */
  #isBetter(scores: Scores, number: number, other: number): boolean {
    const lead = scores.of(number) - scores.of(other)
    return lead > 0 || (lead === 0 && (this.#documents[number]?.articleId ?? '') < (this.#documents[other]?.articleId ?? ''))
  }

  /** Terms of the base that mean something like a word, in whatever language, nearest first. */
  near(word: string): Near[] {
    return this.#lexicon.near(word, (written) => this.vocabulary.has(written)).filter(([term]) => this.holding(term) > 0)
  }

  /** BM25's share of a term in an article, before the term's worth. */
  saturated(number: number, termId: number): number {
    const document = this.#documents[number]
    const mean = this.#meanLength()
    return saturate(document ? frequencyOf(document, termId) : 0, document?.length ?? mean, mean)
  }

  /**
   * How much a section's name is its own, 0 to 1: only its articles speak of 'Alexander House', while everybody's speak of 'orders'. A place
   * that is talked about stays meant in what follows; a topic does not.
   */
  ownShare(section: string): number {
    const documents = this.sections.documentsOf(section)
    const [first] = documents
    let all = 0
    let own = 0
    for (const term of new Set(this.#documents[first ?? -1]?.sectionTerms)) {
      const worth = this.idf(term)
      all += worth
      own += (worth * documents.size) / Math.max(1, this.holding(term))
    }
    return all === 0 ? 0 : Math.min(1, (OWN_ENOUGH * own) / all)
  }

  /** How many articles hold a term. */
  holding(termId: number): number {
    return this.#postings[termId]?.documents.length ?? 0
  }

  /** What was found out about the base as it was before a change. */
  #forgetFindings(): void {
    this.#idfs = undefined
    this.#state = {}
  }

  #count({ length }: Document, one: 1 | -1): void {
    if (length === undefined) return
    this.#totalLength += one * length
    this.#texts += one
  }

  /** Of the texts; where there is none any length is as usual as another. */
  #meanLength(): number {
    return this.#totalLength / this.#texts || 1
  }

  #unlist(term: number, number: number): void {
    const posting = this.#postings[term]
    const at = posting?.documents.indexOf(number) ?? -1
    if (!posting || at < 0) return
    const lastDocument = posting.documents.pop()
    const lastFrequency = posting.frequencies.pop()
    if (lastDocument === undefined || lastFrequency === undefined || at === posting.documents.length) return
    posting.documents[at] = lastDocument
    posting.frequencies[at] = lastFrequency
  }
}

function frequencyOf({ ofTerms, frequencies }: Document, term: number): number {
  return frequencies[placeIn(ofTerms, term)] ?? 0
}

function saturate(frequency: number, length: number, mean: number): number {
  return frequency === 0 ? 0 : (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / mean))
}
