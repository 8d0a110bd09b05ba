import { dotAt, type Gradient, type Parameters } from './parameters.ts'
import { crossEntropy } from './softmax.ts'
import type { Read } from './pairs.ts'
import type { Token } from './reader.ts'

const TEMPERATURE = 0.05

/** Each word of a text finds the word of the other that is nearest; the counterpart shall hold the nearest words, among all of the batch. */
export function matchWords(batch: readonly Read[], parameters: Parameters, into: Gradient, factor: number): number {
  const [left, right] = [rowsOf(batch.map(({ a }) => a)), rowsOf(batch.map(({ b }) => b))]
  const cosines = left.rows.map((row) => {
    const vector = parameters.rows.subarray(row * parameters.dimensions, (row + 1) * parameters.dimensions)
    return Float32Array.from(right.rows, (other) => dotAt(vector, parameters.rows, other * parameters.dimensions))
  })
  const asks = cosines.map((each) => new Float32Array(each.length))
  let loss = 0
  for (const way of [0, 1] as const) {
    const [asking, asked] = way === 0 ? [left, right] : [right, left]
    for (const at of batch.keys()) loss += askOne(at, batch, asking, asked, cosines, asks, way, parameters, into, factor) / 2
  }
  for (const [x, row] of left.rows.entries()) {
    for (const [y, change] of asks[x]!.entries()) {
      const other = right.rows[y]!
      if (change === 0 || row === other) continue
      addRow(into.row(row), parameters, other, change)
      addRow(into.row(other), parameters, row, change)
    }
  }
  return loss / batch.length
}

interface Side {
  texts: { at: number; share: number }[][]
  rows: number[]
}

function rowsOf(texts: readonly (readonly Token[])[]): Side {
  const places = new Map<number, number>()
  return {
    texts: texts.map((tokens) =>
      tokens.map(({ row, share }) => {
        const at = places.get(row) ?? places.size
        places.set(row, at)
        return { at, share }
      }),
    ),
    rows: [...places.keys()],
  }
}

function askOne(
  at: number,
  batch: readonly Read[],
  asking: Side,
  asked: Side,
  cosines: readonly Float32Array[],
  asks: readonly Float32Array[],
  way: 0 | 1,
  parameters: Parameters,
  into: Gradient,
  factor: number,
): number {
  const words = asking.texts[at]!
  const weights = words.map(({ at: place, share }) => share * parameters.weight(asking.rows[place]!))
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1
  const best = asked.texts.map((others) => words.map((word) => nearest(word.at, others, cosines, way)))
  const scores = Float32Array.from(best, (each) => each.reduce((sum, { cosine }, word) => sum + weights[word]! * cosine, 0) / all)
  const wanted = new Float32Array(batch.length)
  wanted[at] = 1
  const { group } = batch[at]!
  const { loss, change } = crossEntropy(scores, wanted, (other) => other === at || batch[other]!.group !== group, TEMPERATURE)
  for (const [other, amount] of change.entries()) {
    if (Math.abs(amount) < 1e-3) continue
    const asksFor = (amount * factor) / 2 / batch.length
    for (const [word, { at: place, share }] of words.entries()) {
      const { to, cosine } = best[other]![word]!
      if (to < 0) continue
      const target = way === 0 ? asks[place]! : asks[to]!
      const column = way === 0 ? to : place
      target[column] = (target[column] ?? 0) + (asksFor * weights[word]!) / all
      const row = asking.rows[place]!
      const weight = parameters.weight(row)
      into.row(row)
      into.addTelling(row, (asksFor * share * weight * (1 - weight) * (cosine - scores[other]!)) / all)
    }
  }
  return loss
}

function nearest(
  word: number,
  others: readonly { at: number }[],
  cosines: readonly Float32Array[],
  way: 0 | 1,
): { to: number; cosine: number } {
  let best = { to: -1, cosine: 0 }
  for (const { at } of others) {
    const cosine = way === 0 ? cosines[word]![at]! : cosines[at]![word]!
    if (cosine > best.cosine) best = { to: at, cosine }
  }
  return best
}

function addRow(sum: Float32Array, { rows, dimensions }: Parameters, row: number, factor: number): void {
  for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + factor * (rows[row * dimensions + at] ?? 0)
}
