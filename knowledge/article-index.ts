import { SoftOverlap, type Near } from '../language/soft-overlap.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { loadVectors } from '../language/vectors.ts'
import { gramsOf } from './character-grams.ts'
import { Likeness } from './likeness.ts'
import { passagesOf, sentencesOf } from './passages.ts'
import { Profiles, type Profile, type ProfileText } from './profiles.ts'
import { Scores } from './scores.ts'
import { Sections } from './sections.ts'
import { Vocabulary } from './vocabulary.ts'
import type { Revision } from './ports.ts'

/** A vector of unit length for the meaning of a text; undefined when the text holds nothing known. */
export type Meaning = (text: string, language: string) => Float32Array | undefined

/** Field weights of BM25F: a title says what an article is about. */
const TITLE = 3
const ALIAS = 2
const SECTION = 1
/** A word in many aliases is not more true than in two. */
const ALIAS_REPEATS = 2

/** BM25's saturation and length normalisation. */
const K1 = 1.2
const B = 0.75

/** Terms of one family share so many first letters, and so much of the longer one; the nearest few count. */
const FAMILY = 4
const ALIKE = 0.7
const RELATIVES = 4

/** Two milliseconds for so many. */
const LOOKED_THROUGH = 3000

/** A section whose name is half its own counts fully: 'bed and breakfast' is part of many names. */
const OWN_ENOUGH = 2

/** With fewer of its articles in a language the base does not speak it. */
const FOREIGN_SHARE = 0.2

export interface IndexedPassage {
  heading: string
  text: string
  /** Term ids in order. */
  terms: Int32Array
  /** Where in `terms` each sentence begins. */
  sentences: Int32Array
  meaning?: Float32Array | undefined
}

/** A title or alias, prepared for comparing with a question. */
export interface IndexedName {
  text: string
  terms: Int32Array
  /** Words as written, stop words included, by id; each once. */
  words: Int32Array
  grams: Int32Array
  meaning?: Float32Array | undefined
}

export interface IndexedArticle {
  articleId: string
  revision: number
  slug: string
  title: string
  section: string
  language: string
  /** The title first, then the aliases. */
  names: IndexedName[]
  passages: IndexedPassage[]
  sectionTerms: Int32Array
  /** All its names and sentences together. */
  profile: Profile
}

interface ReadWord {
  id: number
  /** undefined for a stop word. */
  term: number | undefined
}

interface Posting {
  /** Document numbers, unordered. */
  documents: number[]
  /** Weighted term frequency of each. */
  frequencies: number[]
}

interface Document extends IndexedArticle {
  /** Weighted length in terms. */
  length: number
  /** Its terms in ascending order, and the weighted frequency of each. */
  ofTerms: Int32Array
  frequencies: Float64Array
  /** Ids of its words as they are written. */
  surfaces: Int32Array
  /** How many texts the profile is made of. */
  texts: number
}

/** Every published article of a library in memory. Putting or removing one touches that article's own terms only. */
export class ArticleIndex {
  readonly vocabulary = new Vocabulary()
  readonly sections = new Sections()
  readonly profiles = new Profiles()
  readonly meaning: Meaning | undefined
  readonly #overlap = new SoftOverlap(loadVectors())
  readonly #termIds = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #wordIds = new Map<string, number>()
  readonly #words: string[] = []
  /** What each word is, by language: one look-up for each word of an article, because a large library has millions. */
  readonly #read = new Map<string, Map<string, ReadWord>>()
  /** Term ids by how the term begins. */
  readonly #families = new Map<string, number[]>()
  readonly #postings: Posting[] = []
  readonly #documents: (Document | undefined)[] = []
  readonly #free: number[] = []
  readonly #numbers = new Map<string, number>()
  readonly #languages = new Map<string, number>()
  #totalLength = 0
  /** What each term tells, as far as somebody asked since the last change. */
  #idfs: Float64Array | undefined

  constructor(deps: { meaning?: Meaning | undefined } = {}) {
    this.meaning = deps.meaning
  }

  get size(): number {
    return this.#numbers.size
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
    return this.#terms[termId] ?? ''
  }

  termId(term: string): number | undefined {
    const id = this.#termIds.get(term)
    return id === undefined || this.holding(id) === 0 ? undefined : id
  }

