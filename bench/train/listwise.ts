/** Candidates of one question as rows of figures, and which of them is right. */
export interface List {
  rows: Float64Array[]
  right: number
  weight: number
}

const STEP = 0.2
const ROUNDS = 150

/** What a right candidate is short of certainty, in nats, by weight. */
export function lossOf(lists: readonly List[], weights: Float64Array): number {
  let sum = 0
  for (const { rows, right, weight } of lists) {
    const scores = rows.map((row) => product(row, weights))
    const top = Math.max(...scores)
    sum += weight * (top + Math.log(scores.reduce((all, score) => all + Math.exp(score - top), 0)) - scores[right]!)
  }
  return sum
}

/**
 * Linear weights under which the right candidate is likeliest in a softmax over its list (ListNet), by Adam on all lists at once. No weight
 * goes below zero: more of a signal is never worse, whatever one set's quirks say. `trust` draws the weights to the prior (ridge); those that
 * are not free stay there.
 */
export function fitListwise(
  lists: readonly List[],
  prior: Float64Array,
  trust: number,
  free: readonly boolean[] = [],
): Float64Array {
  const width = prior.length
  const weights = Float64Array.from(prior)
  const adam = createAdam(width, STEP)
  const total = lists.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = new Float64Array(width)
    for (const list of lists) addGradient(list, weights, gradient)
    for (let at = 0; at < width; at++)
      gradient[at] = free[at] === false ? 0 : gradient[at]! / total + trust * (weights[at]! - prior[at]!)
    adam(weights, gradient)
    for (let at = 0; at < width; at++) weights[at] = Math.max(0, weights[at]!)
  }
  return weights
}

function addGradient({ rows, right, weight }: List, weights: Float64Array, gradient: Float64Array): void {
  const scores = rows.map((row) => product(row, weights))
  const top = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - top))
  const sum = odds.reduce((a, b) => a + b, 0)
  for (const [at, row] of rows.entries()) {
    const pull = weight * (odds[at]! / sum - (at === right ? 1 : 0))
    if (Math.abs(pull) > 1e-6) for (let each = 0; each < row.length; each++) gradient[each] = gradient[each]! + pull * row[each]!
  }
}

export function product(row: Float64Array, weights: Float64Array): number {
  let sum = 0
  for (let at = 0; at < row.length; at++) sum += row[at]! * weights[at]!
  return sum
}

export function createAdam(width: number, step: number): (weights: Float64Array, gradient: Float64Array) => void {
  const mean = new Float64Array(width)
  const square = new Float64Array(width)
  let round = 0
  return (weights, gradient) => {
    round++
    for (let at = 0; at < width; at++) {
      mean[at] = 0.9 * mean[at]! + 0.1 * gradient[at]!
      square[at] = 0.99 * square[at]! + 0.01 * gradient[at]! ** 2
      const scaled = mean[at]! / (1 - 0.9 ** round) / (Math.sqrt(square[at]! / (1 - 0.99 ** round)) + 1e-9)
      weights[at] = weights[at]! - step * scaled
    }
  }
}
