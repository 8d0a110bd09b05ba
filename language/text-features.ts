import { gramsOf } from './text-grams.ts'

/** A text as numbers: which columns it fills, and with what. Of unit length, when anything of it is known. */
export interface TextRow {
  columns: Int32Array
  values: Float32Array
  /** How many words it has. */
  words: number
  /** Share of its words and word pairs, by weight, that no example held. */
  unknown: number
}

export interface TextFeatures {
  width: number
  /** Columns from here on are of its meaning, those before of its letters. */
  meaningFrom: number
  encode(text: string): TextRow
}

/** The meaning of a text, of unit length; undefined when no word of it is known. */
export type Meaning = (text: string) => Float32Array | undefined

/** How much meaning counts beside words and beside characters. */
const MEANING = 1.5

/**
 * TF-IDF over words, word pairs and character grams, joined with the meaning of the whole: words tell small classes apart, characters bear
 * misspellings, meaning brings together what is said in other words. Each part is of unit length before it is weighted.
 */
export function learnTextFeatures(texts: readonly string[], language: string, meanings: readonly Meaning[]): TextFeatures {
  const columnOf = new Map<number, number>()
  const heldBy: number[] = []
  for (const text of texts) {
    const { words, characters } = gramsOf(text, language)
    for (const grams of [words, characters]) {
      for (const gram of grams.keys()) {
        const column = columnOf.get(gram) ?? columnOf.size
        columnOf.set(gram, column)
        heldBy[column] = (heldBy[column] ?? 0) + 1
      }
    }
  }
  const meaningFrom = columnOf.size
  const dimensions = meanings.map((meaning) => meaning('help')?.length ?? 0)
  const rarity = (column: number | undefined): number =>
    Math.log((texts.length + 1) / ((column === undefined ? 0 : (heldBy[column] ?? 0)) + 1)) + 1

  function byGrams(grams: ReadonlyMap<number, number>): Part & { unknown: number } {
    const part: Part = { columns: [], values: [] }
    let unknown = 0
    let all = 0
    for (const [gram, times] of grams) {
      const column = columnOf.get(gram)
      const weight = (1 + Math.log(times)) * rarity(column)
      all += weight
      if (column === undefined) unknown += weight
      else push(part, column, weight)
    }
    return { ...part, unknown: all === 0 ? 1 : unknown / all }
  }

  function byMeaning(text: string): Part {
    const part: Part = { columns: [], values: [] }
    let from = meaningFrom
    for (const [at, meaning] of meanings.entries()) {
      for (const [place, value] of (meaning(text) ?? []).entries()) push(part, from + place, value)
      from += dimensions[at] ?? 0
    }
    return part
  }

  return {
    width: dimensions.reduce((sum, more) => sum + more, meaningFrom),
    meaningFrom,
    encode(text) {
      const grams = gramsOf(text, language)
      const [words, characters] = [byGrams(grams.words), byGrams(grams.characters)]
      const joined = join([
        [words, 1],
        [characters, 1],
        [byMeaning(text), MEANING],
      ])
      return { ...joined, words: grams.length, unknown: words.unknown }
    },
  }
}

export interface Part {
  columns: number[]
  values: number[]
}

function push({ columns, values }: Part, column: number, value: number): void {
  columns.push(column)
  values.push(value)
}

/** Parts beside each other: each of its weight's length, all together of unit length. */
export function join(parts: readonly (readonly [Part, weight: number])[]): Pick<TextRow, 'columns' | 'values'> {
  const filled = parts.filter(([{ values }]) => values.length > 0)
  const whole = Math.hypot(...filled.map(([, weight]) => weight))
  const columns = new Int32Array(filled.reduce((sum, [part]) => sum + part.columns.length, 0))
  const values = new Float32Array(columns.length)
  let from = 0
  for (const [part, weight] of filled) {
    let squares = 0
    for (const value of part.values) squares += value * value
    const scale = weight / whole / Math.sqrt(squares)
    columns.set(part.columns, from)
    for (let at = 0; at < part.values.length; at++) values[from + at] = (part.values[at] ?? 0) * scale
    from += part.columns.length
  }
  return { columns, values }
}
