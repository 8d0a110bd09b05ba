import { readFileSync } from 'node:fs'
import type { TextRow } from './text-features.ts'

/** Cosines with the nearest example of a class, by what is written and by what is meant. */
interface Nearness {
  letters: number
  meaning: number
}

/** What a classifier knows of an utterance once it has chosen. */
export interface Chosen {
  /** Of all classes, best first. */
  scores: readonly number[]
  row: Pick<TextRow, 'words' | 'unknown'>
  /** How many examples it learnt from. */
  examples: number
  /** Among the examples of the best class, of the second best, and of those that belong to none. */
  nearest: Nearness
  nearestOther: Nearness
  nearestOutside: Nearness
}

/** The calibrated layer: a logistic one, and the probability from which a class is acted on. */
export interface AbstentionWeights {
  provenance: string
  bias: number
  sureFrom: number
  weights: Record<string, number>
}

let shipped: AbstentionWeights | undefined

/** The weights that come with the product, read at the first call. */
export function shippedAbstention(): AbstentionWeights {
  return (shipped ??= JSON.parse(
    readFileSync(new URL('./weights/abstention.json', import.meta.url), 'utf8'),
  ) as AbstentionWeights)
}

/** How likely the best class is right, and whether that is enough. */
export function abstentionOf(
  chosen: Chosen,
  { bias, sureFrom, weights }: AbstentionWeights,
): { probability: number; sure: boolean; signals: Record<string, number> } {
  const signals = signalsOf(chosen)
  let sum = bias
  for (const [name, value] of Object.entries(signals)) sum += (weights[name] ?? 0) * value
  const knowsNothing = chosen.nearest.letters + chosen.nearest.meaning === 0
  const probability = knowsNothing ? 0 : 1 / (1 + Math.exp(-sum))
  return { probability, sure: probability >= sureFrom, signals }
}

/** Scores of a support vector machine made comparable: so many times steeper they tell classes apart as chances do. */
const STEEPNESS = 4

/** All near 0 to 1, so that one logistic layer fits classifiers of any size. */
export function signalsOf({ scores, row, examples, nearest, nearestOther, nearestOutside }: Chosen): Record<string, number> {
  const [best = -1, second = -1, third = -1] = scores
  const raised = scores.map((score) => Math.exp(STEEPNESS * (score - best)))
  const sum = raised.reduce((all, each) => all + each, 0)
  const chance = 1 / (sum || 1)
  return {
    best,
    margin: best - second,
    beyondSecond: second - third,
    chance,
    logSum: best + Math.log(sum || 1) / STEEPNESS,
    spread:
      -raised.reduce((all, each) => all + (each === 0 ? 0 : (each / sum) * Math.log(each / sum)), 0) /
      Math.log(scores.length + 1),
    taken: Math.min(3, scores.filter((score) => score > 0).length) / 3,
    letters: nearest.letters,
    meaning: nearest.meaning,
    lettersApart: nearest.letters - nearestOther.letters,
    meaningApart: nearest.meaning - nearestOther.meaning,
    outside: Math.max(0, nearestOutside.letters + nearestOutside.meaning - nearest.letters - nearest.meaning),
    unknown: row.unknown,
    length: Math.log(1 + row.words) / 3,
    short: row.words <= 2 ? 1 : 0,
    classes: Math.log(1 + scores.length) / 5,
    perClass: Math.log(1 + examples / (scores.length || 1)) / 5,
  }
}
