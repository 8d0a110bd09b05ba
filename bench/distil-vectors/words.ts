import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** How many words of each language go in: most for those customers write most, and for German, which has the most forms. */
export const LANGUAGES: Readonly<Record<string, number>> = {
  en: 11_500,
  de: 12_000,
  es: 9700,
  fr: 9700,
  pt: 9700,
  it: 4000,
  nl: 4000,
}

/** Word → its share of all words of the language, most frequent first. */
export type WordList = ReadonlyMap<string, number>

const WORD = /^\p{L}+(?:['-]\p{L}+)*$/u

/** Reads `<language>.json.gz` ({ word: count }) of each language. */
export function readWordLists(folder: string): Map<string, WordList> {
  const lists = new Map<string, WordList>()
  for (const [language, wanted] of Object.entries(LANGUAGES)) {
    const file = join(folder, `${language}.json.gz`)
    if (!existsSync(file)) throw new Error(`${file} is missing; docs/vectors.md says where the word lists come from`)
    lists.set(language, mostFrequent(JSON.parse(gunzipSync(readFileSync(file)).toString()) as Record<string, number>, wanted))
  }
  return lists
}

function mostFrequent(counts: Record<string, number>, wanted: number): WordList {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const words = Object.entries(counts)
    .filter(([word]) => WORD.test(word) && (word.length > 1 || word === 'a'))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, wanted)
  return new Map(words.map(([word, count]) => [word, count / all]))
}
