import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { SIGNALS, type Signal } from '../../knowledge/signals.ts'
import { fitListwise, lossOf, product, type List } from './listwise.ts'
import { placeBases, type Situation } from './situations.ts'
import { writtenBases } from './written-bases.ts'

/** One kind of question: what somebody who knows search would set for it, and how far the questions may move that. */
interface Kind {
  /** Signals that are not named are worth nothing to begin with. */
  prior: Partial<Record<Signal, number>>
  /** Signals these questions cannot teach. */
  untaught: readonly Signal[]
  /** How strongly the weights are drawn to the prior. */
  trust: number
}

const KINDS: Record<'weights' | 'places' | 'foreign', Kind> = {
  weights: {
    prior: {
      bm25: 3,
      ofBest: 2,
      name: 0.5,
      nameMet: 0.3,
      passage: 2,
      passageBm25: 1,
      sentence: 0.8,
      sharp: 0.3,
      everything: 0.3,
      pairs: 1,
      words: 1.5,
      asked: 5,
      section: 0.5,
      context: 0.6,
      follows: 16,
      meaning: 1.5,
      soft: 1,
      softOfBest: 0.3,
      softPassage: 0.3,
      meaningWhole: 1.5,
      profile: 16,
      likelihood: 6,
      profileGrams: 8,
      sameLanguage: 1,
    },
    untaught: ['sameLanguage', 'here', 'feedback'],
    trust: 0.03,
  },
  places: {
    prior: {
      bm25: 4,
      ofBest: 3,
      name: 0.3,
      passage: 1.5,
      passageBm25: 1,
      sentence: 0.8,
      sharp: 0.3,
      everything: 0.3,
      pairs: 0.3,
      asked: 5,
      section: 4.5,
      here: 9,
      feedback: 0.9,
      context: 0.3,
      follows: 2,
      meaning: 1.5,
      soft: 1.4,
      softOfBest: 0.3,
      softPassage: 0.4,
      sameLanguage: 1,
    },
    untaught: ['sameLanguage', 'profile', 'likelihood', 'profileGrams', 'meaningWhole'],
    trust: 0.3,
  },
  // Words are few that both languages write alike, so meaning leads.
  foreign: {
    prior: {
      bm25: 1.2,
      ofBest: 0.8,
      passage: 0.4,
      passageBm25: 0.3,
      sentence: 0.2,
      asked: 1.5,
      section: 0.9,
      context: 0.1,
      follows: 6,
      meaning: 6,
      meaningPassage: 3,
      soft: 1,
      softOfBest: 2,
      softPassage: 1,
      meaningWhole: 3,
      sameLanguage: 1,
    },
    untaught: ['sameLanguage', 'here', 'feedback'],
    trust: 0.003,
  },
}

const PROVENANCE =
  'bench/train/train-ranker.ts; listwise softmax with a prior; bench/train/written-*.txt, dstc9 articles (places)'

/** A prior is a direction; how surely the first candidate is right is found out before anything is learnt. */
const TEMPERATURES = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.3]

function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const written = writtenBases()
  const learnt = {
    weights: learn(
      'weights',
      written.map((base) => listsOf(base, (language) => language === 'en')),
    ),
    places: learn(
      'places',
      placeBases(values.data).map((base) => listsOf(base, () => true)),
    ),
    foreign: learn(
      'foreign',
      written.filter(({ name }) => name.endsWith('.all')).map((base) => listsOf(base, (language) => language !== 'en')),
    ),
  }
  writeFileSync(
    new URL('../../knowledge/weights/ranker.json', import.meta.url),
    JSON.stringify({ provenance: PROVENANCE, ...learnt }, null, 2) + '\n',
  )
}

/** Each base weighs by the root of its questions, or the largest would speak for all. */
function learn(name: keyof typeof KINDS, bases: readonly List[][]): Record<string, number> {
  const { prior, untaught, trust } = KINDS[name]
  const start = Float64Array.from(SIGNALS, (signal) => prior[signal] ?? 0)
  const lists = bases.flatMap((base) => base.map((list) => ({ ...list, weight: 1 / Math.sqrt(base.length) })))
  const temperature = coolest(lists, start)
  const heated = lists.map((list) => ({ ...list, rows: list.rows.map((row) => row.map((value) => value * temperature)) }))
  const free = SIGNALS.map((signal) => !untaught.includes(signal))
  const weights = fitListwise(heated, start, trust, free)
  console.log(
    name,
    `${lists.length} questions, temperature ${temperature}: first ${rightShare(lists, start)} by the prior, ${rightShare(lists, weights)} learnt`,
  )
  return Object.fromEntries(SIGNALS.map((signal, at) => [signal, Number(weights[at]!.toFixed(4))]))
}

function coolest(lists: readonly List[], weights: Float64Array): number {
  const losses = TEMPERATURES.map((temperature) =>
    lossOf(
      lists,
      weights.map((weight) => weight * temperature),
    ),
  )
  return TEMPERATURES[losses.indexOf(Math.min(...losses))]!
}

function listsOf({ index, examples }: Situation, spoken: (language: string) => boolean): List[] {
  const lists: List[] = []
  for (const { text, language = 'en', history, gold } of examples) {
    if (gold === undefined || !spoken(language)) continue
    const { candidates } = retrieve({ text, language, history }, index, shippedRanker)
    const right = candidates.findIndex(({ article }) => article.articleId === gold)
    const rows = candidates.map(({ signals }) => Float64Array.from(SIGNALS, (signal) => signals[signal]))
    if (right >= 0) lists.push({ rows, right, weight: 1 })
  }
  return lists
}

function rightShare(lists: readonly List[], weights: Float64Array): string {
  const right = lists.filter((list) => {
    const scores = list.rows.map((row) => product(row, weights))
    return scores.indexOf(Math.max(...scores)) === list.right
  })
  return (right.length / Math.max(1, lists.length)).toFixed(3)
}

main()
