import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { evidenceOf } from '../../knowledge/evidence.ts'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { auroc, reliability, thresholdForPrecision } from '../quality/metrics.ts'
import { chance, fitLogistic, type LabelledRow } from './fit-logistic.ts'
import { seeded, shuffled } from '../quality/random.ts'
import { intentBases, type Example, type Situation } from './situations.ts'
import { writtenBases } from './written-bases.ts'

/** What these bases cannot teach: their dialogues are short, and no question is one that an editor put beside its article. */
const UNTAUGHT: readonly string[] = ['asked', 'context', 'section', 'here', 'feedback', 'sameLanguage']
/** The more of these, the less likely is an answer. */
const AGAINST: readonly string[] = [
  'unknown',
  'mended',
  'few',
  'unmet',
  'unheard',
  'unansweredAhead',
  'unansweredBy',
  'unansweredAsked',
]
/** A question that an editor put beside the article in almost these words is its question; set, not learnt. */
const SET = { asked: 2.5 }
/** An answer is given from this probability, the customer is asked back from that one; between them lies what may be right. */
const ANSWER_FROM = 0.72
const CLARIFY_FROM = 0.25
const L2 = 0.00005
const SEED = 7
/** So many questions of each base: that nothing answers, in English, in another language; and of a base made of intents. */
const UNANSWERABLE = 150
const ENGLISH = 200
const FOREIGN = 100
const OF_INTENTS = 80

interface Base {
  name: string
  rows: { evidence: Record<string, number>; positive: boolean }[]
}

/**
 * Every question is put twice: to the whole base, and to the base without its article, where any answer is wrong. Places whose guests ask
 * the same things are left out: there the next best article is a right answer too.
 */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const bases = [...writtenBases().filter(({ name }) => /\.(all|rich)$/.test(name)), ...intentBases(values.data).slice(0, 6)].map(
    judgedBase,
  )
  const names = Object.keys(bases[0]?.rows[0]?.evidence ?? {}).filter((name) => !UNTAUGHT.includes(name))
  for (const base of bases)
    report(
      base,
      fit(
        bases.filter((other) => kind(other) !== kind(base)),
        names,
      ),
      names,
    )
  const weights = fit(bases, names)
  const named = { ...Object.fromEntries(names.map((name, at) => [name, Number(weights[at]!.toFixed(4))])), ...SET }
  const provenance =
    'bench/train/train-judge.ts; logistic regression; bench/train/written-*.txt, banking77, clinc150, bitext (train), each question with and without its article'
  const judge = {
    provenance,
    bias: Number(weights[names.length]!.toFixed(4)),
    answerFrom: ANSWER_FROM,
    clarifyFrom: CLARIFY_FROM,
    weights: named,
  }
  writeFileSync(new URL('../../knowledge/weights/judge.json', import.meta.url), JSON.stringify(judge, null, 2) + '\n')
  console.log(judge)
}

function judgedBase({ name, index, examples }: Situation): Base {
  const rows: Base['rows'] = []
  for (const { text, language = 'en', history, gold } of chosen(name, examples)) {
    for (const except of gold === undefined || name.endsWith('.rich') ? [[]] : [[], [gold]]) {
      const retrieval = retrieve({ text, language, history, except }, index, shippedRanker)
      const [best] = retrieval.candidates
      if (best) rows.push({ evidence: evidenceOf(retrieval), positive: best.article.articleId === gold })
    }
  }
  return { name, rows }
}

function chosen(name: string, examples: readonly Example[]): Example[] {
  const random = seeded(SEED)
  const some = (count: number, which: (example: Example) => boolean): Example[] =>
    shuffled(examples.filter(which), random).slice(0, count)
  const isEnglish = ({ language = 'en' }: Example): boolean => language === 'en'
  if (!name.startsWith('written')) return some(OF_INTENTS, () => true)
  return [
    ...some(UNANSWERABLE, ({ gold }) => gold === undefined),
    ...some(ENGLISH, (example) => example.gold !== undefined && isEnglish(example)),
    ...some(FOREIGN, (example) => example.gold !== undefined && !isEnglish(example)),
  ]
}

function kind({ name }: Base): string {
  return name.split(/[#+]/)[0] ?? name
}

function toRows({ rows }: Base, names: readonly string[]): LabelledRow[] {
  const weight = 1 / Math.sqrt(rows.length)
  return rows.map(({ evidence, positive }) => ({
    row: Float64Array.from(names, (name) => evidence[name] ?? 0),
    positive,
    weight,
  }))
}

function fit(bases: readonly Base[], names: readonly string[]): Float64Array {
  const rows = bases.flatMap((base) => toRows(base, names))
  const signs = names.map((name) => (AGAINST.includes(name) ? -1 : 1))
  return fitLogistic(rows, signs, L2)
}

/** How a base is judged by weights that never saw one of its kind. */
function report(base: Base, weights: Float64Array, names: readonly string[]): void {
  const scored = toRows(base, names).map(({ row, positive }) => ({ score: chance(row, weights), positive }))
  const given = scored.filter(({ score }) => score >= ANSWER_FROM)
  const precision = given.filter(({ positive }) => positive).length / given.length
  console.log(
    `${base.name}: by the others AUROC ${auroc(scored).toFixed(3)}, ECE ${reliability(scored).ece.toFixed(3)}, precision at ${ANSWER_FROM} ${precision.toFixed(3)},`,
    `given ${(given.length / scored.length).toFixed(3)}, 90 % from ${thresholdForPrecision(scored, 0.9).toFixed(3)}`,
  )
}

main()
