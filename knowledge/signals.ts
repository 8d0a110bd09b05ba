import { dot } from './dot.ts'
import { GLANCED } from './glance.ts'
import { ratio } from './ratio.ts'
import { softCover } from './soft-words.ts'
import type { ArticleIndex } from './article-index.ts'
import type { IndexedArticle, IndexedName } from './indexed-article.ts'
import type { Nearness } from './embedded-signals.ts'
import type { Query } from './query.ts'

/** What reading a candidate says; every figure is 0 to 1, more is better. */
const READ = [
  'profileGrams',
  'title',
  'name',
  'nameMet',
  'passage',
  'passageBm25',
  'sentence',
  'sharp',
  'everything',
  'pairs',
  'words',
  'asked',
  'meaning',
  'meaningPassage',
  'softPassage',
] as const

export type Reading = Record<(typeof READ)[number], number>

/** All that is known of one candidate. */
export const SIGNALS = [...GLANCED, ...READ] as const

export type Signal = (typeof SIGNALS)[number]
export type Signals = Record<Signal, number>

/** Passage BM25: saturation, length normalisation and the length it takes as usual. */
const K1 = 1.2
const B = 0.4
const USUAL_LENGTH = 60

/** What decides between the passages of one article, beside the words its title does not hold. */
const OF_TITLE_WORDS = 0.5
const MEANING_OF_PASSAGE = 0.3
const LEAD = 0.08
/** For each standard deviation that an embedding model finds a passage nearer than usual. */
const EMBEDDED_PASSAGE = 0.15

/** Reads one candidate and says which of its passages fits best. */
export function signalsOf(
  query: Query,
  article: IndexedArticle,
  index: ArticleIndex,
  nearness?: Nearness,
): { signals: Reading; passage: number } {
  const names = compareNames(query, article.names, index)
  const passages = article.passages.map((passage) => comparePassage(query, passage.terms))
  const title = countsOf(query, article.names[0]?.terms ?? NO_TERMS)
  const passage = choosePassage(query, article, title, passages, nearness)
  const fits = passages[passage]
  const all = everythingOf(query, [...passages, ...names.fits], article.sectionTerms)
  const signals: Reading = {
    profileGrams: index.profiles.likeness(query.profile, article.profile, 'characters'),
    title: coverOf(query, title),
    name: names.best.both,
    nameMet: names.best.met,
    passage: fits?.cover ?? 0,
    passageBm25: fits?.bm25 ?? 0,
    sentence: sentenceOf(query, article, title),
    sharp: all.sharp,
    everything: all.cover,
    pairs: names.fits.reduce((most, each) => Math.max(most, each.pairs), fits?.pairs ?? 0),
    words: names.alike,
    asked: names.fits.reduce((most, each) => Math.max(most, askedBefore(each)), 0),
    meaning: article.names.reduce((most, { meaning }) => Math.max(most, dot(query.meaning, meaning)), 0),
    meaningPassage: Math.max(0, dot(query.meaning, article.passages[passage]?.meaning)),
    softPassage: ratio(Math.max(0, ...article.passages.map(({ terms }) => softCover(query.soft, terms))), query.soft.worth),
  }
  return { signals, passage }
}

interface NameFit {
  /** Share of the question's worth the name holds. */
  cover: number
  /** Share of the name's worth the question holds. */
  met: number
  /** Their harmonic mean. */
  both: number
  pairs: number
  /** Likeness of the words as written. */
  alike: number
  /** How often it holds each word of the question. */
  counts: Float64Array
}

interface NameFits {
  /** Those that share a telling word with the question; most aliases of an article do not. */
  fits: readonly NameFit[]
  best: Pick<NameFit, 'met' | 'both'>
  /** Of all of them. */
  alike: number
}

interface PassageFit {
  cover: number
  bm25: number
  pairs: number
  counts: Float64Array
}

const NO_NAME = { met: 0, both: 0 }
const NO_TERMS = new Int32Array()

function compareNames(query: Query, names: readonly IndexedName[], index: ArticleIndex): NameFits {
  const fits: NameFit[] = []
  let best: NameFits['best'] = NO_NAME
  let most = 0
  for (const name of names) {
    const alike = jaccard(query.written, name.words)
    if (alike > most) most = alike
    const fit = compareName(query, name, alike, index)
    if (!fit) continue
    fits.push(fit)
    if (fit.both > best.both) best = fit
  }
  return { fits, best, alike: most }
}

function compareName(query: Query, name: IndexedName, alike: number, index: ArticleIndex): NameFit | undefined {
  let all = 0
  let met = 0
  for (const term of name.terms) {
    const worth = index.idf(term)
    all += worth
    met += worth * (query.byTerm.get(term)?.weight ?? 0)
  }
  if (met === 0) return undefined
  const counts = countsOf(query, name.terms)
  const cover = coverOf(query, counts)
  const share = ratio(met, all)
  return { cover, met: share, both: ratio(2 * cover * share, cover + share), pairs: pairsOf(query, name.terms), alike, counts }
}

