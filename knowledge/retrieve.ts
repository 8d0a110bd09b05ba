import { rankScore, type RankerWeights } from './rank.ts'
import { readQuery, type Query } from './query.ts'
import { softScore } from './soft-words.ts'
import { signalsOf, type Found, type Signals } from './signals.ts'
import type { ArticleIndex, IndexedArticle } from './article-index.ts'
import type { Question } from './answer.ts'

/** An article that may hold the answer. */
export interface Retrieved {
  article: IndexedArticle
  /** Which of its passages fits best. */
  passage: number
  score: number
  signals: Signals
}

export interface Retrieval {
  query: Query
  /** Best first. */
  candidates: Retrieved[]
}

/** So many are looked at closely; the gold article is among them in 98 of 100 questions. */
const POOL = 40
/** Beside them those whose names mean most nearly the same, in whatever words. */
const BY_MEANING = 12
/** In a larger base the search by meaning would take longer than it is worth: the search by words finds enough. */
const SMALL = 3000
/** Of each section the conversation is on, so many join the pool. */
const SECTIONS = 4
const PER_SECTION = 40
/** What was said before counts less the further back it is: the last two turns, then the older ones. */
const RECENT = 0.3
const OLDER = 0.1
const CONTEXT_TURNS = 6
const CONTEXT_TERMS = 30
/** As good as the best, for asking whether the question fits several sections; with so many more it surely does. */
const ALMOST = 0.75
const MANY_SECTIONS = 4
/** Words are taken from so many of the first finds, from the beginning of each, and so many of them are searched for. */
const FEEDBACK = 10
const FEEDBACK_LENGTH = 40
const FEEDBACK_TERMS = 16

export function retrieve(question: Question, index: ArticleIndex, weights: RankerWeights): Retrieval {
  const query = readQuery(question.text, question.language, index)
  const context = contextTerms(question, index)
  const asked = offered(index.score(queryTerms(query, index)), question, index)
  const before = offered(index.score(context), question, index)
  const turns = [question.text, ...question.history.map((turn) => turn.text).reverse()]
  const sections = index.sections.mentioned(turns, question.language)
  const feedback = offered(index.score(feedbackTerms(asked, index)), question, index)
  const ambiguity = ambiguityOf(asked, index)
  const strongest = highestOf(sections.values())
  // In the midst of a conversation words are left out, so what others call it helps more than it misleads.
  const loose = question.history.length > 0 ? 1 : ambiguity
  const pool = choosePool(asked, before, sections, query, index)
  const softly = offered(
    [...pool].map((number) => [number, softScore(query.soft, (term) => index.saturated(number, term))]),
    question,
    index,
  )
  const best = {
    soft: highestOf(softly.values()),
    bm25: highestOf(asked.values()),
    context: highestOf(before.values()),
    feedback: highestOf(feedback.values()),
  }
  const candidates: Retrieved[] = []
  for (const number of pool) {
    const article = index.article(number)
    if (!article || excepted(article, question)) continue
    const section = sections.get(article.section) ?? 0
    const found: Found = {
      soft: softly.get(number) ?? 0,
      bm25: asked.get(number) ?? 0,
      context: before.get(number) ?? 0,
      section,
      here: strongest === 0 ? 0 : (ambiguity * section) / strongest,
      feedback: loose * (feedback.get(number) ?? 0),
    }
    const { signals, passage } = signalsOf(query, article, found, best, index)
    candidates.push({ article, passage, signals, score: rankScore(signals, query.foreign ? weights.foreign : weights.weights) })
  }
  candidates.sort((a, b) => b.score - a.score || (a.article.articleId < b.article.articleId ? -1 : 1))
  return { query, candidates }
}

/** Scores without the articles that did not help: nothing is measured against them either. */
function offered(scores: [number, number][], question: Question, index: ArticleIndex): Map<number, number> {
  const map = new Map(scores)
  for (const articleId of question.except ?? []) {
    const number = index.numberOf(articleId)
    if (number !== undefined) map.delete(number)
  }
  return map
}

function excepted(article: IndexedArticle, question: Question): boolean {
  return question.except?.includes(article.articleId) ?? false
}

/** Each term by what its word is worth: a stand-in that happens to be rarer must not count for more than the word itself. */
function* queryTerms(query: Query, index: ArticleIndex): Iterable<readonly [number, number]> {
  for (const word of query.words)
    for (const { id, weight } of word.terms) yield [id, weight * Math.min(word.tells, word.worth / index.idf(id))]
}

