import { OpenAIEmbeddings } from '@langchain/openai'
import { WarmlineError } from '../../domain/errors.ts'
import type { Embedded, Embedder } from '../../knowledge/ports.ts'
import type { OpenAiAccess } from './access.ts'
import { prefixesOf, type GivenPrefixes, type Prefixes } from './embedding-prefixes.ts'

/** A model as it is set, as the server names it in its replies, and how it is asked. */
interface Manner extends Prefixes {
  asked: string
  told: string
  dimensions: number
}

/** Small servers take no more in one request, and what fails is asked for again as a whole. */
const BATCH = 32
/** Longer texts are refused by some servers, and no model reads further. Characters. */
const LONGEST = 4000
/** Whatever a server asks for. */
const LONGEST_REST_MS = 300_000

/** Embeds through any server that speaks OpenAI's embeddings. */
export function createOpenAiEmbedder(access: OpenAiAccess & { model: string; prefixes?: GivenPrefixes }): Embedder {
  return {
    async embed({ texts, as, model }, signal) {
      const like = model === undefined ? undefined : mannerOf(model)
      const { asked, question, passage } = like ?? { asked: access.model, ...prefixesOf(access.model, access.prefixes) }
      const endpoint = new Endpoint(access, asked, signal)
      try {
        const prefix = as === 'question' ? question : passage
        const raw = await endpoint.embedDocuments(texts.map((text) => prefix + text.slice(0, LONGEST)))
        const vectors = raw.map(toUnitLength)
        const made: Manner = { asked, told: endpoint.told ?? asked, dimensions: vectors[0]?.length ?? 0, question, passage }
        return checked({ model: idOf(made), vectors }, texts.length, model)
      } catch (error) {
        throw failed(error)
      }
    },
  }
}

/** An answer that came, but cannot be used. */
class NotAsAsked extends Error {}

/** LangChain's embeddings, with a look at what LangChain leaves out: which model answered, and whether all of the answer came. */
class Endpoint extends OpenAIEmbeddings {
  /** Which model the server says it was. */
  told: string | undefined

  constructor({ apiKey, baseUrl }: OpenAiAccess, model: string, signal: AbortSignal) {
    super({
      model,
      apiKey: apiKey ?? 'none',
      configuration: {
        baseURL: baseUrl,
        // Its own log repeats what it could not read.
        logLevel: 'off',
        // LangChain hands no signal on.
        fetch: (url, init) => fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal }),
      },
      // Servers that do not know base64 answer numbers whatever is asked; all know numbers.
      encodingFormat: 'float',
      batchSize: BATCH,
      stripNewLines: false,
      // Who waits goes on without; the background comes again later.
      maxRetries: 0,
      maxConcurrency: 1,
    })
  }

  override async embeddingWithRetry(...request: Parameters<OpenAIEmbeddings['embeddingWithRetry']>) {
    const reply = await super.embeddingWithRetry(...request)
    const wanted = [request[0].input].flat().length
    if (!Array.isArray(reply.data) || reply.data.length !== wanted) throw new NotAsAsked('Not as many vectors as texts')
    if (this.told !== undefined && this.told !== reply.model) throw new NotAsAsked('The model changed')
    this.told = typeof reply.model === 'string' && reply.model !== '' ? reply.model : undefined
    return { ...reply, data: inOrder(reply.data) }
  }
}

/** Some servers send no index; they keep the order. */
function inOrder<Item extends { index?: number }>(data: readonly Item[]): Item[] {
  const ordered = [...data].sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
  if (ordered.some(({ index }, at) => index !== undefined && index !== at)) throw new NotAsAsked('Not a vector for each text')
  return ordered
}

function toUnitLength(raw: readonly unknown[]): Float32Array {
  let squares = 0
  for (const value of raw) squares += typeof value === 'number' ? value * value : NaN
  if (!Number.isFinite(squares) || squares === 0) throw new NotAsAsked('Not a vector')
  const length = Math.sqrt(squares)
  return Float32Array.from(raw as number[], (value) => value / length)
}

function checked(embedded: Embedded, wanted: number, like: string | undefined): Embedded {
  const [first] = embedded.vectors
  if (embedded.vectors.length !== wanted) throw new NotAsAsked('Not as many vectors as texts')
  if (embedded.vectors.some(({ length }) => length !== first?.length)) throw new NotAsAsked('Vectors of two lengths')
  if (like !== undefined && embedded.model !== like) throw new NotAsAsked('Another model')
  return embedded
}

function idOf({ asked, told, dimensions, question, passage }: Manner): string {
  return JSON.stringify([asked, told, dimensions, question, passage])
}

function mannerOf(model: string): Manner {
  const [asked, told, dimensions, question, passage] = JSON.parse(model) as [string, string, number, string, string]
  return { asked, told, dimensions, question, passage }
}

/** The server's own words are not handed on: they may repeat the customer's. */
function failed(error: unknown): WarmlineError {
  const { status, headers } = (error ?? {}) as { status?: unknown; headers?: unknown }
  const retryAfterMs = 1000 * Number(headers instanceof Headers ? (headers.get('retry-after') ?? NaN) : NaN)
  const facts = Number.isFinite(retryAfterMs) ? { retryAfterMs: Math.min(LONGEST_REST_MS, retryAfterMs) } : {}
  return new WarmlineError('provider_failed', `The embeddings endpoint failed: ${reasonOf(error, status)}.`, { facts })
}

function reasonOf(error: unknown, status: unknown): string {
  if (typeof status === 'number') return String(status)
  if (error instanceof NotAsAsked) return error.message
  return error instanceof Error ? error.name : 'unknown'
}
