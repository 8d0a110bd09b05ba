import type { AnswerLabel } from './answer-labels.ts'
import { chooseThreshold } from './choose-threshold.ts'
import { fitNear, type Example, type FitNear, type Held } from './fit-near.ts'
import { besideOf, type JudgeWeights } from './judge-evidence.ts'
import { figuresOf, judgedBy, type JudgeFigures } from './judge-figures.ts'
import { oddsOf } from './logistic.ts'

/** `scale`: how sure the shipped weights sound was mended. `weights`: what each figure counts as well. */
export type RefitMethod = 'scale' | 'weights'

export type RefitOutcome =
  | { kind: 'too_few'; right: number; wrong: number }
  | { kind: 'refused'; because: 'no_better' | 'less_precise'; before: JudgeFigures; after: JudgeFigures }
  | { kind: 'refitted'; method: RefitMethod; judge: JudgeWeights; before: JudgeFigures; after: JudgeFigures }

/** Of the right ones as of the wrong ones: with fewer nothing is changed. */
export const FEWEST = 30
/** From so many of each on the weights themselves are refitted. */
const FOR_WEIGHTS = 200
/** How strongly the shipped weights are believed in, counted in labels. */
const STRENGTH = { scale: 5, weights: 10, bias: 1 }
/** Neither can feedback make the judge deaf, nor turn it round. */
const SCALE = { lowest: 0.25, highest: 4 }
const SHIFT = { lowest: -3, highest: 3 }
/** An answer is worth giving when so many of its kind are right, a question back when so many name what was meant. */
const ANSWERS = { precision: 0.9, reach: 0.15 }
/** Of the answers it gives, as far as anybody judged them, it goes on giving so many: the discontented say so more often than the content. */
const KEPT = 0.5
const QUESTIONS = { precision: 0.5, reach: 0.1 }
/** Between an answer and a decline there is always room for a question: it is asked from so much of an answer's threshold at the latest. */
const ROOM = 0.9
const FOLDS = 5
/** Less than this is chance. */
const BETTER = 0.001
const LESS_PRECISE = 0.01

/**
 * Fits the judge anew to what people said of answers. The shipped weights are what it starts from and keeps near, the more so the fewer
 * labels there are. It is believed only if it also judges labels better that it has not seen. The order of labels does not matter.
 */
export function refitJudge(given: readonly AnswerLabel[], shipped: JudgeWeights, fit: FitNear = fitNear): RefitOutcome {
  const labels = inOrder(given)
  const right = labels.filter((label) => label.right).length
  const wrong = labels.length - right
  if (Math.min(right, wrong) < FEWEST) return { kind: 'too_few', right, wrong }
  const method = methodFor(labels)
  const before = figuresOf(labels.map((label) => judgedBy(label, shipped)))
  const after = figuresOf(judgedUnseen(labels, (seen) => fitJudge(seen, shipped, method, fit)))
  const because = whyNot(before, after)
  if (because) return { kind: 'refused', because, before, after }
  return { kind: 'refitted', method, judge: fitJudge(labels, shipped, method, fit), before, after }
}

/** Labels that lack a figure the weights count with were made by an older release and would be misread. */
export function readableLabels(labels: readonly AnswerLabel[], { weights }: JudgeWeights): AnswerLabel[] {
  const names = Object.keys(weights).filter((name) => weights[name] !== 0)
  return labels.filter(({ evidence }) => names.every((name) => evidence[name] !== undefined))
}

export function fitJudge(
  labels: readonly AnswerLabel[],
  shipped: JudgeWeights,
  method: RefitMethod,
  fit: FitNear = fitNear,
): JudgeWeights {
  const scaled = fitScale(labels, shipped, fit)
  const judge = method === 'scale' ? scaled : fitWeights(labels, scaled, fit)
  const judged = labels.map((label) => judgedBy(label, judge))
  const answered = labels.filter((label) => judgedBy(label, shipped).answered)
  const keep = KEPT * answered.reduce((sum, { weight }) => sum + weight, 0)
  const answerFrom = chooseThreshold(judged, { ...ANSWERS, near: shipped.answerFrom, keep })
  return { ...judge, answerFrom, clarifyFrom: Math.min(ROOM * answerFrom, clarifyFrom(labels, judge, shipped)) }
}

