import { stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import { tokenise } from './tokenise.ts'

/** The stems a text is found by: its words without stop words, in order. */
export function termsOf(text: string, language: string): string[] {
  const stops = stopWords(language)
  const terms: string[] = []
  for (const word of tokenise(text, language)) if (!stops.has(word)) terms.push(stem(word, language))
  return terms
}
