import {
  createNearness,
  embeddedSignalsOf,
  NOT_EMBEDDED,
  together,
  type EmbeddedSignals,
  type Meant,
} from './embedded-signals.ts'
import { rankWith, shippedEmbedded, type EmbeddedWeights } from './embedded-weights.ts'
import { leansOnBefore } from './follow-up.ts'
import { rankScore, type RankerWeights } from './rank.ts'
import { readQuery, readWords, type Query, type QueryWord } from './query.ts'
import { softScore } from './soft-words.ts'
import { signalsOf, type Found, type Signals } from './signals.ts'
import { tokenise } from '../language/tokenise.ts'
import type { Likeness } from './likeness.ts'
import type { Scores } from './scores.ts'
import type { ArticleIndex, IndexedArticle } from './article-index.ts'
import type { Question } from './answer.ts'

/** An article that may hold the answer. */
export interface Retrieved {
  article: IndexedArticle
  /** Which of its passages fits best. */
  passage: number
  score: number
  signals: Signals & EmbeddedSignals
}

export interface Retrieval {
  query: Query
  /** Whether an embedding model had its say. */
  embedded: boolean
  /** Best first. */
  candidates: Retrieved[]
}

/** So many are looked at closely; the gold article is among them in 98 of 100 questions. */
const POOL = 40
/** Beside them those whose names mean most nearly the same, in whatever words. */
const BY_MEANING = 12
/** Of each of names and passages. */
const BY_EMBEDDING = 12
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

/** With `meant` an embedding model has its say too. */
export function retrieve(
  question: Question,
  index: ArticleIndex,
  weights: RankerWeights,
  meant?: Meant,
  embedded: EmbeddedWeights = shippedEmbedded,
): Retrieval {
  const query = readQuery(question.text, question.language, index)
  const context = contextTerms(question, index)
  const asked = offered(index.score(queryTerms(query.words, index)), question, index)
  const before = offered(index.score(context), question, index)
  const turns = [question.text, ...question.history.map((turn) => turn.text).reverse()]
  const sections = new Map(
    [...index.sections.mentioned(turns, question.language)].map(([name, share]) => [name, share * index.ownShare(name)]),
  )
  const feedback = offered(index.score(feedbackTerms(asked, index)), question, index)
  const ambiguity = ambiguityOf(asked, index)
  const strongest = highestOf(sections.values())
  // In the midst of a conversation words are left out, so what others call it helps more than it misleads.
  const loose = question.history.length > 0 ? 1 : ambiguity
  const alike = index.likeness(query.meaning)
  const pool = choosePool(asked, before, sections, query, alike, index)
  for (const number of embeddedNearest(meant, index)) pool.add(number)
  // What nobody may be offered is not measured against either.
  const eligible = [...pool].filter((number) => !excepted(index.article(number), question))
  const softly = new Map(eligible.map((number) => [number, softScore(query.soft, (term) => index.saturated(number, term))]))
  const nearnessOf = meant && createNearness(meant)
  const best = {
    soft: highestOf(softly.values()),
    bm25: asked.highest(),
    context: before.highest(),
    feedback: feedback.highest(),
  }
  const worth = query.foreign ? weights.foreign : index.sections.areAlike ? weights.places : weights.weights
  const leans = question.history.length > 0 ? leansOnBefore(question.text, question.language) : 0
  const articles = eligible.flatMap((number) => {
    const article = index.article(number)
    return article ? [{ number, article, nearness: nearnessOf?.(article) }] : []
  })
  const nearest = { together: highestOf(articles.map(({ nearness }) => (nearness ? together(nearness) : 0))) }
  const candidates: Retrieved[] = []
  for (const { number, article, nearness } of articles) {
    const section = sections.get(article.section) ?? 0
    const found: Found = {
      meaning: alike.of(number),
      soft: softly.get(number) ?? 0,
      bm25: asked.of(number),
      context: before.of(number),
      leans,
      section,
      here: strongest === 0 ? 0 : (ambiguity * section) / strongest,
      feedback: loose * feedback.of(number),
    }
    const { signals, passage } = signalsOf(query, article, found, best, index, nearness)
    const own = rankScore(signals, worth)
    const beside = meant ? embeddedSignalsOf(nearness, nearest) : NOT_EMBEDDED
    const score = meant ? rankWith(own, beside, query.foreign ? embedded.foreign.ranker : embedded.ranker) : own
    candidates.push({ article, passage, signals: { ...signals, ...beside }, score })
  }
  candidates.sort((a, b) => b.score - a.score || (a.article.articleId < b.article.articleId ? -1 : 1))
  return { query, candidates, embedded: meant !== undefined }
}