/** The telling terms of the turns before, weighted by how far back they were said. */
function contextTerms(question: Question, index: ArticleIndex): Map<number, number> {
  const terms = new Map<number, number>()
  const turns = question.history.slice(-CONTEXT_TURNS).reverse()
  for (const [ago, turn] of turns.entries()) {
    const weight = ago < 2 ? RECENT : OLDER
    for (const [term] of queryTerms(readQuery(turn.text, question.language, index), index))
      terms.set(term, Math.max(weight, terms.get(term) ?? 0))
  }
  if (terms.size <= CONTEXT_TERMS) return terms
  return new Map(
    [...terms]
      .sort(([a, x], [b, y]) => y * index.idf(b) - x * index.idf(a) || (index.term(a) < index.term(b) ? -1 : 1))
      .slice(0, CONTEXT_TERMS),
  )
}

function highestOf(values: Iterable<number>): number {
  let highest = 0
  for (const value of values) if (value > highest) highest = value
  return highest
}

/** Whether many sections answer the question equally well ('is there parking?' at every hotel), 0 to 1. */
function ambiguityOf(asked: ReadonlyMap<number, number>, index: ArticleIndex): number {
  const enough = ALMOST * highestOf(asked.values())
  const sections = new Set<string>()
  for (const [number, score] of asked) if (score >= enough) sections.add(index.article(number)?.section ?? '')
  return Math.min(1, Math.max(0, sections.size - 1) / MANY_SECTIONS)
}

/**
 * The words the first finds share: those who answer 'is there wifi?' elsewhere also say 'internet', and so find the one article here that
 * says nothing else. Only for articles of several sections; one article's own words would only repeat it.
 */
function feedbackTerms(asked: ReadonlyMap<number, number>, index: ArticleIndex): Map<number, number> {
  const first = highest(asked.keys(), FEEDBACK, (number) => asked.get(number) ?? 0, index)
  const top = asked.get(first[0] ?? -1) ?? 1
  const weights = new Map<number, number>()
  for (const number of first) {
    const article = index.article(number)
    if (!article) continue
    const own = new Set(article.sectionTerms)
    for (const term of new Set([
      ...(article.names[0]?.terms ?? []),
      ...(article.passages[0]?.terms.slice(0, FEEDBACK_LENGTH) ?? []),
    ])) {
      if (!own.has(term)) weights.set(term, (weights.get(term) ?? 0) + (asked.get(number) ?? 0) / top)
    }
  }
  const telling = (term: number): number => (weights.get(term) ?? 0) * index.idf(term)
  const chosen = [...weights.keys()]
    .sort((a, b) => telling(b) - telling(a) || (index.term(a) < index.term(b) ? -1 : 1))
    .slice(0, FEEDBACK_TERMS)
  return new Map(chosen.map((term) => [term, weights.get(term) ?? 0]))
}

function* softTerms(query: Query, index: ArticleIndex): Iterable<readonly [number, number]> {
  for (const { near, worth } of query.soft.words)
    for (const [term, likeness] of near) yield [term, (likeness * worth) / index.idf(term)]
}

function choosePool(
  asked: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
  sections: ReadonlyMap<string, number>,
  query: Query,
  index: ArticleIndex,
): Set<number> {
  const together = (number: number): number => (asked.get(number) ?? 0) + (before.get(number) ?? 0)
  const pool = new Set(highest(asked.keys(), POOL, together, index))
  for (const number of highest(asked.keys(), POOL, (each) => asked.get(each) ?? 0, index)) pool.add(number)
  for (const number of index.nearest(query.meaning, BY_MEANING)) pool.add(number)
  const softly = new Map(index.size > SMALL ? [] : index.score(softTerms(query, index)))
  for (const number of highest(softly.keys(), BY_MEANING, (each) => softly.get(each) ?? 0, index)) pool.add(number)
  const present = [...sections].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, SECTIONS)
  for (const [section] of present)
    for (const number of highest(index.sections.documentsOf(section), PER_SECTION, together, index)) pool.add(number)
  return pool
}

function highest(numbers: Iterable<number>, limit: number, score: (number: number) => number, index: ArticleIndex): number[] {
  const scored = [...numbers].map((number) => ({ number, score: score(number) }))
  const enough =
    scored.length > limit ? (Float64Array.from(scored, (each) => each.score).sort()[scored.length - limit] ?? 0) : -Infinity
  // Document numbers depend on the order of publishing; article ids do not, so ties are settled by them.
  const id = (number: number): string => index.article(number)?.articleId ?? ''
  return scored
    .filter((each) => each.score >= enough)
    .sort((a, b) => b.score - a.score || (id(a.number) < id(b.number) ? -1 : 1))
    .slice(0, limit)
    .map(({ number }) => number)
}
