/** Cross entropy of a row of scores: the loss, and what it asks of each score. `open` leaves scores out; `wanted` sums to 1 over the open ones. */
export function crossEntropy(
  scores: Float32Array,
  wanted: Float32Array,
  open: (at: number) => boolean,
  temperature: number,
): { loss: number; change: Float32Array } {
  let most = -Infinity
  for (let at = 0; at < scores.length; at++) if (open(at)) most = Math.max(most, scores[at] ?? 0)
  const change = new Float32Array(scores.length)
  let sum = 0
  for (let at = 0; at < scores.length; at++) {
    if (!open(at)) continue
    const value = Math.exp(((scores[at] ?? 0) - most) / temperature)
    change[at] = value
    sum += value
  }
  let loss = 0
  for (let at = 0; at < scores.length; at++) {
    if (!open(at)) continue
    const share = (change[at] ?? 0) / sum
    const wish = wanted[at] ?? 0
    if (wish > 0) loss -= wish * Math.log(Math.max(share, 1e-12))
    change[at] = (share - wish) / temperature
  }
  return { loss, change }
}
