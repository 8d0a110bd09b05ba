import { plainWords } from './plain-words.ts'
import { smallTalkOf } from './phrases/small-talk.ts'
import { MILD, STRONG } from './phrases/anger.ts'

export type Mood = 'calm' | 'upset' | 'angry'

/** How somebody feels, from one message: plain anger takes more than one sign, or one that cannot be misread. */
export function readMood(text: string): Mood {
  const words = plainWords(text)
  const strong = count(STRONG, words) + (smallTalkOf(words) === 'insult' ? 1 : 0)
  const mild = count(MILD, words) + (shouts(text) ? 1 : 0)
  if (strong > 0 || mild >= 2 || (mild === 1 && MARKS.test(text))) return 'angry'
  return mild === 1 ? 'upset' : 'calm'
}

/** They add to a sign and are none: "Great!!". */
const MARKS = /[!！]{2,}|[!?！？]{3,}/

function count(patterns: readonly RegExp[], words: string): number {
  return patterns.filter((pattern) => pattern.test(words)).length
}

/** Three words and more of capitals; one alone is an abbreviation or a habit. */
function shouts(text: string): boolean {
  const letters = text.slice(0, 2_000).match(/\p{L}/gu)?.join('') ?? ''
  const upper = letters.match(/\p{Lu}/gu)?.length ?? 0
  const loudWords = text.slice(0, 2_000).match(/\p{Lu}{2,}/gu)?.length ?? 0
  return loudWords >= 3 && upper >= 10 && upper > letters.length * 0.7
}
