import { leansOnBefore } from './follow-up.ts'
import { readQuery, type Query } from './query.ts'
import { search, type Search } from './search.ts'
import type { ArticleIndex } from './article-index.ts'
import type { Question } from './answer.ts'

/** One way to take a question. */
export interface Sense {
  query: Query
  found: Search
  /** How much it counts; those of one question sum to 1. */
  share: number
}

/** The one that counts most comes first. */
export type Senses = readonly [Sense, ...Sense[]]

/** A question that leans less stands by itself; how much more the other sense counts for each bit that it leans further. */
const STANDS = 0.3
const LEANING = 3

/**
 * By itself, and if it leans on what the customer said before, together with that: 'and in the shop?' after 'can I use PayPal on your website?'. Places that are all asked the same are told apart by their sections instead.
 */
export function sensesOf(question: Question, index: ArticleIndex): Senses {
  const alone = senseOf(question, index)
  const before = question.history.findLast(({ from }) => from === 'customer')
  const weight = before && !index.sections.areAlike ? LEANING * (leansOnBefore(question.text, question.language) - STANDS) : 0
  if (!before || weight <= 0) return [alone]
  const together = senseOf({ ...question, text: `${before.text}\n${question.text}`, history: [] }, index)
  const share = weight / (1 + weight)
  const [own, joined] = [
    { ...alone, share: 1 - share },
    { ...together, share },
  ]
  return share > 0.5 ? [joined, own] : [own, joined]
}

function senseOf(question: Question, index: ArticleIndex): Sense {
  const query = readQuery(question.text, question.language, index)
  return { query, found: search(question, query, index), share: 1 }
}

/** Figures in several senses as one, each by its share. */
export function mixed<Sense extends { share: number }, Figures extends Record<string, number>>(
  senses: readonly Sense[],
  figuresIn: (sense: Sense) => Figures,
): Figures {
  const [first] = senses
  if (first && senses.length === 1) return figuresIn(first)
  const sums: Record<string, number> = {}
  for (const sense of senses)
    for (const [name, figure] of Object.entries(figuresIn(sense))) sums[name] = (sums[name] ?? 0) + sense.share * figure
  return sums as Figures
}
