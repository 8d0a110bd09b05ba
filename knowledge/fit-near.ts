/** One example: its figures, whether it was so, and how much it counts. */
export interface Example {
  figures: readonly number[]
  positive: boolean
  weight: number
}

/** A parameter: where it begins, how strongly it is held there, counted in examples, and how far it may go. */
export interface Held {
  start: number
  strength: number
  lowest: number
  highest: number
}

export type FitNear = (examples: readonly Example[], parameters: readonly Held[]) => number[]

const ROUNDS = 200
/** A round that moves nothing by more than this is the last. */
const STILL = 1e-7

/**
 * A logistic fit that stays near where it begins. One parameter at a time goes to the least of a parabola that lies above the loss (a
 * logistic curve bends by a quarter at most), so no step ever makes it worse and there is no rate to choose: what comes out is at least
 * as good on these examples as what went in.
 */
export const fitNear: FitNear = (examples, held) => {
  const sums = Float64Array.from(examples, ({ figures }) =>
    held.reduce((sum, { start }, at) => sum + start * (figures[at] ?? 0), 0),
  )
  const parameters = held.map((each, at) => parameterOf(each, at, examples))
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0
    for (const parameter of parameters) moved = Math.max(moved, Math.abs(step(parameter, examples, sums)))
    if (moved < STILL) break
  }
  return parameters.map(({ value }) => value)
}

interface Parameter extends Held {
  value: number
  /** Its figure in each example. */
  column: Float64Array
  /** How much the parabola bends. */
  bend: number
}

function parameterOf(held: Held, at: number, examples: readonly Example[]): Parameter {
  const column = Float64Array.from(examples, ({ figures }) => figures[at] ?? 0)
  const bend = examples.reduce((sum, { figures, weight }) => sum + (weight * (figures[at] ?? 0) ** 2) / 4, held.strength)
  return { ...held, value: held.start, column, bend }
}

/** How far it moved. */
function step(parameter: Parameter, examples: readonly Example[], sums: Float64Array): number {
  const { value, start, strength, lowest, highest, column, bend } = parameter
  if (bend === 0) return 0
  let slope = strength * (value - start)
  for (const [row, { positive, weight }] of examples.entries())
    slope += weight * (column[row] ?? 0) * (1 / (1 + Math.exp(-(sums[row] ?? 0))) - (positive ? 1 : 0))
  parameter.value = Math.min(highest, Math.max(lowest, value - slope / bend))
  const moved = parameter.value - value
  if (moved !== 0) for (const row of sums.keys()) sums[row] = (sums[row] ?? 0) + moved * (column[row] ?? 0)
  return moved
}
