import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** So many texts go into one request; more gains nothing with a local server. */
const BATCH = 64

interface EmbeddingsReply {
  data?: { index: number; embedding: number[] | string }[]
}

/** Embeddings of texts, in order. */
export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>

/**
 * An OpenAI-compatible embeddings endpoint with a memory on disk: a run that was stopped goes on where it was, and a second run asks
 * nothing. The memory belongs to one model; another model needs another file.
 */
export function createEmbed(deps: { endpoint: string; model: string; memory: string; say: (line: string) => void }): Embed {
  const known = readMemory(deps.memory)
  return async (texts) => {
    const missing = [...new Set(texts)].filter((text) => !known.has(text))
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH)
      const vectors = await ask(deps.endpoint, deps.model, batch)
      remember(deps.memory, batch, vectors)
      for (const [each, text] of batch.entries()) known.set(text, vectors[each] ?? new Float32Array())
      if (at % (BATCH * 50) === 0) deps.say(`embedded ${String(at + batch.length)} of ${String(missing.length)}`)
    }
    return texts.map((text) => known.get(text) ?? new Float32Array())
  }
}

async function ask(endpoint: string, model: string, input: readonly string[]): Promise<Float32Array[]> {
  const reply = await fetch(`${endpoint}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, input, encoding_format: 'base64' }),
  })
  if (!reply.ok) throw new Error(`${endpoint} answered ${String(reply.status)}: ${(await reply.text()).slice(0, 200)}`)
  const { data = [] } = (await reply.json()) as EmbeddingsReply
  if (data.length !== input.length)
    throw new Error(`${endpoint} sent ${String(data.length)} vectors for ${String(input.length)} texts`)
  return [...data].sort((a, b) => a.index - b.index).map(({ embedding }) => toFloats(embedding))
}

/** Servers that do not know base64 send numbers. */
function toFloats(embedding: number[] | string): Float32Array {
  if (typeof embedding !== 'string') return Float32Array.from(embedding)
  return new Float32Array(Uint8Array.from(Buffer.from(embedding, 'base64')).buffer)
}

/** Vectors by their text. */
export function readMemory(path: string): Map<string, Float32Array> {
  if (!existsSync(path)) return new Map()
  const known = new Map<string, Float32Array>()
  for (const line of linesOf(readFileSync(path))) {
    const cut = line.indexOf('\t')
    known.set(JSON.parse(line.slice(0, cut)) as string, toFloats(line.slice(cut + 1)))
  }
  return known
}

/** Line by line, because the whole memory is longer than a string may be. */
function* linesOf(bytes: Buffer): Iterable<string> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start)
    // A last line without its end was cut off by a stop.
    if (end < 0) return
    yield bytes.toString('utf8', start, end)
    start = end + 1
  }
}

export function remember(path: string, texts: readonly string[], vectors: readonly Float32Array[]): void {
  mkdirSync(dirname(path), { recursive: true })
  const lines = texts.map((text, at) => {
    const floats = vectors[at] ?? new Float32Array()
    return `${JSON.stringify(text)}\t${Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString('base64')}\n`
  })
  appendFileSync(path, lines.join(''))
}
