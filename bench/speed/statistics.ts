/** The value below which `share` (0 to 1) of the figures lie. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}

export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5)
}

/** Two decimals are all a shared machine can vouch for. */
export function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}
