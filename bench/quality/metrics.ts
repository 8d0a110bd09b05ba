/** Named figures of one set; peers nest under 'peers'. */
export type Figures = { [name: string]: number | Figures }

export function share(count: number, of: number): number {
  return of === 0 ? 0 : count / of
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export interface Ranking {
  /** 0-based place of the first right one; -1 when it is not among the first five. */
  place: number
  ms: number
}

export function rankingFigures(rankings: readonly Ranking[]): Figures {
  const at5 = rankings.filter(({ place }) => place >= 0 && place < 5)
  return {
    'R@1': share(rankings.filter(({ place }) => place === 0).length, rankings.length),
    'R@5': share(at5.length, rankings.length),
    'MRR@5': share(
      at5.reduce((sum, { place }) => sum + 1 / (place + 1), 0),
      rankings.length,
    ),
    p50Ms: percentile(
      rankings.map(({ ms }) => ms),
      0.5,
    ),
    p99Ms: percentile(
      rankings.map(({ ms }) => ms),
      0.99,
    ),
  }
}

/** The chance that a positive is ranked above a negative; ties count half. */
export function auroc(scored: readonly { score: number; positive: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score)
  let rankSum = 0
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to++
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at++) if (sorted[at]!.positive) rankSum += rank
    from = to
  }
  const positives = sorted.filter(({ positive }) => positive).length
  const negatives = sorted.length - positives
  return positives === 0 || negatives === 0 ? 0.5 : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}

/** The lowest threshold that still gives a precision among those at or above it, so as to answer most. */
export function thresholdForPrecision(scored: readonly { score: number; positive: boolean }[], precision: number): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score)
  let right = 0
  let threshold = Infinity
  for (const [at, { score, positive }] of sorted.entries()) {
    if (positive) right++
    const lastOfTie = sorted[at + 1]?.score !== score
    if (lastOfTie && right / (at + 1) >= precision) threshold = score
  }
  return threshold
}

/** How far said probabilities lie from what happened, in ten bins of equal width (expected calibration error), and the bins. */
export function reliability(scored: readonly { score: number; positive: boolean }[]): {
  ece: number
  bins: { said: number; happened: number; n: number }[]
} {
  const bins = Array.from({ length: 10 }, (_, bin) => {
    const inside = scored.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === bin)
    const said = share(
      inside.reduce((sum, { score }) => sum + score, 0),
      inside.length,
    )
    return { said, happened: share(inside.filter(({ positive }) => positive).length, inside.length), n: inside.length }
  })
  const ece = bins.reduce((sum, { said, happened, n }) => sum + (n / scored.length) * Math.abs(said - happened), 0)
  return { ece, bins }
}

export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** The mean of the precision at each positive, best first; ties are taken in the order given. */
export function averagePrecision(scored: readonly { score: number; positive: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => b.score - a.score)
  let right = 0
  let sum = 0
  for (const [at, { positive }] of sorted.entries()) if (positive) sum += ++right / (at + 1)
  return share(sum, right)
}
