import { rankScore, type RankerWeights } from './rank.ts'
import { readQuery, type Query } from './query.ts'
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
/** Of each section the conversation is on, so many join the pool. */
const SECTIONS = 4
const PER_SECTION = 40
/** What was said before counts less the further back it is: the last two turns, then the older ones. */
const RECENT = 0.3
const OLDER = 0.1
const CONTEXT_TURNS = 6
const CONTEXT_TERMS = 30

export function retrieve(question: Question, index: ArticleIndex, weights: RankerWeights): Retrieval {
  const query = readQuery(question.text, question.language, index)
  const context = contextTerms(question, index)
  const asked = new Map(index.score(queryTerms(query)))
  const before = new Map(index.score(context))
  const turns = [question.text, ...question.history.map((turn) => turn.text).reverse()]
  const sections = index.sections.mentioned(turns, question.language)
  const pool = choosePool(asked, before, sections, index)
  const best = { bm25: Math.max(0, ...asked.values()), context: Math.max(0, ...before.values()) }
  const candidates: Retrieved[] = []
  for (const number of pool) {
    const article = index.article(number)
    if (!article || question.except?.includes(article.articleId)) continue
    const found: Found = {
      bm25: asked.get(number) ?? 0,
      context: before.get(number) ?? 0,
      section: sections.get(article.section) ?? 0,
    }
    const { signals, passage } = signalsOf(query, article, found, best, index)
    candidates.push({ article, passage, signals, score: rankScore(signals, weights) })
  }
  candidates.sort((a, b) => b.score - a.score || (a.article.articleId < b.article.articleId ? -1 : 1))
  return { query, candidates }
}

function* queryTerms(query: Query): Iterable<readonly [number, number]> {
  for (const word of query.words) for (const term of word.terms) yield [term.id, term.weight]
}

/** The telling terms of the turns before, weighted by how far back they were said. */
function contextTerms(question: Question, index: ArticleIndex): Map<number, number> {
  const terms = new Map<number, number>()
  const turns = question.history.slice(-CONTEXT_TURNS).reverse()
  for (const [ago, turn] of turns.entries()) {
    const weight = ago < 2 ? RECENT : OLDER
    for (const [term] of queryTerms(readQuery(turn.text, question.language, index)))
      terms.set(term, Math.max(weight, terms.get(term) ?? 0))
  }
  if (terms.size <= CONTEXT_TERMS) return terms
  return new Map([...terms].sort(([a, x], [b, y]) => y * index.idf(b) - x * index.idf(a) || a - b).slice(0, CONTEXT_TERMS))
}

function choosePool(
  asked: ReadonlyMap<number, number>,
  before: ReadonlyMap<number, number>,
  sections: ReadonlyMap<string, number>,
  index: ArticleIndex,
): Set<number> {
  const together = (number: number): number => (asked.get(number) ?? 0) + (before.get(number) ?? 0)
  const pool = new Set(highest(asked.keys(), POOL, together, index))
  for (const number of highest(asked.keys(), POOL, (each) => asked.get(each) ?? 0, index)) pool.add(number)
  const present = [...sections].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, SECTIONS)
  for (const [section] of present)
    for (const number of highest(index.sections.documentsOf(section), PER_SECTION, together, index)) pool.add(number)
  return pool
}

function highest(numbers: Iterable<number>, limit: number, score: (number: number) => number, index: ArticleIndex): number[] {
  const scored = [...numbers].map((number) => ({ number, score: score(number) }))
  // Document numbers depend on the order of publishing; article ids do not, so ties are settled by them.
  const id = (number: number): string => index.article(number)?.articleId ?? ''
  scored.sort((a, b) => b.score - a.score || (id(a.number) < id(b.number) ? -1 : 1))
  return scored.slice(0, limit).map(({ number }) => number)
}
