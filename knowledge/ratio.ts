/** A share of a whole, 0 to 1; 0 of nothing. */
export function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0
}
