import { meanOf, passBack } from './means.ts'
import { dotAt, type Gradient, type Parameters } from './parameters.ts'
import { crossEntropy } from './softmax.ts'
import type { Read } from './pairs.ts'

const TEMPERATURE = 0.05

/** The mean of a text shall lie nearest to that of its counterpart, among all of the batch. Both ways. */
export function tellApart(batch: readonly Read[], parameters: Parameters, into: Gradient, factor: number): number {
  const [left, right] = [batch.map(({ a }) => meanOf(a, parameters)), batch.map(({ b }) => meanOf(b, parameters))]
  const scores = left.map(({ vector }) => Float32Array.from(right, (other) => dotAt(vector, other.vector, 0)))
  const changes = [left, right].map((side) => side.map(({ vector }) => new Float32Array(vector.length)))
  let loss = 0
  for (const way of [0, 1]) {
    for (const [at, { group }] of batch.entries()) {
      const row = way === 0 ? scores[at]! : Float32Array.from(scores, (each) => each[at]!)
      const wanted = new Float32Array(batch.length)
      wanted[at] = 1
      const result = crossEntropy(row, wanted, (other) => other === at || batch[other]!.group !== group, TEMPERATURE)
      loss += result.loss / 2
      for (const [other, change] of result.change.entries()) {
        if (Math.abs(change) < 1e-4) continue
        const [x, y] = way === 0 ? [at, other] : [other, at]
        addTo(changes[0]![x]!, right[y]!.vector, (change * factor) / 2 / batch.length)
        addTo(changes[1]![y]!, left[x]!.vector, (change * factor) / 2 / batch.length)
      }
    }
  }
  for (const [side, means] of [left, right].entries())
    for (const [at, mean] of means.entries()) passBack(mean, changes[side]![at]!, parameters, into)
  return loss / batch.length
}

export function addTo(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + factor * (vector[at] ?? 0)
}
