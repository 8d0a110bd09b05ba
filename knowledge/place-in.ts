/** Where a number stands among rising ones; -1 when it does not. */
export function placeIn(rising: Int32Array | Uint32Array, wanted: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = rising[middle] ?? 0
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
