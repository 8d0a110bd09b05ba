/** A logistic layer: named weights, a bias, and where they were learnt. */
export interface LogisticWeights {
  provenance: string
  bias: number
  weights: Record<string, number>
}

/** The probability the layer gives to named figures; names it does not know count nothing. */
export function probabilityOf(figures: Readonly<Record<string, number>>, { bias, weights }: LogisticWeights): number {
  return chanceOf(oddsOf(figures, { bias, weights }))
}

/** The same before it is squeezed between 0 and 1. */
export function oddsOf(
  figures: Readonly<Record<string, number>>,
  { bias, weights }: Omit<LogisticWeights, 'provenance'>,
): number {
  let sum = bias
  for (const [name, weight] of Object.entries(weights)) sum += weight * (figures[name] ?? 0)
  return sum
}

export function chanceOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}
