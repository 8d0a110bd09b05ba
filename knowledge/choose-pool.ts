import type { Meant } from './embedded-signals.ts'
import type { Query } from './query.ts'
import type { ArticleIndex } from './article-index.ts'
import type { Search } from './search.ts'

/** So many are found by words; the right article is among them in 98 of 100 questions. */
const POOL = 24
/** Beside them those that mean most nearly the same, in whatever words. */
const BY_MEANING = 12
/** Of each of names and passages. */
const BY_EMBEDDING = 12
/** In a larger base the search by meaning would take longer than it is worth: the search by words finds enough. */
const SMALL = 3000
/** Of each section the conversation is on, so many join the pool. */
const SECTIONS = 4
const PER_SECTION = 40

/** The documents that may hold the answer: found by words, by meaning, by the section that is talked about. */
export function choosePool(
  { asked, before, sections }: Search,
  query: Query,
  meant: Meant | undefined,
  index: ArticleIndex,
): Set<number> {
  const together = asked.plus(before)
  const pool = new Set(index.highest(together, POOL, asked.numbers))
  for (const number of index.highest(asked, POOL)) pool.add(number)
  for (const number of index.nearest(query.meaning, BY_MEANING)) pool.add(number)
  const softly = index.score(index.size > SMALL ? [] : softTerms(query, index))
  for (const number of index.highest(softly, BY_MEANING)) pool.add(number)
  const present = [...sections].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, SECTIONS)
  for (const [section] of present)
    for (const number of index.highest(together, PER_SECTION, [...index.sections.documentsOf(section)])) pool.add(number)
  for (const number of embeddedNearest(meant, index)) pool.add(number)
  return pool
}

function* softTerms(query: Query, index: ArticleIndex): Iterable<readonly [number, number]> {
  for (const { near, worth } of query.soft.words)
    for (const [term, likeness] of near) yield [term, (likeness * worth) / index.idf(term)]
}

/** Some of what is nearest to the question by an embedding model. */
function embeddedNearest(meant: Meant | undefined, index: ArticleIndex): number[] {
  const nearest = meant?.vectors.nearest(meant.vector, BY_EMBEDDING) ?? []
  return [...nearest].flatMap((articleId) => index.numberOf(articleId) ?? [])
}
