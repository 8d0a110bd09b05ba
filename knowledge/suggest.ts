import { foldAccents } from '../language/fold-accents.ts'
import type { CustomerQuestion } from './customer-questions.ts'
import { dot } from './dot.ts'
import type { Meaning } from './indexed-article.ts'
import type { Revision } from './ports.ts'

/** One wording customers used, or several that mean much the same. */
export interface Suggestion {
  question: string
  language: string
  /** How often it was asked, and when last. */
  count: number
  lastAt: number
  /** Other wordings, the newest first; a few. */
  others: string[]
}

export interface Suggestions {
  /** Helped by an article that does not know these words yet. */
  confirmed: (Suggestion & { articleId: string; title: string })[]
  /** Nothing in the library answered. */
  unanswered: Suggestion[]
}

/** From here on two questions count as one. */
const NEAR = 0.8
const OTHERS = 3
const SHOWN = 50

/**
 * What editors might take up: what to call an article by as well, and what to write next. Most asked first. What an article was given as its
 * question since, or was said to be not answered, is taken up already.
 */
export function suggest(questions: readonly CustomerQuestion[], articles: readonly Revision[], meaning: Meaning): Suggestions {
  const named = articles.map((article) => ({ article, names: new Set([article.title, ...article.aliases].map(plain)) }))
  const known = new Set(named.flatMap(({ names }) => [...names]))
  const newest = [...questions].sort((a, b) => b.at - a.at || (a.text < b.text ? -1 : 1))
  return {
    confirmed: named
      .flatMap(({ article, names }) => confirmedOf(article, names, newest))
      .sort(mostAsked)
      .slice(0, SHOWN),
    unanswered: grouped(
      newest.filter(({ articleId, text }) => articleId === undefined && !known.has(plain(text))),
      meaning,
    )
      .sort(mostAsked)
      .slice(0, SHOWN),
  }
}

/** Each wording by itself, for each may become an alias. */
function confirmedOf(
  { articleId, title }: Revision,
  names: ReadonlySet<string>,
  questions: readonly CustomerQuestion[],
): Suggestions['confirmed'] {
  const fresh = questions.filter((question) => question.articleId === articleId && !names.has(plain(question.text)))
  return grouped(fresh, () => undefined).map((suggestion) => ({ ...suggestion, articleId, title }))
}

/** Each question goes to the first group it is near to; the newest wording stands for its group. */
function grouped(questions: readonly CustomerQuestion[], meaning: Meaning): Suggestion[] {
  const groups: { words: string; vector: Float32Array | undefined; members: CustomerQuestion[] }[] = []
  for (const question of questions) {
    const words = plain(question.text)
    const vector = meaning(question.text, question.language)
    const near = groups.find((group) => group.words === words || dot(group.vector, vector) >= NEAR)
    if (near) near.members.push(question)
    else groups.push({ words, vector, members: [question] })
  }
  return groups.flatMap(({ members }) => {
    const [first, ...rest] = members
    if (!first) return []
    const others = rest.filter(({ text }, at) => rest.findIndex((other) => plain(other.text) === plain(text)) === at)
    const wordings = others.map(({ text }) => text).filter((text) => plain(text) !== plain(first.text))
    return [
      {
        question: first.text,
        language: first.language,
        count: members.length,
        lastAt: first.at,
        others: wordings.slice(0, OTHERS),
      },
    ]
  })
}

function plain(text: string): string {
  return foldAccents(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function mostAsked(a: Suggestion, b: Suggestion): number {
  return b.count - a.count || b.lastAt - a.lastAt || (a.question < b.question ? -1 : 1)
}
