import type { AnswerLabel } from './answer-labels.ts'
import { judgeEvidence, type JudgeWeights } from './judge-evidence.ts'

/** How well weights judge what people said of answers. Everything is counted by the labels' weights. */
export interface JudgeFigures {
  /** Labels. */
  n: number
  /** Mean of -ln of the probability given to what turned out so. */
  logLoss: number
  /** Mean squared difference of probability and truth. */
  brier: number
  /** Expected calibration error, ten bins of equal width. */
  ece: number
  /** Right ones of those that would be answered; null when none would. */
  precision: number | null
  /** Share that would be answered. */
  coverage: number
}

/** One judgement and what came of it. */
export interface Judged {
  probability: number
  answered: boolean
  right: boolean
  weight: number
}

export function judgedBy({ evidence, right, weight }: AnswerLabel, weights: JudgeWeights): Judged {
  const { probability, decision } = judgeEvidence(evidence, weights)
  return { probability, answered: decision === 'answer', right, weight }
}

export function figuresOf(judged: readonly Judged[]): JudgeFigures {
  const total = sumOf(judged, () => 1)
  const answered = judged.filter((each) => each.answered)
  const given = sumOf(answered, () => 1)
  return {
    n: judged.length,
    logLoss: sumOf(judged, lossOf) / total,
    brier: sumOf(judged, ({ probability, right }) => (probability - truth(right)) ** 2) / total,
    ece: calibrationError(judged, total),
    precision: given === 0 ? null : sumOf(answered, ({ right }) => truth(right)) / given,
    coverage: given / total,
  }
}

/** A probability of exactly 0 that came true would outweigh all others together. */
const SUREST = 1e-6

function lossOf({ probability, right }: Judged): number {
  return -Math.log(Math.max(SUREST, right ? probability : 1 - probability))
}

function calibrationError(judged: readonly Judged[], total: number): number {
  let error = 0
  for (let bin = 0; bin < 10; bin++) {
    const inside = judged.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === bin)
    error += Math.abs(sumOf(inside, ({ probability, right }) => probability - truth(right))) / total
  }
  return error
}

function sumOf(judged: readonly Judged[], value: (one: Judged) => number): number {
  return judged.reduce((sum, one) => sum + one.weight * value(one), 0)
}

function truth(right: boolean): number {
  return right ? 1 : 0
}
