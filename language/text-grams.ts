import { foldAccents } from './fold-accents.ts'
import { tokenise } from './tokenise.ts'

/** What a text is made of, as 32-bit hashes: how often each of them occurs in it. */
export interface TextGrams {
  /** How many words it has. */
  length: number
  /** Words, and pairs of neighbours. */
  words: Map<number, number>
  /** So many characters in a row, within a word framed by spaces. */
  characters: Map<number, number>
}

/** Of a longer text the beginning is read. */
const READ_CHARACTERS = 2_000
/** So that a word never meets the characters it is written with. */
const WORD_SEED = 0x9e3779b9
const CHARACTER_SEED = 0x811c9dc5

export function gramsOf(text: string, language: string, lengths: readonly number[] = [3, 4, 5]): TextGrams {
  const words = new Map<number, number>()
  const characters = new Map<number, number>()
  const tokens = tokenise(text.slice(0, READ_CHARACTERS), language)
  let before = '<'
  for (const token of tokens) {
    const word = foldAccents(token)
    count(words, hash(word, 0, word.length, WORD_SEED))
    const pair = `${before} ${word}`
    count(words, hash(pair, 0, pair.length, WORD_SEED))
    before = word
    countCharacters(` ${word} `, lengths, characters)
  }
  return { length: tokens.length, words, characters }
}

function countCharacters(framed: string, lengths: readonly number[], characters: Map<number, number>): void {
  for (const length of lengths) {
    for (let at = 0; at + length <= framed.length; at++) count(characters, hash(framed, at, at + length, CHARACTER_SEED))
  }
}

function count(counts: Map<number, number>, gram: number): void {
  counts.set(gram, (counts.get(gram) ?? 0) + 1)
}

/** FNV-1a. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = seed
  for (let at = from; at < to; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value
}
