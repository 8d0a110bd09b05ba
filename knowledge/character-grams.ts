import { foldAccents } from '../language/fold-accents.ts'

const LENGTH = 4

/** The character four-grams of a text's words, each word framed by spaces, hashed to 32 bits. */
export function gramsOf(text: string): Set<number> {
  const grams = new Set<number>()
  const plain = ` ${foldAccents(text.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  for (let at = 0; at + LENGTH <= plain.length; at++) grams.add(hash(plain, at))
  return grams
}

/** Share of two texts' grams that both have, 0 to 1. */
export function diceOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 || b.size === 0) return 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared++
  return (2 * shared) / (a.size + b.size)
}

/** FNV-1a over one gram. */
function hash(text: string, from: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < from + LENGTH; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value
}
