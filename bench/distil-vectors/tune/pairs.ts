import { readFileSync } from 'node:fs'
import { readLines, type IntentLine } from '../../quality/data.ts'
import { shuffled } from '../../quality/random.ts'
import type { Concept } from '../glossary.ts'
import type { Reader, Token } from './reader.ts'

/** Two texts that ask or say the same. */
export interface Pair {
  a: Said
  b: Said
  /** Pairs of one group are about one thing: none of them may be told from another. */
  group: string
}

export interface Said {
  text: string
  language: string
}

/** A pair as the rows of the table. */
export interface Read {
  a: readonly Token[]
  b: readonly Token[]
  group: string
}

/**
 * What is learnt from. Questions with their articles are left out: ranker and judge learn from those, and would trust
 * vectors too much that had seen them. One call makes one epoch's pairs, so that texts meet others each time.
 */
export type Source = (random: () => number) => Pair[]

const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt'] as const
/** A pair of texts loses its common words this often, so that others must do. */
const OTHER_WORDS = 0.5
const SETS = ['banking77', 'clinc150', 'bitext'] as const
/** Few of each, because English alone would draw the words away from their translations. */
const MOST_LINES: Readonly<Record<string, number>> = { banking77: 1000, clinc150: 1500, bitext: 400 }

export function sourcesFrom(data: string, glossary: readonly Concept[]): Source[] {
  return [...SETS.map((set) => intents(data, set)), stories(), parallel(), parallel(), concepts(glossary)]
}

/** Two customers with one intent, or a customer and the intent's name. */
function intents(data: string, set: string): Source {
  const lines = readLines<IntentLine>(data, 'intents', set, 'train.jsonl').filter(({ intent }) => intent !== null)
  const byIntent = new Map<string, string[]>()
  for (const { text, intent } of lines) byIntent.set(intent ?? '', [...(byIntent.get(intent ?? '') ?? []), text])
  return (random) =>
    shuffled(lines, random)
      .slice(0, MOST_LINES[set])
      .map(({ text, intent }) => {
        const others = byIntent.get(intent ?? '') ?? []
        const other =
          random() < 0.1 ? (intent ?? '').replaceAll('_', ' ') : (others[Math.floor(random() * others.length)] ?? text)
        return pair(text, other, `${set}/${intent ?? ''}`)
      })
}

/** A heading and what people tell who mean it. */
function stories(): Source {
  const lines = linesOf('stories.txt')
  return () =>
    lines.flatMap(([heading = '', first = '', second = ''], at) => {
      const group = `stories/${String(at)}`
      return [pair(first, heading, group), pair(second, heading, group), pair(first, second, group)]
    })
}

/** One sentence in five languages; a reader of any of them knows all. */
function parallel(): Source {
  const lines = linesOf('parallel.txt')
  return (random) =>
    lines.flatMap((sentences, at) =>
      LANGUAGES.slice(1).map((language, column) => {
        const other = random() < 0.7 ? 0 : Math.floor(random() * LANGUAGES.length)
        const b = { text: sentences[other] ?? '', language: LANGUAGES[other] ?? 'en' }
        return { a: { text: sentences[column + 1] ?? '', language }, b, group: `parallel/${String(at)}` }
      }),
    )
}

function linesOf(file: string): string[][] {
  return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' | '))
}

/** Words of one concept, so that translations follow where English words go. */
function concepts(glossary: readonly Concept[]): Source {
  return (random) =>
    glossary.flatMap((concept, at) => {
      const english = concept.get('en') ?? []
      return LANGUAGES.flatMap((language) => {
        const words = concept.get(language) ?? []
        const [a, b] = [words, english].map((list) => list[Math.floor(random() * list.length)])
        return a === undefined || b === undefined || a === b
          ? []
          : [{ a: { text: a, language: 'xx' }, b: { text: b, language: 'xx' }, group: `concept/${String(at)}` }]
      })
    })
}

function pair(a: string, b: string, group: string): Pair {
  return { a: { text: a, language: 'en' }, b: { text: b, language: 'en' }, group }
}

export function readPair({ a, b, group }: Pair, read: Reader, random: () => number): Read | undefined {
  const [left, right] = [read(a.text, a.language), read(b.text, b.language)]
  const common = new Set(right.map(({ row }) => row))
  const rest = left.filter(({ row }) => !common.has(row))
  const used = rest.length >= 2 && rest.length < left.length && random() < OTHER_WORDS ? rest : left
  return used.length === 0 || right.length === 0 ? undefined : { a: used, b: right, group }
}
