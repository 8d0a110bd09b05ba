import { readFileSync } from 'node:fs'

/** Words of one meaning in each language; the first of a language leads. */
export type Concept = ReadonlyMap<string, readonly string[]>

const FILE = new URL('./glossary.txt', import.meta.url)
const COLUMNS = ['en', 'de', 'fr', 'es', 'pt'] as const

export function readGlossary(): Concept[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line, at) => readConcept(line, at + 1))
}

/** Expressions of several words (written with a hyphen) are left out: the table holds single words. */
function readConcept(line: string, number: number): Concept {
  const columns = line.split('|')
  if (columns.length !== COLUMNS.length)
    throw new Error(`concept ${String(number)} of the glossary has ${String(columns.length)} columns: ${line}`)
  return new Map(
    COLUMNS.map((language, at) => [
      language,
      (columns[at] ?? '').split(' ').filter((word) => word !== '' && !word.includes('-')),
    ]),
  )
}
