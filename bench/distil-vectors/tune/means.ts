import { dotAt, type Gradient, type Parameters } from './parameters.ts'
import type { Token } from './reader.ts'

/** A text as the mean of its words, and what it takes to pass a change back to them. */
export interface Mean {
  tokens: readonly Token[]
  /** Of unit length. */
  vector: Float32Array
  length: number
}

export function meanOf(tokens: readonly Token[], parameters: Parameters): Mean {
  const { dimensions, rows } = parameters
  const sum = new Float32Array(dimensions)
  for (const { row, share } of tokens) {
    const factor = share * parameters.weight(row)
    const from = row * dimensions
    for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + factor * (rows[from + at] ?? 0)
  }
  const length = Math.sqrt(dotAt(sum, sum, 0)) || 1
  return { tokens, vector: sum.map((value) => value / length), length }
}

/** `change` is what the loss asks of the unit vector. */
export function passBack({ tokens, vector, length }: Mean, change: Float32Array, parameters: Parameters, into: Gradient): void {
  const { dimensions, rows } = parameters
  const along = dotAt(change, vector, 0)
  const ofSum = change.map((value, at) => (value - along * (vector[at] ?? 0)) / length)
  for (const { row, share } of tokens) {
    const weight = parameters.weight(row)
    const target = into.row(row)
    for (let at = 0; at < dimensions; at++) target[at] = (target[at] ?? 0) + share * weight * (ofSum[at] ?? 0)
    into.addTelling(row, share * weight * (1 - weight) * dotAt(ofSum, rows, row * dimensions))
  }
}
