import { readFileSync } from 'node:fs'
import { stem } from './stem.ts'

/** The languages of support-words.txt, in the order of its columns. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt'] as const

/** One matter: its stems by language. */
type Matter = ReadonlyMap<string, readonly string[]>

let matters: ReadonlyMap<string, readonly Matter[]> | undefined

/** Stems that say in another language, or in other words of the same, what a stem says. */
export function sayingTheSame(word: string, language: string, inLanguage: string): Set<string> {
  matters ??= readMatters()
  const said = new Set<string>()
  for (const matter of matters.get(keyOf(word, language)) ?? [])
    for (const other of matter.get(baseOf(inLanguage)) ?? []) said.add(other)
  if (baseOf(language) === baseOf(inLanguage)) said.delete(word)
  return said
}

function readMatters(): Map<string, Matter[]> {
  const byStem = new Map<string, Matter[]>()
  const lines = readFileSync(new URL('./support-words.txt', import.meta.url), 'utf8').split('\n')
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue
    const columns = line.split('|').map((column, at) => stemsOf(column, LANGUAGES[at] ?? 'en'))
    const matter = new Map(LANGUAGES.map((language, at) => [language as string, columns[at] ?? []]))
    for (const [language, stems] of matter) {
      for (const each of stems) byStem.set(keyOf(each, language), [...(byStem.get(keyOf(each, language)) ?? []), matter])
    }
  }
  return byStem
}

function stemsOf(column: string, language: string): string[] {
  return [
    ...new Set(
      column
        .trim()
        .split(/\s+/)
        .map((word) => stem(word, language)),
    ),
  ]
}

function keyOf(word: string, language: string): string {
  return `${baseOf(language)} ${word}`
}

function baseOf(language: string): string {
  return language.split('-')[0] ?? language
}