/** Some of what is nearest to the question by an embedding model. */
function embeddedNearest(meant: Meant | undefined, index: ArticleIndex): number[] {
  const nearest = meant?.vectors.nearest(meant.vector, BY_EMBEDDING) ?? []
  return [...nearest].flatMap((articleId) => index.numberOf(articleId) ?? [])
}

/** Scores without the articles that did not help: nothing is measured against them either. */
function offered(scores: Scores, question: Question, index: ArticleIndex): Scores {
  for (const articleId of question.except ?? []) {
    const number = index.numberOf(articleId)
    if (number !== undefined) scores.forget(number)
  }
  return scores
}

function excepted(article: IndexedArticle | undefined, question: Question): boolean {
  return article === undefined || (question.except?.includes(article.articleId) ?? false)
}

/** Each term by what its word is worth: a stand-in that happens to be rarer must not count for more than the word itself. */
function* queryTerms(words: readonly QueryWord[], index: ArticleIndex): Iterable<readonly [number, number]> {
  for (const word of words)
    for (const { id, weight } of word.terms) yield [id, weight * Math.min(word.tells, word.worth / index.idf(id))]
}

/** The telling terms of the turns before, weighted by how far back they were said. */
function contextTerms(question: Question, index: ArticleIndex): Map<number, number> {
  const terms = new Map<number, number>()
  const turns = question.history.slice(-CONTEXT_TURNS).reverse()
  for (const [ago, turn] of turns.entries()) {
    const weight = ago < 2 ? RECENT : OLDER
    for (const [term] of queryTerms(readWords(tokenise(turn.text, question.language), question.language, index), index))
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
function ambiguityOf(asked: Scores, index: ArticleIndex): number {
  const enough = ALMOST * asked.highest()
  const sections = new Set<string>()
  for (const number of asked.numbers) if (asked.of(number) >= enough) sections.add(index.article(number)?.section ?? '')
  return Math.min(1, Math.max(0, sections.size - 1) / MANY_SECTIONS)
}

/**
 * The words the first finds share: those who answer 'is there wifi?' elsewhere also say 'internet', and so find the one article here that
 * says nothing else. Only for articles of several sections; one article's own words would only repeat it.
 */
function feedbackTerms(asked: Scores, index: ArticleIndex): Map<number, number> {
  const first = index.highest(asked.numbers, FEEDBACK, (number) => asked.of(number))
  const top = asked.highest()
  const weights = new Map<number, number>()
  for (const number of first) {
    const article = index.article(number)
    if (!article) continue
    const own = new Set(article.sectionTerms)
    for (const term of new Set([
      ...(article.names[0]?.terms ?? []),
      ...(article.passages[0]?.terms.slice(0, FEEDBACK_LENGTH) ?? []),
    ])) {
      if (!own.has(term)) weights.set(term, (weights.get(term) ?? 0) + asked.of(number) / top)
    }
  }
  const chosen = [...weights]
    .map(([term, weight]) => ({ term, weight, tells: weight * index.idf(term) }))
    .sort((a, b) => b.tells - a.tells || (index.term(a.term) < index.term(b.term) ? -1 : 1))
    .slice(0, FEEDBACK_TERMS)
  return new Map(chosen.map(({ term, weight }) => [term, weight]))
}

function* softTerms(query: Query, index: ArticleIndex): Iterable<readonly [number, number]> {
  for (const { near, worth } of query.soft.words)
    for (const [term, likeness] of near) yield [term, (likeness * worth) / index.idf(term)]
}

function choosePool(
  asked: Scores,
  before: Scores,
  sections: ReadonlyMap<string, number>,
  query: Query,
  meant: Likeness,
  index: ArticleIndex,
): Set<number> {
  const together = (number: number): number => asked.of(number) + before.of(number)
  const pool = new Set(index.highest(asked.numbers, POOL, together))
  for (const number of index.highest(asked.numbers, POOL, (each) => asked.of(each))) pool.add(number)
  for (const number of index.nearest(meant, BY_MEANING)) pool.add(number)
  const softly = index.score(index.size > SMALL ? [] : softTerms(query, index))
  for (const number of index.highest(softly.numbers, BY_MEANING, (each) => softly.of(each))) pool.add(number)
  const present = [...sections].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, SECTIONS)
  for (const [section] of present)
    for (const number of index.highest(index.sections.documentsOf(section), PER_SECTION, together)) pool.add(number)
  return pool
}