function methodFor(labels: readonly AnswerLabel[]): RefitMethod {
  const right = labels.filter((label) => label.right).length
  return Math.min(right, labels.length - right) < FOR_WEIGHTS ? 'scale' : 'weights'
}

/** Two numbers only: how much surer or less sure in general, and how far apart likely and unlikely lie. */
function fitScale(labels: readonly AnswerLabel[], shipped: JudgeWeights, fit: FitNear): JudgeWeights {
  const examples = labels.map((label) => exampleOf(label, [oddsOf(label.evidence, shipped), 1]))
  const [scale = 1, shift = 0] = fit(examples, [
    { start: 1, strength: STRENGTH.scale, ...SCALE },
    { start: 0, strength: STRENGTH.scale, ...SHIFT },
    BESIDE,
  ])
  const weights = Object.entries(shipped.weights).map(([name, weight]) => [name, scale * weight] as const)
  return { ...shipped, bias: scale * shipped.bias + shift, weights: Object.fromEntries(weights) }
}

/** What an embedding model added is not fitted, but what is fitted is fitted beside it. */
const BESIDE: Held = { start: 1, strength: 1, lowest: 1, highest: 1 }

function exampleOf({ evidence, right, weight }: AnswerLabel, own: readonly number[]): Example {
  const beside = besideOf(evidence)
  return { figures: [...own.map((figure) => beside.own * figure), oddsOf(evidence, beside)], positive: right, weight }
}

/** A figure keeps the direction it speaks in, and one that does not count goes on not counting. */
function fitWeights(labels: readonly AnswerLabel[], near: JudgeWeights, fit: FitNear): JudgeWeights {
  const names = Object.keys(near.weights).filter((name) => near.weights[name] !== 0)
  const examples = labels.map((label) => exampleOf(label, [...names.map((name) => label.evidence[name] ?? 0), 1]))
  const held = names.map((name): Held => {
    const start = near.weights[name] ?? 0
    return { start, strength: STRENGTH.weights, lowest: start > 0 ? 0 : -Infinity, highest: start > 0 ? Infinity : 0 }
  })
  const bias = { start: near.bias, strength: STRENGTH.bias, lowest: -Infinity, highest: Infinity }
  const values = fit(examples, [...held, bias, BESIDE])
  const weights = Object.fromEntries(names.map((name, at) => [name, values[at] ?? 0]))
  return { ...near, bias: values[names.length] ?? near.bias, weights: { ...near.weights, ...weights } }
}

/** Questions back have an answer of their own: did they name what was meant? */
function clarifyFrom(labels: readonly AnswerLabel[], judge: JudgeWeights, shipped: JudgeWeights): number {
  const asked = labels.filter(({ named }) => named !== undefined)
  if (asked.length < FEWEST) return shipped.clarifyFrom
  const judged = asked.map((label) => ({ ...judgedBy(label, judge), right: label.named === true }))
  return chooseThreshold(judged, { ...QUESTIONS, near: shipped.clarifyFrom })
}

/** Every label judged by weights and thresholds that come from the others. */
function judgedUnseen(labels: readonly AnswerLabel[], fitTo: (seen: AnswerLabel[]) => JudgeWeights) {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const judge = fitTo(labels.filter((_label, at) => at % FOLDS !== fold))
    return labels.filter((_label, at) => at % FOLDS === fold).map((label) => judgedBy(label, judge))
  }).flat()
}

function whyNot(before: JudgeFigures, after: JudgeFigures): Extract<RefitOutcome, { kind: 'refused' }>['because'] | undefined {
  if (!(after.logLoss <= before.logLoss - BETTER)) return 'no_better'
  const wanted = Math.min(ANSWERS.precision, before.precision ?? 0)
  return (after.precision ?? 0) < wanted - LESS_PRECISE ? 'less_precise' : undefined
}

/** By content, so that neither folds nor the last bit of a sum depend on the order in which conversations were read. */
function inOrder(labels: readonly AnswerLabel[]): AnswerLabel[] {
  const keyed = labels.map((label) => ({ label, key: JSON.stringify([label.evidence, label.right, label.weight, label.named]) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ label }) => label)
}
