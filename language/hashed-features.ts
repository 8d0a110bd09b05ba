import { gramsOf } from './text-grams.ts'
import { join, type Part, type TextRow } from './text-features.ts'

/**
 * A text as numbers without a dictionary: every gram falls into one of so many columns by its hash. Two may share one; a small classifier
 * that is shipped as a file bears that, and needs to hold nothing but a weight a column.
 */
export function encodeHashed(text: string, width: number): Pick<TextRow, 'columns' | 'values'> {
  const { words, characters } = gramsOf(text, LANGUAGE)
  return join([
    [columnsOf(words, width), 1],
    [columnsOf(characters, width), 1],
  ])
}

/** Only the cutting of scripts without spaces depends on it, and that goes by the script. */
const LANGUAGE = 'und'

function columnsOf(grams: ReadonlyMap<number, number>, width: number): Part {
  const counts = new Map<number, number>()
  for (const [gram, times] of grams) {
    const column = spread(gram) % width
    counts.set(column, (counts.get(column) ?? 0) + times)
  }
  return { columns: [...counts.keys()], values: [...counts.values()].map((times) => 1 + Math.log(times)) }
}

/** The low bits of FNV alone are poor. */
function spread(hash: number): number {
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ (hash >>> 13)) >>> 0
}
