import { foldAccents } from '../language/fold-accents.ts'

const LENGTH = 4

/** The character four-grams of a text's words, each word framed by spaces, hashed to 32 bits; each once. */
export function gramsOf(text: string): Int32Array {
  const grams = new Set<number>()
  const plain = ` ${foldAccents(text.normalize('NFKC').toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  for (let at = 0; at + LENGTH <= plain.length; at++) grams.add(hash(plain, at))
  return Int32Array.from(grams)
}

/** FNV-1a over one gram. */
function hash(text: string, from: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < from + LENGTH; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value
}