  /** How much a term tells: rare ones more. Terms of no article tell most. */
  idf(termId: number | undefined): number {
    if (termId === undefined) return this.#rarity(0)
    if (this.#idfs === undefined || this.#idfs.length < this.#terms.length) this.#idfs = new Float64Array(this.#terms.length)
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
      for (const [id, likeness] of this.relatedTo(this.#terms[term] ?? '')) if (!terms.includes(id)) found.set(id, likeness)
    }
    return [...found]
  }

  relatedTo(term: string): [termId: number, likeness: number][] {
    if (term.length < FAMILY) return []
    const found: [number, number][] = []
    for (const id of this.#families.get(term.slice(0, FAMILY)) ?? []) {
      const other = this.#terms[id] ?? ''
      const likeness = sharedBeginning(term, other) / Math.max(term.length, other.length)
      if (likeness >= ALIKE && other !== term && this.holding(id) > 0) found.push([id, likeness])
    }
    return found
      .sort((a, b) => b[1] - a[1] || ((this.#terms[a[0]] ?? '') < (this.#terms[b[0]] ?? '') ? -1 : 1))
      .slice(0, RELATIVES)
  }

  put(revision: Revision): void {
    this.remove(revision.articleId)
    this.#idfs = undefined
    const document = this.#documentOf(revision)
    const number = this.#free.pop() ?? this.#documents.length
    this.#documents[number] = document
    this.#numbers.set(document.articleId, number)
    for (const [at, term] of document.ofTerms.entries()) {
      const posting = (this.#postings[term] ??= { documents: [], frequencies: [] })
      posting.documents.push(number)
      posting.frequencies.push(document.frequencies[at] ?? 0)
    }
    this.#totalLength += document.length
    this.#languages.set(document.language, (this.#languages.get(document.language) ?? 0) + 1)
    this.vocabulary.add(this.#written(document.surfaces))
    this.sections.add(document.section, document.language, number, document.title)
  }

  remove(articleId: string): void {
    const number = this.#numbers.get(articleId)
    const document = number === undefined ? undefined : this.#documents[number]
    if (number === undefined || !document) return
    this.#idfs = undefined
    for (const term of document.ofTerms) this.#unlist(term, number)
    this.#numbers.delete(articleId)
    this.#documents[number] = undefined
    this.#free.push(number)
    this.#totalLength -= document.length
    const left = (this.#languages.get(document.language) ?? 1) - 1
    if (left > 0) this.#languages.set(document.language, left)
    else this.#languages.delete(document.language)
    this.vocabulary.remove(this.#written(document.surfaces))
    this.profiles.remove(document.profile, document.texts)
    this.sections.remove(document.section, number)
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

  /** BM25 of every article that holds a term. */
  score(terms: Iterable<readonly [termId: number, weight: number]>): Scores {
    const scores = new Scores(this.#documents.length)
    const mean = this.#totalLength / Math.max(1, this.size)
    for (const [term, weight] of terms) {
      const posting = this.#postings[term]
      if (!posting) continue
      const worth = this.idf(term) * weight
      // Much of the base means something like it, so it finds nothing.
      if (worth === 0) continue
      for (let at = 0; at < posting.documents.length; at++) {
        const number = posting.documents[at] ?? 0
        const frequency = posting.frequencies[at] ?? 0
        const length = this.#documents[number]?.length ?? 0
        scores.add(number, worth * saturate(frequency, length, mean))
      }
    }
    return scores
  }

  likeness(meaning: Float32Array | undefined): Likeness {
    return new Likeness(meaning, this.#documents)
  }

  /** Articles whose title or an alias lies nearest in meaning; none in a base so large that looking at every one would take too long. */
  nearest(likeness: Likeness, limit: number): number[] {
    if (this.size > LOOKED_THROUGH) return []
    const near: number[] = []
    for (let number = 0; number < this.#documents.length; number++) if (likeness.of(number) > 0) near.push(number)
    return this.highest(near, limit, (number) => likeness.of(number))
  }

  /** The best few documents, best first, without sorting the many others. */
  highest(numbers: Iterable<number>, limit: number, score: (number: number) => number): number[] {
    const best: { number: number; score: number }[] = []
    for (const number of numbers) {
      const mine = score(number)
      if (best.length === limit && mine < (best[limit - 1]?.score ?? 0)) continue
      let at = best.length
      while (at > 0 && this.#isBetter(mine, number, best[at - 1])) at--
      best.splice(at, 0, { number, score: mine })
      if (best.length > limit) best.pop()
    }
    return best.map(({ number }) => number)
  }

  /** Document numbers depend on the order of publishing; article ids do not, so ties are settled by them. */
  #isBetter(score: number, number: number, other: { number: number; score: number } | undefined): boolean {
    if (!other || score < other.score) return false
    return score > other.score || (this.#documents[number]?.articleId ?? '') < (this.#documents[other.number]?.articleId ?? '')
  }

  /** Terms of the base that mean something like a word, in whatever language, nearest first. */
  near(word: string): Near[] {
    return this.#overlap.near(word, (written) => this.vocabulary.has(written)).filter(([term]) => this.holding(term) > 0)
  }

  /** BM25's share of a term in an article, before the term's worth. */
  saturated(number: number, termId: number): number {
    const document = this.#documents[number]
    return saturate(
      document ? frequencyOf(document, termId) : 0,
      document?.length ?? 0,
      this.#totalLength / Math.max(1, this.size),
    )
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

  #documentOf(revision: Revision): Document {
    const { articleId, slug, title, section, language } = revision
    const surfaces = new Set<number>()
    const terms = (text: string): Int32Array => this.#termsOf(text, language, surfaces)
    const names = [title, ...revision.aliases].map((text) => this.#nameOf(text, language, terms))
    const passages = passagesOf(revision.body).map(({ heading, text }) => ({
      heading,
      text,
      ...this.#sentencesOf(heading === '' ? text : `${heading}\n${text}`, terms),
      meaning: this.meaning?.(heading === '' ? text : `${heading}. ${text}`, language),
    }))
    const sectionTerms = terms(section)
    const weights = weightedFrequencies(names, passages, sectionTerms)
    const ofTerms = Int32Array.from(weights.keys()).sort()
    const length = lengthOf(names, passages, sectionTerms)
    const texts = profileTexts(names, passages, language)
    return {
      articleId,
      revision: revision.revision,
      slug,
      title,
      section,
      language,
      names,
      passages,
      sectionTerms,
      profile: this.profiles.add(texts),
      texts: texts.length,
      ofTerms,
      frequencies: Float64Array.from(ofTerms, (term) => weights.get(term) ?? 0),
      length,
      surfaces: Int32Array.from(surfaces),
    }
  }

  #nameOf(text: string, language: string, terms: (text: string) => Int32Array): IndexedName {
    return {
      text,
      terms: terms(text),
      words: Int32Array.from(new Set(tokenise(text, language)), (word) => this.#wordId(word)),
      grams: gramsOf(text),
      meaning: this.meaning?.(text, language),
    }
  }

  #sentencesOf(text: string, termsOf: (text: string) => Int32Array): { terms: Int32Array; sentences: Int32Array } {
    const terms: number[] = []
    const sentences: number[] = []
    for (const sentence of sentencesOf(text)) {
      sentences.push(terms.length)
      terms.push(...termsOf(sentence))
    }
    return { terms: Int32Array.from(terms), sentences: Int32Array.from(sentences) }
  }

  #termsOf(text: string, language: string, surfaces: Set<number>): Int32Array {
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

  #written(words: Int32Array): string[] {
    return Array.from(words, (id) => this.#words[id] ?? '')
  }

  #idOf(term: string): number {
    const known = this.#termIds.get(term)
    if (known !== undefined) return known
    const id = this.#termIds.size
    this.#termIds.set(term, id)
    this.#terms.push(term)
    if (term.length >= FAMILY) {
      const beginning = term.slice(0, FAMILY)
      const family = this.#families.get(beginning)
      if (family) family.push(id)
      else this.#families.set(beginning, [id])
    }
    return id
  }
}

function frequencyOf({ ofTerms, frequencies }: Document, term: number): number {
  let [low, high] = [0, ofTerms.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ofTerms[middle] ?? 0) < term) low = middle + 1
    else high = middle
  }
  return ofTerms[low] === term ? (frequencies[low] ?? 0) : 0
}

function saturate(frequency: number, length: number, mean: number): number {
  return frequency === 0 ? 0 : (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / mean))
}

function weightedFrequencies(
  names: readonly IndexedName[],
  passages: readonly IndexedPassage[],
  section: Int32Array,
): Map<number, number> {
  const sums = new Map<number, number>()
  const add = (term: number, weight: number): unknown => sums.set(term, (sums.get(term) ?? 0) + weight)
  const inAliases = new Map<number, number>()
  for (const [at, name] of names.entries()) {
    if (at === 0) for (const term of name.terms) add(term, TITLE)
    else for (const term of new Set(name.terms)) inAliases.set(term, (inAliases.get(term) ?? 0) + 1)
  }
  for (const [term, times] of inAliases) add(term, ALIAS * Math.min(times, ALIAS_REPEATS))
  for (const passage of passages) for (const term of passage.terms) add(term, 1)
  for (const term of section) add(term, SECTION)
  return sums
}

/** What customers say tells more of what they will say than the article's own sentences do, the more so the more of it there is. */
function profileTexts(names: readonly IndexedName[], passages: readonly IndexedPassage[], language: string): ProfileText[] {
  const sentences = passages.flatMap(({ heading, text }) => [heading, ...sentencesOf(text)]).filter((text) => text !== '')
  const weight = 1 / Math.sqrt(Math.max(1, names.length))
  return [...names.map(({ text }) => ({ text, language, weight: 1 })), ...sentences.map((text) => ({ text, language, weight }))]
}

/** Aliases do not count: an editor who adds some must not make the article look long. */
function lengthOf(names: readonly IndexedName[], passages: readonly IndexedPassage[], section: Int32Array): number {
  const title = names[0]?.terms.length ?? 0
  return passages.reduce((sum, passage) => sum + passage.terms.length, TITLE * title + SECTION * section.length)
}

function sharedBeginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}
