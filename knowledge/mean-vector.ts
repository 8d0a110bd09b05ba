/** The direction several vectors of unit length have together, of unit length; undefined when none of them is there. */
export function meanOf(parts: readonly { vector: Float32Array | undefined; weight: number }[]): Float32Array | undefined {
  let sum: Float32Array | undefined
  for (const { vector, weight } of parts) {
    if (!vector) continue
    sum ??= new Float32Array(vector.length)
    for (let at = 0; at < vector.length; at++) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0)
  }
  const length = Math.hypot(...(sum ?? []))
  return length === 0 ? undefined : sum?.map((value) => value / length)
}
