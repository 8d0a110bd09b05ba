import { readFileSync } from 'node:fs'
import { EMBEDDED_SIGNALS, type EmbeddedSignal, type EmbeddedSignals } from './embedded-signals.ts'

/** What the embedded signals add to what the engine itself says, which then counts by `own`. */
export interface RankerAddition {
  own: number
  weights: Record<EmbeddedSignal, number>
}

export interface JudgeAddition {
  own: number
  bias: number
  weights: Record<string, number>
}

/** Used only for a question that has a vector: without an endpoint not one figure is another. */
export interface EmbeddedWeights {
  provenance: string
  ranker: RankerAddition
  judge: JudgeAddition
  /** For a question in a language the base does not speak. */
  foreign: { ranker: RankerAddition; judge: JudgeAddition }
}

export const shippedEmbedded: EmbeddedWeights = JSON.parse(
  readFileSync(new URL('./weights/embedded.json', import.meta.url), 'utf8'),
) as EmbeddedWeights

export function rankWith(own: number, signals: EmbeddedSignals, addition: RankerAddition): number {
  let score = addition.own * own
  for (const signal of EMBEDDED_SIGNALS) score += addition.weights[signal] * signals[signal]
  return score
}
