import type { TextRow } from './text-features.ts'

/** One weight a column, and a constant: above zero is yes. */
export interface Hyperplane {
  weights: Float32Array
  bias: number
}

export type Row = Pick<TextRow, 'columns' | 'values'>

export interface SvmOptions {
  /** What an example on the wrong side costs. */
  cost: number
  /** How many times dearer it is when it should be a yes. */
  positiveWeight: number
}

/** Rounds over all examples; fewer where there are many, since each round is then worth more. */
const MOST_ROUNDS = 12
const FEWEST_ROUNDS = 5
const VISITS = 30_000
/** It is done when no example pulls harder than this. */
const STILL = 0.1

/**
 * L2-regularised, squared-hinge support vector machine by dual coordinate descent (Hsieh and others, ICML 2008), for rows of unit length.
 * Examples that are clear already are put aside; the order is shuffled from a fixed seed, so that the same examples always give the same
 * plane. `signs` holds 1 for yes and -1 for no.
 */
export function trainSvm(rows: readonly Row[], signs: Int8Array, width: number, options: SvmOptions): Hyperplane {
  const { cost, positiveWeight } = options
  const weights = new Float64Array(width)
  let bias = 0
  const pulls = new Float64Array(rows.length)
  const order = Int32Array.from(rows, (_, at) => at)
  let active = order.length
  let clear = Infinity
  let seed = 1
  const rounds = Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, Math.round(VISITS / rows.length)))
  for (let round = 0; round < rounds; round++) {
    let strongest = 0
    let clearest = 0
    for (let place = 0; place < active; place++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      swap(order, place, place + (seed % (active - place)))
      const at = order[place] ?? 0
      const row = rows[at]
      if (row === undefined) continue
      const sign = signs[at] ?? -1
      const softness = 1 / (2 * cost * (sign > 0 ? positiveWeight : 1))
      const pull = pulls[at] ?? 0
      const slope = sign * (dot(row, weights) + bias) - 1 + pull * softness
      if (pull === 0 && slope > clear) {
        swap(order, place--, --active)
        continue
      }
      if (pull === 0 && slope >= 0) continue
      clearest = Math.max(clearest, slope)
      strongest = Math.max(strongest, Math.abs(slope))
      // The row's own length and that of its constant.
      const next = Math.max(0, pull - slope / (2 + softness))
      const change = (next - pull) * sign
      pulls[at] = next
      add(row, change, weights)
      bias += change
    }
    clear = clearest > 0 ? clearest : Infinity
    if (strongest >= STILL) continue
    if (active === order.length) break
    active = order.length
    clear = Infinity
  }
  return { weights: Float32Array.from(weights), bias }
}

/** How far on the side of yes a row lies. */
export function sideOf(row: Row, { weights, bias }: Hyperplane): number {
  return dot(row, weights) + bias
}

function dot({ columns, values }: Row, weights: Float32Array | Float64Array): number {
  let sum = 0
  for (let at = 0; at < columns.length; at++) sum += (values[at] ?? 0) * (weights[columns[at] ?? 0] ?? 0)
  return sum
}

function add({ columns, values }: Row, factor: number, weights: Float64Array): void {
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at] ?? 0
    weights[column] = (weights[column] ?? 0) + factor * (values[at] ?? 0)
  }
}

function swap(order: Int32Array, one: number, other: number): void {
  const kept = order[one] ?? 0
  order[one] = order[other] ?? 0
  order[other] = kept
}
