import { createAdam, product } from './listwise.ts'

export interface LabelledRow {
  row: Float64Array
  positive: boolean
  weight: number
}

const STEP = 0.1
const ROUNDS = 400

/**
 * Weights and, last, the bias of a logistic layer; l2 keeps the weights small, the bias is free. A sign of 1 or -1 says which way a figure may
 * speak at all: a word nobody knows must never make an answer likelier, whatever one set's quirks say.
 */
export function fitLogistic(rows: readonly LabelledRow[], signs: readonly (1 | -1)[], l2: number): Float64Array {
  const width = signs.length
  const weights = new Float64Array(width + 1)
  const adam = createAdam(width + 1, STEP)
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(width + 1)
    for (const { row, positive, weight } of rows) {
      const pull = (weight / total) * (chance(row, weights) - (positive ? 1 : 0))
      for (let at = 0; at < width; at++) gradient[at] = gradient[at]! + pull * row[at]!
      gradient[width] = gradient[width]! + pull
    }
    for (let at = 0; at < width; at++) gradient[at] = gradient[at]! + l2 * weights[at]!
    adam(weights, gradient)
    for (let at = 0; at < width; at++) weights[at] = signs[at] === 1 ? Math.max(0, weights[at]!) : Math.min(0, weights[at]!)
  }
  return weights
}

export function chance(row: Float64Array, weights: Float64Array): number {
  return 1 / (1 + Math.exp(-product(row, weights) - weights[row.length]!))
}
