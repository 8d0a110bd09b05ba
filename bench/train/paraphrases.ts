import { termsOf } from '../../language/terms.ts'
import { shuffled } from '../quality/random.ts'
import type { ArticleLine } from '../quality/data.ts'

interface Prepared {
  line: ArticleLine
  kind: string
  answer: ReadonlySet<string>
  title: ReadonlySet<string>
  /** The title says which place it is about, so it asks nothing of another. */
  namesPlace: boolean
}

/** Answers this alike, whose titles differ, answer the same question put in other words. */
const SAME_ANSWER = 0.6
const SURELY_SAME = 0.8
const OTHER_WORDS = 0.75
const LOOKED_AT = 250

/** For an article the title of another place's article with the same answer: a question nobody wrote for it. */
export function paraphrasesOf(articles: readonly ArticleLine[], random: () => number): { text: string; gold: ArticleLine }[] {
  const prepared = articles.map(prepare)
  const byKind = new Map<string, Prepared[]>()
  for (const each of prepared) byKind.set(each.kind, [...(byKind.get(each.kind) ?? []), each])
  const pairs: { text: string; gold: ArticleLine }[] = []
  for (const same of byKind.values()) {
    for (const each of same) {
      const others = shuffled(same, random)
        .slice(0, LOOKED_AT)
        .filter((other) => isParaphrase(each, other))
      for (const other of others.slice(0, 1)) pairs.push({ text: other.line.title, gold: each.line })
    }
  }
  return pairs
}

function prepare(line: ArticleLine): Prepared {
  const place = new Set(termsOf(line.section ?? '', 'en'))
  const without = (text: string): Set<string> => new Set(termsOf(text, 'en').filter((term) => !place.has(term)))
  const namesPlace = termsOf(line.title, 'en').some(
    (term) => place.has(term) && !['hotel', 'restaur', 'train', 'taxi'].includes(term),
  )
  return { line, kind: line.id.split('/')[0] ?? '', answer: without(line.text), title: without(line.title), namesPlace }
}

function isParaphrase(a: Prepared, b: Prepared): boolean {
  if (a.line.section === b.line.section || b.namesPlace) return false
  const answers = jaccard(a.answer, b.answer)
  if (answers < SAME_ANSWER) return false
  const titles = jaccard(a.title, b.title)
  return titles <= OTHER_WORDS && (titles > 0.1 || answers >= SURELY_SAME) && a.answer.size >= 3
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of a) if (b.has(word)) shared++
  return shared / Math.max(1, a.size + b.size - shared)
}
