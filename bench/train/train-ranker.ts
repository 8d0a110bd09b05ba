import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { SIGNALS, type Signal } from '../../knowledge/signals.ts'
import { fitListwise, product, type List } from './listwise.ts'
import { situationsFrom, type Situation } from './situations.ts'

/** What somebody who knows search would set; learning moves away from it only as far as the questions give reason to. */
const PRIOR: Record<Signal, number> = {
  bm25: 4,
  ofBest: 3,
  title: 0,
  name: 0.5,
  nameMet: 0.3,
  passage: 1.5,
  passageBm25: 1,
  sentence: 1,
  sharp: 0.5,
  everything: 0.5,
  pairs: 0.5,
  grams: 0.3,
  words: 0,
  asked: 5,
  section: 3,
  here: 6,
  feedback: 1,
  context: 0.3,
  meaning: 1.5,
  meaningPassage: 0,
  soft: 1.5,
  softOfBest: 0.5,
  softPassage: 0.5,
  sameLanguage: 1,
}
const TRUST = 0.3

/**
 * No text in another language may be learned from, so for questions in a language the base does not speak these are set by hand; all
 * others count by a part of what they count for otherwise.
 */
const FOREIGN: Partial<Record<Signal, number>> = {
  meaning: 4,
  meaningPassage: 3,
  soft: 1,
  softOfBest: 2,
  softPassage: 1,
  sameLanguage: 1,
}
const OF_OTHERS = 0.3

/** How like a customer's question to a help centre the questions of a base are. */
const LIKENESS: readonly (readonly [beginning: string, weight: number])[] = [
  ['written', 3],
  ['places in conversation', 0.5],
  ['places#', 1],
  ['', 0],
]

/**
 * Signals the training texts cannot teach: no question of theirs is one that an editor put beside its article, their dialogues are made
 * from patterns, nothing in them is in another language, and their passages are so short that a mean of word vectors fits them better
 * than it fits a help article.
 */
const UNTAUGHT: readonly Signal[] = ['context', 'sameLanguage', 'meaningPassage', 'asked']

function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' }, check: { type: 'boolean' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const groups = situationsFrom(values.data).map((situation) => ({ name: situation.name, lists: listsOf(situation) }))
  if (values.check) checkTransfer(groups)
  const weights = fit(groups.flatMap(({ lists }) => lists))
  const named = Object.fromEntries(
    SIGNALS.map((signal, at) => [signal, UNTAUGHT.includes(signal) ? PRIOR[signal] : Number(weights[at]!.toFixed(4))]),
  )
  const provenance =
    'bench/train/train-ranker.ts; listwise softmax with a prior; banking77, clinc150, bitext (train), dstc9 articles, bench/train/written-*.txt'
  writeFileSync(
    new URL('../../knowledge/weights/ranker.json', import.meta.url),
    JSON.stringify({ provenance, weights: named, foreign: foreignOf(named) }, null, 2) + '\n',
  )
  for (const { name, lists } of groups) console.log(name.padEnd(28), lists.length, rightShare(lists, weights).toFixed(3))
  console.log(named)
}

function foreignOf(weights: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    SIGNALS.map((signal) => [signal, FOREIGN[signal] ?? Number((OF_OTHERS * (weights[signal] ?? 0)).toFixed(4))]),
  )
}

function fit(lists: readonly List[]): Float64Array {
  const prior = Float64Array.from(SIGNALS, (signal) => PRIOR[signal])
  return fitListwise(lists, prior, TRUST)
}

function listsOf({ name, index, examples }: Situation): List[] {
  const lists: List[] = []
  for (const { text, history, gold } of examples) {
    const { candidates } = retrieve({ text, language: 'en', history }, index, shippedRanker)
    const right = candidates.findIndex(({ article }) => article.articleId === gold)
    const rows = candidates.map(({ signals }) =>
      Float64Array.from(SIGNALS, (signal) => (UNTAUGHT.includes(signal) ? 0 : signals[signal])),
    )
    if (right >= 0) lists.push({ rows, right, weight: 1 })
  }
  // A base weighs by the root of its questions, or the largest would speak for all.
  const weight = (LIKENESS.find(([beginning]) => name.startsWith(beginning))?.[1] ?? 0) / Math.sqrt(lists.length)
  return lists.map((list) => ({ ...list, weight }))
}

function rightShare(lists: readonly List[], weights: Float64Array): number {
  const right = lists.filter((list) => {
    const scores = list.rows.map((row) => product(row, weights))
    return scores.indexOf(Math.max(...scores)) === list.right
  })
  return right.length / Math.max(1, lists.length)
}

/** Each kind of base by weights learnt from the others only. */
function checkTransfer(groups: readonly { name: string; lists: List[] }[]): void {
  const kind = (name: string): string => name.split('#')[0] ?? name
  for (const left of new Set(groups.map(({ name }) => kind(name)))) {
    const weights = fit(groups.filter(({ name }) => kind(name) !== left).flatMap(({ lists }) => lists))
    const mine = groups.filter(({ name }) => kind(name) === left).flatMap(({ lists }) => lists)
    console.log(`${left}: ${rightShare(mine, weights).toFixed(3)} by the others`)
  }
}

main()
