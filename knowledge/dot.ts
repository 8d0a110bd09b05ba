/** Cosine of two vectors of unit length; 0 where one is missing. */
export function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return 0
  // Every alias of every article is compared with a question. Four sums at a time do not wait for each other.
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  const whole = a.length - (a.length % 4)
  for (let at = 0; at < whole; at += 4) {
    first += (a[at] as number) * (b[at] as number)
    second += (a[at + 1] as number) * (b[at + 1] as number)
    third += (a[at + 2] as number) * (b[at + 2] as number)
    fourth += (a[at + 3] as number) * (b[at + 3] as number)
  }
  for (let at = whole; at < a.length; at++) first += (a[at] as number) * (b[at] as number)
  return first + second + third + fourth
}
