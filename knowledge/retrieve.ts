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
import { readQuery, type Query } from './query.ts'
import { search } from './search.ts'
import { signalsOf, type Signals } from './signals.ts'
import type { ArticleIndex } from './article-index.ts'
import type { IndexedArticle } from './indexed-article.ts'
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

/** So many are read. In 3,400 training questions no best candidate was further down at a glance than the sixth. */
export const READ = 10
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
  const query = readQuery(question.text, question.language, index)
  const worth = query.foreign ? weights.foreign : index.sections.areAlike ? weights.places : weights.weights
  const addition = query.foreign ? embedded.foreign.ranker : embedded.ranker
  const scoreOf = (signals: Partial<Signals>, beside: EmbeddedSignals): number => {
    const own = rankScore(signals, worth)
    return meant ? rankWith(own, beside, addition) : own
  }
  const known = glanced(question, query, index, meant, scoreOf).sort(byScore)
  const candidates = known.slice(0, index.sections.areAlike ? READ_ALIKE : READ).map((each): Retrieved => {
    const { article, nearness, glance, beside } = each
    const { signals, passage } = signalsOf(query, article, glance, index, nearness)
    return { article, passage, signals: Object.assign(signals, beside), score: scoreOf(signals, beside) }
  })
  return { query, candidates: candidates.sort(byScore), embedded: meant !== undefined }
}

function glanced(
  question: Question,
  query: Query,
  index: ArticleIndex,
  meant: Meant | undefined,
  scoreOf: (signals: Partial<Signals>, beside: EmbeddedSignals) => number,
): Glanced[] {
  const found = search(question, query, index)
  const nearnessOf = meant && createNearness(meant)
  // What nobody may be offered is not measured against either.
  const articles = [...choosePool(found, query, meant, index)].flatMap((number) => {
    const article = index.article(number)
    return article && !question.except?.includes(article.articleId) ? [{ number, article, nearness: nearnessOf?.(article) }] : []
  })
  const glanceAt = createGlance(
    articles.map(({ number }) => number),
    query,
    found,
    index,
  )
  const nearest = { together: Math.max(0, ...articles.map(({ nearness }) => (nearness ? together(nearness) : 0))) }
  return articles.map(({ number, article, nearness }) => {
    const glance = glanceAt(number, article)
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
