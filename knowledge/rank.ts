import { readFileSync } from 'node:fs'
import { SIGNALS, type Signal, type Signals } from './signals.ts'

/** A linear ranker: what each signal is worth, by what kind of question it is. */
export interface RankerWeights {
  provenance: string
  weights: Record<Signal, number>
  /** For a base of places that are all asked the same, where what is being talked about decides. */
  places: Record<Signal, number>
  /** For a question in a language the base does not speak, where shared words tell less than what they mean. */
  foreign: Record<Signal, number>
}

export const shippedRanker: RankerWeights = JSON.parse(
  readFileSync(new URL('./weights/ranker.json', import.meta.url), 'utf8'),
) as RankerWeights

/** Signals that are not known yet count nothing. */
export function rankScore(signals: Partial<Signals>, weights: Record<Signal, number>): number {
  let score = 0
  for (const signal of SIGNALS) score += weights[signal] * (signals[signal] ?? 0)
  return score
}
