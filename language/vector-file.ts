/** Words with their vectors, as they lie in one file. */
export interface VectorTable {
  dimensions: number
  /** Folded, sorted by code unit, each once. */
  words: readonly string[]
  /** How common each word is: its share of all words, in the language that uses it most. */
  shares: Float32Array
  /** One row of `dimensions` bytes a word; a row's length means nothing, its direction does. */
  rows: Int8Array
}

const MAGIC = 'WARMVEC1'
const HEADER = MAGIC.length + 12
/** Shares are kept as a byte: 255 ÷ 25.5 = 10 decades. */
const STEPS_A_DECADE = 25.5

/**
 * Layout, little-endian: magic · count, dimensions, bytes of the words (u32 each) · the words, one a line, in UTF-8 · a share each (u8,
 * −log10) · the rows.
 */
export function encodeVectors({ dimensions, words, shares, rows }: VectorTable): Uint8Array {
  const written = Buffer.from(words.join('\n'))
  const header = Buffer.alloc(HEADER)
  header.write(MAGIC, 'latin1')
  for (const [at, value] of [words.length, dimensions, written.length].entries())
    header.writeUInt32LE(value, MAGIC.length + 4 * at)
  const steps = Uint8Array.from(shares, (share) =>
    Math.min(255, Math.round(-Math.log10(Math.max(share, 1e-10)) * STEPS_A_DECADE)),
  )
  return Buffer.concat([header, written, steps, new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)])
}

/** Throws when the bytes are not such a file, or not all of it. The rows stay where they are, nothing of them is copied. */
export function decodeVectors(bytes: Uint8Array, name: string): VectorTable {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < HEADER || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw damaged(name, 'it does not begin as it should')
  const count = buffer.readUInt32LE(MAGIC.length)
  const dimensions = buffer.readUInt32LE(MAGIC.length + 4)
  const endOfWords = HEADER + buffer.readUInt32LE(MAGIC.length + 8)
  const expected = endOfWords + count * (1 + dimensions)
  if (buffer.length !== expected) throw damaged(name, `it has ${String(buffer.length)} bytes instead of ${String(expected)}`)
  const words = buffer.toString('utf8', HEADER, endOfWords).split('\n')
  if (words.length !== count) throw damaged(name, `it has ${String(words.length)} words instead of ${String(count)}`)
  const shares = new Float32Array(count)
  for (let at = 0; at < count; at++) shares[at] = SHARES[bytes[endOfWords + at] ?? 255] ?? 0
  return {
    dimensions,
    words,
    shares,
    rows: new Int8Array(bytes.buffer, bytes.byteOffset + endOfWords + count, count * dimensions),
  }
}

const SHARES = Float32Array.from({ length: 256 }, (_, step) => 10 ** (-step / STEPS_A_DECADE))

function damaged(name: string, what: string): Error {
  return new Error(`${name} is damaged: ${what}; take it from the repository again, or make it with npm run distil-vectors`)
}
