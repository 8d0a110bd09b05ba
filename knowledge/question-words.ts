import { readFileSync } from 'node:fs'

interface QuestionWords {
  provenance: string
  language: string
  /** Stem → share of matters it is used in, 0 to 1. */
  words: Record<string, number>
}

const learnt = JSON.parse(readFileSync(new URL('./weights/question-words.json', import.meta.url), 'utf8')) as QuestionWords
const shares = new Map(Object.entries(learnt.words))

/** However common, a word keeps some of its worth: in 'I need help' it is all there is. */
const MOST = 0.7

/** How much a stem is used whatever customers ask about ('need', 'find'), 0 to 1; 0 in languages nobody has counted. */
export function commonness(stem: string, language: string): number {
  return language.startsWith(learnt.language) ? Math.min(MOST, shares.get(stem) ?? 0) : 0
}
