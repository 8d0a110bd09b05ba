export interface Aim {
  /** The share of right ones wanted among those at or above the threshold. */
  precision: number
  /** Where the threshold stands now, and how far from there it may go. */
  near: number
  reach: number
  /** So much, by weight, is to stay at or above it whatever the precision; nothing, when left out. */
  keep?: number
}

/** Fewer at or above a threshold prove nothing. */
const ENOUGH = 20

/**
 * The lowest probability at or above which enough were right, so as to answer most; as high as it may go when no place is good enough,
 * and never so high that too little is left.
 * Rounded down to a thousandth, so that the judgement it was read from stays above it.
 */
export function chooseThreshold(
  judged: readonly { probability: number; right: boolean; weight: number }[],
  { precision, near, reach, keep = 0 }: Aim,
): number {
  const surest = [...judged].sort((a, b) => b.probability - a.probability)
  let all = 0
  let right = 0
  let lowest = Infinity
  let highest = Infinity
  for (const [at, one] of surest.entries()) {
    all += one.weight
    if (one.right) right += one.weight
    const lastOfTie = surest[at + 1]?.probability !== one.probability
    if (highest === Infinity && keep > 0 && all >= keep) highest = one.probability
    if (lastOfTie && at + 1 >= ENOUGH && right >= precision * all) lowest = one.probability
  }
  const wanted = Math.min(near + reach, Math.max(near - reach, lowest))
  return Math.floor(Math.min(wanted, highest) * 1000 + 1e-9) / 1000
}
