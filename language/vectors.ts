import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { foldAccents } from './fold-accents.ts'
import { stopWords } from './stop-words.ts'
import { tokenise } from './tokenise.ts'
import { decodeVectors, type VectorTable } from './vector-file.ts'
import { wordParts, type WordPart } from './word-parts.ts'

/** What words mean: one vector a word for English, German, French, Spanish, Portuguese, Italian and Dutch, translations near each other. */
export interface Vectors {
  dimensions: number
  size: number
  /** Of unit length; undefined for a word that cannot be placed. Accents and case do not matter. */
  word(word: string): Float32Array | undefined
  /** How much a word tells of a text's subject, 0 to 1: common words little. */
  weight(word: string): number
  /** The meaning of a text, of unit length; undefined when no word of it tells anything. `language` names the stop words. */
  sentence(text: string, language?: string): Float32Array | undefined
}

const FILE = new URL('./vectors/words.bin', import.meta.url)
/** Words this common count half; the usual figure of smooth inverse frequency. */
const HALF = 1e-3
/** An unknown word is rare. */
const UNKNOWN_SHARE = 1e-7
/** Readings are remembered, because customers use few words many times; beyond this the memory starts afresh. */
const REMEMBERED = 60_000

interface Reading {
  parts: WordPart[]
  weight: number
}

let shipped: Vectors | undefined

/** The table that comes with the product, read at the first call. Throws when the file is missing or damaged. */
export function loadVectors(): Vectors {
  return (shipped ??= createVectors(decodeVectors(readFileSync(FILE), fileURLToPath(FILE))))
}

/** The meaning of a text by the shipped table. */
export function sentenceVector(text: string, language = 'en'): Float32Array | undefined {
  return loadVectors().sentence(text, language)
}

export function createVectors(table: VectorTable): Vectors {
  const rowOf = new Map(table.words.map((word, row) => [word, row]))
  const readings = new Map<string, Reading>()
  const lengths = lengthsOf(table)

  function read(word: string): Reading {
    const known = readings.get(word)
    if (known) return known
    if (readings.size >= REMEMBERED) readings.clear()
    const parts = wordParts(foldAccents(word.toLowerCase()), rowOf, table.words)
    const made = { parts, weight: weightOf(parts) }
    readings.set(word, made)
    return made
  }

  function add(parts: readonly WordPart[], factor: number, sum: Float32Array): void {
    for (const { row, share } of parts) addRow(table, row, (factor * share) / (lengths[row] ?? 1), sum)
  }

  function weightOf([first]: readonly WordPart[]): number {
    const share = first?.share === 1 ? (table.shares[first.row] ?? UNKNOWN_SHARE) : UNKNOWN_SHARE
    return HALF / (HALF + share)
  }

  return {
    dimensions: table.dimensions,
    size: table.words.length,
    weight: (word) => read(word).weight,
    word: (word) => {
      const sum = new Float32Array(table.dimensions)
      add(read(word).parts, 1, sum)
      return toUnitLength(sum)
    },
    sentence: (text, language = 'en') => {
      const sum = new Float32Array(table.dimensions)
      const stops = stopWords(language)
      for (const word of tokenise(text, language)) {
        if (stops.has(word)) continue
        const { parts, weight } = read(word)
        add(parts, weight, sum)
      }
      return toUnitLength(sum)
    },
  }
}

function lengthsOf({ rows, dimensions, words }: VectorTable): Float64Array {
  return Float64Array.from(words, (_, row) => {
    let squares = 0
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++) squares += (rows[at] ?? 0) ** 2
    return squares === 0 ? 1 : Math.sqrt(squares)
  })
}

function addRow({ rows, dimensions }: VectorTable, row: number, scale: number, sum: Float32Array): void {
  const start = row * dimensions
  for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + (rows[start + at] ?? 0) * scale
}

function toUnitLength(sum: Float32Array): Float32Array | undefined {
  let squares = 0
  for (const value of sum) squares += value * value
  if (squares === 0) return undefined
  const scale = 1 / Math.sqrt(squares)
  return sum.map((value) => value * scale)
}
