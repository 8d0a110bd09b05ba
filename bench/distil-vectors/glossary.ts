import { readFileSync, readdirSync } from 'node:fs'

/** Words of one meaning in each language; the first of a language leads. */
export type Concept = ReadonlyMap<string, readonly string[]>

const FOLDER = new URL('./glossary/', import.meta.url)
const COLUMNS = ['en', 'de', 'fr', 'es', 'pt'] as const

export function readGlossary(): Concept[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, FOLDER), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.startsWith('#'))
        .map((line) => readConcept(line, file)),
    )
}

function readConcept(line: string, file: string): Concept {
  const columns = line.split('|')
  if (columns.length !== COLUMNS.length)
    throw new Error(`a concept of ${file} in the glossary has ${String(columns.length)} columns: ${line}`)
  return new Map(COLUMNS.map((language, at) => [language, singleWords((columns[at] ?? '').split(' '))]))
}

/**
 * Expressions of several words (written with a hyphen) are left out: the table holds single words. Where there is nothing else, as for
 * 'Versandkosten', their parts stand in.
 */
function singleWords(written: readonly string[]): string[] {
  const single = written.filter((word) => word !== '' && !word.includes('-'))
  return single.length > 0 ? single : [...new Set(written.flatMap((word) => word.split('-')).filter((part) => part.length > 2))]
}
