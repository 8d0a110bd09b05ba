import { leansOnBefore } from './follow-up.ts'
import { readWords, type Query, type QueryWord } from './query.ts'
import { tokenise } from '../language/tokenise.ts'
import type { Question } from './answer.ts'
import type { ArticleIndex } from './article-index.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { Scores } from './scores.ts'

/** What the whole base says to a question, before any article is looked at. */
export interface Search {
  /** BM25 of the question, of what was said before it, and of the words that the first finds share. */
  asked: Scores
  before: Scores
  feedback: Scores
  /** How present each section is in the conversation, 0 to 1. */
  sections: ReadonlyMap<string, number>
  /** How present the most present one is. */
  present: number
  /** Whether many sections answer the question equally well, 0 to 1. */
  ambiguity: number
  /** How much words may be left out of the question, 0 to 1. */
  loose: number
  /** How much the question leans on what was said before, 0 to 1. */
  leans: number
}

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

export function search(question: Question, query: Query, index: ArticleIndex): Search {
  const asked = offered(index.score(queryTerms(query.words, index)), question, index)
  const turns = [question.text, ...question.history.map((turn) => turn.text).reverse()]
  const sections = new Map(
    [...index.sections.mentioned(turns, question.language)].map(([name, share]) => [name, share * index.ownShare(name)]),
  )
  const ambiguity = ambiguityOf(asked, index)
  const inConversation = question.history.length > 0
  // Among places that are all asked the same. In the midst of a conversation words are left out, so what others call it helps more than it misleads.
  const loose = !index.sections.areAlike ? 0 : inConversation ? 1 : ambiguity
  return {
    asked,
    before: offered(index.score(contextTerms(question, index)), question, index),
    feedback: offered(index.score(loose > 0 ? feedbackTerms(asked, index) : []), question, index),
    sections,
    present: Math.max(0, ...sections.values()),
    ambiguity,
    loose,
    leans: inConversation ? leansOnBefore(question.text, question.language) : 0,
  }
}

/** Scores without the articles that did not help: nothing is measured against them either. */
function offered(scores: Scores, question: Question, index: ArticleIndex): Scores {
  for (const articleId of question.except ?? []) {
    const number = index.numberOf(articleId)
    if (number !== undefined) scores.forget(number)
  }
  return scores
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
  const top = asked.highest()
  const weights = new Map<number, number>()
  for (const number of index.highest(asked, FEEDBACK)) {
    const article = index.article(number)
    if (!article) continue
    const own = new Set(article.sectionTerms)
    for (const term of openingTerms(article))
      if (!own.has(term)) weights.set(term, (weights.get(term) ?? 0) + asked.of(number) / top)
  }
  const chosen = [...weights]
    .map(([term, weight]) => ({ term, weight, tells: weight * index.idf(term) }))
    .sort((a, b) => b.tells - a.tells || (index.term(a.term) < index.term(b.term) ? -1 : 1))
    .slice(0, FEEDBACK_TERMS)
  return new Map(chosen.map(({ term, weight }) => [term, weight]))
}

function openingTerms({ names, passages }: IndexedArticle): Set<number> {
  return new Set([...(names[0]?.terms ?? []), ...(passages[0]?.terms.slice(0, FEEDBACK_LENGTH) ?? [])])
}
