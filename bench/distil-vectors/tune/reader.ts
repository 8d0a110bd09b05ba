import { foldAccents } from '../../../language/fold-accents.ts'
import { stopWords } from '../../../language/stop-words.ts'
import { tokenise } from '../../../language/tokenise.ts'
import { wordParts } from '../../../language/word-parts.ts'

/** A row of the table and how much of it a text holds. */
export interface Token {
  row: number
  share: number
}

export type Reader = (text: string, language: string) => Token[]

/** Reads texts as the engine does: without stop words, unknown words as the parts that are known. */
export function createReader(words: readonly string[]): Reader {
  const rowOf = new Map(words.map((word, row) => [word, row]))
  return (text, language) => {
    const stops = stopWords(language)
    return tokenise(text, language)
      .filter((word) => !stops.has(word))
      .flatMap((word) => wordParts(foldAccents(word.toLowerCase()), rowOf, words))
  }
}
