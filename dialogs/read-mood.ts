import { readFileSync } from 'node:fs'
import { readSmallClassifier, type SmallClassifier, type SmallClassifierFile } from '../language/small-classifier.ts'
import { tokenise } from '../language/tokenise.ts'
import { plainWords } from './plain-words.ts'
import { smallTalkOf } from './phrases/small-talk.ts'
import { MILD, STRONG } from './phrases/anger.ts'

export type Mood = 'calm' | 'upset' | 'angry'

/** How somebody feels, from one message: by phrases, and where they are silent by a classifier that only speaks when it is sure. */
export function readMood(text: string): Mood {
  const said = moodByPhrases(text)
  if (said === 'angry' || tokenise(text.slice(0, READ_CHARACTERS)).length < FEWEST_WORDS) return said
  const likely = likelyMoods(text)
  if (likely.angry >= ANGRY_FROM) return 'angry'
  return said === 'calm' && likely.upset >= UPSET_FROM ? 'upset' : said
}

/** How likely somebody is upset (or angry), and angry: 0 to 1. */
export function likelyMoods(text: string): Record<'upset' | 'angry', number> {
  classifier ??= readSmallClassifier(
    JSON.parse(readFileSync(new URL('./weights/mood.json', import.meta.url), 'utf8')) as SmallClassifierFile<'upset' | 'angry'>,
  )
  return classifier(text)
}

let classifier: SmallClassifier<'upset' | 'angry'> | undefined

/** At these, two plain questions in a thousand are taken for upset and one in ten thousand for angry (bench/train/train-mood.ts). */
const UPSET_FROM = 0.8
const ANGRY_FROM = 0.93
/** "Hello?" and "no way" are too little to tell a mood by. */
const FEWEST_WORDS = 3
const READ_CHARACTERS = 2_000

/** Plain anger takes more than one sign, or one that cannot be misread. */
export function moodByPhrases(text: string): Mood {
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
