import { softScore } from './soft-words.ts'
import { ratio } from './ratio.ts'
import { K1, type ArticleIndex } from './article-index.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { Query } from './query.ts'
import type { Search } from './search.ts'

/** What is known of a candidate from the search alone; every figure is 0 to 1, more is better. */
export const GLANCED = [
  'bm25',
  'ofBest',
  'section',
  'here',
  'feedback',
  'context',
  'follows',
  'meaningWhole',
  'soft',
  'softOfBest',
  'profile',
  'likelihood',
  'sameLanguage',
] as const

export type Glance = Record<(typeof GLANCED)[number], number>

/** A look at candidates as wholes, without reading what they say; measured against the best of these candidates. */
export function createGlance(
  numbers: readonly number[],
  query: Query,
  search: Search,
  index: ArticleIndex,
): (number: number, article: IndexedArticle) => Glance {
  const { asked, before, feedback, sections, present, ambiguity, loose, leans } = search
  const softly = new Map(numbers.map((number) => [number, softScore(query.soft, (term) => index.saturated(number, term))]))
  const softest = Math.max(0, ...softly.values())
  const highest = { asked: asked.highest(), before: before.highest(), feedback: feedback.highest() }
  return (number, article) => {
    const section = sections.get(article.section) ?? 0
    const context = ratio(before.of(number), highest.before)
    const soft = softly.get(number) ?? 0
    return {
      bm25: ratio(asked.of(number), query.worth * (K1 + 1)),
      ofBest: ratio(asked.of(number), highest.asked),
      section,
      here: ratio(ambiguity * section, present),
      feedback: ratio(loose * feedback.of(number), highest.feedback),
      context,
      follows: leans * context,
      meaningWhole: index.likeness(query.meaning, number),
      soft: ratio(soft, query.soft.worth * (K1 + 1)),
      softOfBest: ratio(soft, softest),
      profile: index.profiles.likeness(query.profile, article.profile, 'words'),
      likelihood: index.profiles.likelihood(query.profile, article.profile),
      sameLanguage: article.language === query.language ? 1 : 0,
    }
  }
}
