import { readFileSync } from 'node:fs'
import { chanceOf, oddsOf, type LogisticWeights } from './logistic.ts'
import type { JudgeAddition } from './embedded-weights.ts'
import type { Evidence } from './evidence.ts'

/** The calibrated layer and the two probabilities it acts on. */
export interface JudgeWeights extends LogisticWeights {
  /** From here on the best candidate is given as the answer. */
  answerFrom: number
  /** From here on the customer is asked which of the best was meant; below, the bot says it does not know. */
  clarifyFrom: number
}

export type Judgement = { decision: 'answer' | 'clarify' | 'decline'; probability: number }

export const shippedJudge: JudgeWeights = JSON.parse(
  readFileSync(new URL('./weights/judge.json', import.meta.url), 'utf8'),
) as JudgeWeights

/** Answer, ask back or decline: by the probability that the best candidate answers the question. `beside`: an embedding model had its say. */
export function judgeEvidence(evidence: Evidence, weights: JudgeWeights, beside?: JudgeAddition): Judgement {
  if (Object.keys(evidence).length === 0) return { decision: 'decline', probability: 0 }
  const own = oddsOf(evidence, weights)
  const probability = chanceOf(beside ? beside.own * own + oddsOf(evidence, beside) : own)
  if (probability >= weights.answerFrom) return { decision: 'answer', probability }
  return { decision: probability >= weights.clarifyFrom ? 'clarify' : 'decline', probability }
}
