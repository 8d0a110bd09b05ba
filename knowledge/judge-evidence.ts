import { readFileSync } from 'node:fs'
import { chanceOf, oddsOf, type LogisticWeights } from './logistic.ts'
import { shippedEmbedded, type EmbeddedWeights, type JudgeAddition } from './embedded-weights.ts'
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

/**
 * Answer, ask back or decline: by the probability that the best candidate answers the question. What is likelier something that the base does not
 * answer is declined, whatever is near to it.
 */
export function judgeEvidence(evidence: Evidence, weights: JudgeWeights, embedded: EmbeddedWeights = shippedEmbedded): Judgement {
  if (Object.keys(evidence).length === 0) return { decision: 'decline', probability: 0 }
  const beside = besideOf(evidence, embedded)
  const probability = chanceOf(beside.own * oddsOf(evidence, weights) + oddsOf(evidence, beside))
  if ((evidence['unansweredAhead'] ?? 0) > 0) return { decision: 'decline', probability }
  if (probability >= weights.answerFrom) return { decision: 'answer', probability }
  return { decision: probability >= weights.clarifyFrom ? 'clarify' : 'decline', probability }
}

/** What counts beside the judge's own odds: something only where an embedding model had its say, which its figures in the evidence show. */
export function besideOf(evidence: Evidence, embedded: EmbeddedWeights = shippedEmbedded): JudgeAddition {
  if (evidence['embeddedName'] === undefined) return NOTHING
  return (evidence['foreign'] ?? 0) > 0 ? embedded.foreign.judge : embedded.judge
}

const NOTHING: JudgeAddition = { own: 1, bias: 0, weights: {} }
