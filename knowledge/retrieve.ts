import { choosePool } from './choose-pool.ts'
import {
  createNearness,
  embeddedSignalsOf,
  NOT_EMBEDDED,
  together,
  type EmbeddedSignals,
  type Meant,
  type Nearness,
} from './embedded-signals.ts'
import { rankWith, shippedEmbedded, type EmbeddedWeights } from './embedded-weights.ts'
import { createGlance, type Glance } from './glance.ts'
import { rankScore, type RankerWeights } from './rank.ts'
import { mixed, sensesOf, type Senses } from './senses.ts'
import { signalsOf, type Signals } from './signals.ts'
import type { ArticleIndex } from './article-index.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { Question } from './answer.ts'
import type { Query } from './query.ts'

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
  /** The likeliest of what the base has no answer to; undefined when nothing like it is known. */
  unanswered: Retrieved | undefined
  /** Whether the base lists anything it has no answer to. */
  listsUnanswered: boolean
}

/** So many are read, fewer where most lie far behind at a glance: in 2,600 training questions reading more changed no first candidate. */
export const READ = 8
const FEWEST_READ = 5
const FAR_BEHIND = 3
/** In a conversation what was said before lifts others at a glance, above what a new subject is asked for: all of so many are read. */
const READ_IN_CONVERSATION = 10
/** Places that are all asked the same differ only in what they say, so more of them are read. */
const READ_ALIKE = 30

/** A candidate before it is read. */
interface Glanced {
  article: IndexedArticle
  nearness: Nearness | undefined
  glance: Glance
  beside: EmbeddedSignals
  score: number
}

/** With `meant` an embedding model has its say too. */
export function retrieve(
  question: Question,
  index: ArticleIndex,
  weights: RankerWeights,
  meant?: Meant,
  embedded: EmbeddedWeights = shippedEmbedded,
): Retrieval {
  const senses = sensesOf(question, index)
  const [{ query }] = senses
  const worth = query.foreign ? weights.foreign : index.sections.areAlike ? weights.places : weights.weights
  const addition = query.foreign ? embedded.foreign.ranker : embedded.ranker
  const scoreOf = (signals: Partial<Signals>, beside: EmbeddedSignals): number => {
    const own = rankScore(signals, worth)
    return meant ? rankWith(own, beside, addition) : own
  }
  const known = glanced(question, senses, index, meant, scoreOf).sort(byScore)
  const read = ({ article, nearness, glance, beside }: Glanced): Retrieved => {
    const readings = senses.map(({ query, share }) => ({ ...signalsOf(query, article, index, nearness), share }))
    const signals = Object.assign(
      mixed(readings, (reading) => reading.signals),
      glance,
      beside,
    )
    return { article, passage: readings[0]?.passage ?? 0, signals, score: scoreOf(signals, beside) }
  }
  const near = (known[0]?.score ?? 0) - FAR_BEHIND
  const whole = index.sections.areAlike ? READ_ALIKE : question.history.length > 0 ? READ_IN_CONVERSATION : FEWEST_READ
  const answered = known
    .filter(({ article }) => !article.unanswered)
    .filter(({ score }, at) => at < whole || (at < READ && score >= near))
  const candidates = answered.map(read).sort(byScore)
  const unanswered = known.find(({ article, score }) => article.unanswered && score >= near)
  return {
    query,
    candidates,
    unanswered: unanswered && read(unanswered),
    listsUnanswered: index.listsUnanswered,
    embedded: meant !== undefined,
  }
}

function glanced(
  question: Question,
  senses: Senses,
  index: ArticleIndex,
  meant: Meant | undefined,
  scoreOf: (signals: Partial<Signals>, beside: EmbeddedSignals) => number,
): Glanced[] {
  const nearnessOf = meant && createNearness(meant)
  // What nobody may be offered is not measured against either.
  const pool = new Set(senses.flatMap(({ query, found }) => [...choosePool(found, query, meant, index)]))
  const articles = [...pool].flatMap((number) => {
    const article = index.article(number)
    return article && !question.except?.includes(article.articleId) ? [{ number, article, nearness: nearnessOf?.(article) }] : []
  })
  const numbers = articles.map(({ number }) => number)
  const looks = senses.map(({ query, found, share }) => ({ share, glanceAt: createGlance(numbers, query, found, index) }))
  const nearest = { together: Math.max(0, ...articles.map(({ nearness }) => (nearness ? together(nearness) : 0))) }
  return articles.map(({ number, article, nearness }) => {
    const glance = mixed(looks, ({ glanceAt }) => glanceAt(number, article))
    const beside = meant ? embeddedSignalsOf(nearness, nearest) : NOT_EMBEDDED
    return { article, nearness, glance, beside, score: scoreOf(glance, beside) }
  })
}

interface Ranked {
  article: IndexedArticle
  score: number
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.article.articleId < b.article.articleId ? -1 : 1)
}
