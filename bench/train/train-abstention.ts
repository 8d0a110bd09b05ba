import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { trainTextClassifier } from '../../language/text-classifier.ts'
import { readLines, type IntentLine } from '../quality/data.ts'
import { auroc, reliability } from '../quality/metrics.ts'
import { seeded, shuffled } from '../quality/random.ts'
import { chance, fitLogistic, type LabelledRow } from './fit-logistic.ts'

/** Sets whose licences let us ship what is learnt from them. */
const SETS = ['banking77', 'bitext', 'clinc150']
/** So many examples a class, of so many classes: installations are small and large. */
const SIZES: readonly (readonly [perClass: number, classes: number])[] = [
  [5, 20],
  [12, 20],
  [12, 60],
  [30, 40],
  [80, 60],
]
/** Of the lines asked, so many are of classes the classifier knows; the others of classes left out, half of them from another set. */
const KNOWN = 600
const LEFT_OUT = 250
const FROM_ELSEWHERE = 250
/** The more of these, the less likely is the best class right. */
const AGAINST: readonly string[] = ['spread', 'outside', 'unknown', 'short', 'classes']
/** Of classes left out nobody has examples that belong to none, so this is set by hand. */
const SET = { outside: -2 }
/** Out of scope is rarer among what customers say than among the lines asked here, five times by the odds. */
const PRIOR = Math.log(5)
/** A class is acted on from this probability. */
const SURE_FROM = 0.35
const L2 = 0.0003
const SEED = 11

interface Situation {
  set: string
  rows: { signals: Record<string, number>; positive: boolean; outOfScope: boolean }[]
}

/** Whole intents are left out of a classifier's examples; what customers say of them is out of its scope. */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const data = values.data
  const lines = new Map(SETS.map((set) => [set, readLines<IntentLine>(data, 'intents', set, 'train.jsonl')]))
  const random = seeded(SEED)
  const situations = SETS.flatMap((set) => SIZES.map((size) => situationOf(set, size, lines, random)))
  const names = Object.keys(situations[0]?.rows[0]?.signals ?? {}).filter((name) => !(name in SET))
  for (const set of SETS) {
    const weights = fit(
      situations.filter((other) => other.set !== set),
      names,
    )
    for (const situation of situations.filter((each) => each.set === set)) report(situation, weights, names)
  }
  const weights = fit(situations, names)
  const abstention = {
    provenance:
      'bench/train/train-abstention.ts; logistic regression; banking77, bitext, clinc150 (train), with whole intents left out as what is out of scope',
    bias: Number((weights[names.length]! + PRIOR).toFixed(4)),
    sureFrom: SURE_FROM,
    weights: { ...Object.fromEntries(names.map((name, at) => [name, Number(weights[at]!.toFixed(4))])), ...SET },
  }
  writeFileSync(new URL('../../language/weights/abstention.json', import.meta.url), JSON.stringify(abstention, null, 2) + '\n')
  console.log(abstention)
}

function situationOf(
  set: string,
  [perClass, classes]: readonly [number, number],
  lines: ReadonlyMap<string, readonly IntentLine[]>,
  random: () => number,
): Situation {
  const said = new Map<string, string[]>()
  for (const { text, intent } of shuffled(lines.get(set) ?? [], random)) {
    if (intent !== null) said.set(intent, [...(said.get(intent) ?? []), text])
  }
  const intents = shuffled([...said.keys()], random)
  const known = intents.slice(0, Math.min(classes, Math.ceil(intents.length * 0.7)))
  const examples = known.flatMap((label) => taught(said, label, perClass).map((text) => ({ text, label })))
  const classifier = trainTextClassifier(examples, { abstention: { provenance: '', bias: 0, sureFrom: 0.5, weights: {} } })
  const inScope = known.flatMap((label) =>
    (said.get(label) ?? []).slice(perClassOf(said, label, perClass)).map((text) => ({ text, label })),
  )
  const leftOut = intents.slice(known.length).flatMap((label) => said.get(label) ?? [])
  const elsewhere = [...lines].flatMap(([other, all]) => (other === set ? [] : all.filter(({ intent }) => intent !== null)))
  const rowOf = (text: string, label: string | null): Situation['rows'][number] => {
    const found = classifier.classify(text)
    return { signals: found.signals, positive: found.label === label, outOfScope: label === null }
  }
  console.log(`${set}: ${examples.length} examples of ${known.length} classes`)
  return {
    set,
    rows: [
      ...shuffled(inScope, random)
        .slice(0, KNOWN)
        .map(({ text, label }) => rowOf(text, label)),
      ...shuffled(leftOut, random)
        .slice(0, LEFT_OUT)
        .map((text) => rowOf(text, null)),
      ...shuffled(elsewhere, random)
        .slice(0, FROM_ELSEWHERE)
        .map(({ text }) => rowOf(text, null)),
    ],
  }
}

function taught(said: ReadonlyMap<string, readonly string[]>, label: string, perClass: number): readonly string[] {
  return (said.get(label) ?? []).slice(0, perClassOf(said, label, perClass))
}

/** Some are kept back to ask with. */
function perClassOf(said: ReadonlyMap<string, readonly string[]>, label: string, perClass: number): number {
  return Math.min(perClass, Math.floor((said.get(label)?.length ?? 0) * 0.8))
}

/** A wrong class among known ones is no better than one for what is out of scope; it is only rarer. */
function fit(situations: readonly Situation[], names: readonly string[]): Float64Array {
  const rows: LabelledRow[] = situations.flatMap(({ rows: all }) =>
    all.map(({ signals, positive }) => ({ row: rowOf(signals, names), positive, weight: 1 })),
  )
  return fitLogistic(
    rows,
    names.map((name) => (AGAINST.includes(name) ? -1 : 1)),
    L2,
  )
}

function rowOf(signals: Readonly<Record<string, number>>, names: readonly string[]): Float64Array {
  return Float64Array.from(names, (name) => signals[name] ?? 0)
}

/** How one set is judged by weights that never saw it. */
function report({ set, rows }: Situation, weights: Float64Array, names: readonly string[]): void {
  const scored = rows.map(({ signals, positive, outOfScope }) => ({
    score: chance(rowOf(signals, names), weights),
    positive,
    outOfScope,
  }))
  const known = scored.filter(({ outOfScope }) => !outOfScope)
  const unknown = scored.filter(({ outOfScope }) => outOfScope)
  const at = (threshold: number): string => {
    const kept = known.filter(({ score, positive }) => positive && score >= threshold).length / known.length
    const declined = unknown.filter(({ score }) => score < threshold).length / unknown.length
    return `${threshold}: ${kept.toFixed(3)}/${declined.toFixed(3)}`
  }
  const forced = known.filter(({ positive }) => positive).length / known.length
  console.log(
    `${set} by the others: forced ${forced.toFixed(3)}; in scope or not AUROC ${auroc(scored.map((each) => ({ ...each, positive: !each.outOfScope }))).toFixed(3)},`,
    `ECE ${reliability(scored).ece.toFixed(3)}; right/declined from ${[0.2, 0.3, 0.4, 0.5].map(at).join(' ')}`,
  )
}

main()