function comparePassage(query: Query, terms: Int32Array): PassageFit {
  const counts = countsOf(query, terms)
  let score = 0
  for (const [at, word] of query.words.entries()) {
    const count = counts[at] ?? 0
    score += (word.worth * count * (K1 + 1)) / (count + K1 * (1 - B + (B * terms.length) / USUAL_LENGTH))
  }
  return { cover: coverOf(query, counts), bm25: ratio(score, query.worth * (K1 + 1)), pairs: pairsOf(query, terms), counts }
}

/**
 * The passage that adds most to the title: in 'How do I return an item?' every passage is about returns, so what else the customer
 * said decides, and without more the lead does.
 */
function choosePassage(
  query: Query,
  article: IndexedArticle,
  inTitle: Float64Array,
  fits: readonly PassageFit[],
  nearness?: Nearness,
): number {
  if (fits.length < 2) return 0
  const values = fits.map(({ bm25, counts }, at) => {
    const beyond = query.words.reduce(
      (sum, word, each) => sum + ((inTitle[each] ?? 0) > 0 ? 0 : word.worth * Math.min(1, counts[each] ?? 0)),
      0,
    )
    const meant = MEANING_OF_PASSAGE * dot(query.meaning, article.passages[at]?.meaning)
    const near = nearness ? EMBEDDED_PASSAGE * (nearness.passages[at] ?? 0) : 0
    return ratio(beyond, query.worth) + OF_TITLE_WORDS * bm25 + meant + near + (at === 0 ? LEAD : 0)
  })
  return indexOfBest(values)
}

/** From here on two utterances are likely, and from there surely, the same question in almost the same words. */
const ALIKE = 0.45
const SAME = 0.85
/** Telling words count more than the small ones around them, but those tell 'where is my order' from 'order a gift'. */
const TELLING = 0.65

/** Whether an editor's title or alias is this very question; nothing tells more, and below that likeness it tells nothing. */
function askedBefore({ met, cover, alike }: NameFit): number {
  // Of two parts met and covered, what they share of their union.
  const telling = met + cover === 0 ? 0 : (met * cover) / (met + cover - met * cover)
  const likeness = TELLING * telling + (1 - TELLING) * alike
  return Math.min(1, Math.max(0, (likeness - ALIKE) / (SAME - ALIKE)))
}

/** How much of the question the whole article holds; sharply, when its rarest words count most. */
function everythingOf(
  query: Query,
  parts: readonly { counts: Float64Array }[],
  sectionTerms: Int32Array,
): { cover: number; sharp: number } {
  const counts = countsOf(query, sectionTerms)
  for (const part of parts) for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (part.counts[at] ?? 0)
  let met = 0
  let all = 0
  for (const [at, word] of query.words.entries()) {
    all += word.worth ** 2
    met += word.worth ** 2 * Math.min(1, counts[at] ?? 0)
  }
  return { cover: coverOf(query, counts), sharp: ratio(met, all) }
}

/** How much of the question its title and any one sentence hold together: words of one thought stand close to each other. */
function sentenceOf(query: Query, article: IndexedArticle, title: Float64Array): number {
  const counts = new Float64Array(title.length)
  let best = coverOf(query, title)
  for (const { terms, sentences } of article.passages) {
    for (let at = 0; at < sentences.length; at++) {
      const end = sentences[at + 1] ?? terms.length
      counts.set(title)
      let met = false
      for (let each = sentences[at] ?? 0; each < end; each++) met = count(query, terms[each] ?? -1, counts) || met
      if (met) best = Math.max(best, coverOf(query, counts))
    }
  }
  return best
}

/** How often each word of the question stands in a list of terms; a mended word counts less. */
function countsOf(query: Query, terms: Int32Array): Float64Array {
  const counts = new Float64Array(query.words.length)
  for (const term of terms) count(query, term, counts)
  return counts
}

function count(query: Query, term: number, counts: Float64Array): boolean {
  const meant = query.byTerm.get(term)
  if (!meant) return false
  counts[meant.at] = (counts[meant.at] ?? 0) + meant.weight
  return true
}

function coverOf(query: Query, counts: Float64Array): number {
  let met = 0
  for (let at = 0; at < counts.length; at++) met += (query.words[at]?.worth ?? 0) * Math.min(1, counts[at] ?? 0)
  return ratio(met, query.worth)
}

/** Share of the question's neighbouring words that are neighbours here too, in order, with one word between them at most. */
function pairsOf(query: Query, terms: Int32Array): number {
  if (query.words.length < 2) return 0
  const met = new Set<number>()
  for (let at = 0; at < terms.length; at++) {
    const first = query.byTerm.get(terms[at] ?? -1)
    if (!first) continue
    for (const step of [1, 2]) if (query.byTerm.get(terms[at + step] ?? -1)?.at === first.at + 1) met.add(first.at)
  }
  return met.size / (query.words.length - 1)
}

function indexOfBest(values: readonly number[]): number {
  let best = 0
  for (let at = 1; at < values.length; at++) if ((values[at] ?? 0) > (values[best] ?? 0)) best = at
  return best
}

/** What both have as a share of what either has. */
function jaccard(asked: ReadonlySet<number>, words: Int32Array): number {
  let shared = 0
  for (const word of words) if (asked.has(word)) shared++
  return ratio(shared, asked.size + words.length - shared)
}
