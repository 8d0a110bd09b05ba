import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Asked {
  model: string
  input: string | string[]
  encoding_format?: string
}

interface Item {
  object: 'embedding'
  index: number
  embedding: unknown
}

/** How the server behaves to one request. */
export type EmbeddingManner =
  | { does: 'embeds' }
  | { does: 'hangs' }
  | { does: 'waits'; ms: number }
  | { does: 'fails'; status: number; retryAfter?: string }
  | { does: 'cuts' }
  | { does: 'sends html' }
  | { does: 'changes'; data: (data: Item[]) => unknown }

export interface FakeEmbeddings {
  baseUrl: string
  requests: (Asked & { authorization: string | undefined })[]
  /** What it does from now on; a function looks at the request first. */
  manner: EmbeddingManner | ((asked: Asked) => EmbeddingManner)
  /** What it says it is, and how long its vectors are. `undefined` repeats what was asked for. */
  model: string | undefined
  dimensions: number
  close(): Promise<void>
}

/** A server that speaks OpenAI's embeddings, over words: texts that share words lie near each other. */
export async function startFakeEmbeddings(): Promise<FakeEmbeddings> {
  const server = createServer((request, response) => {
    answer(fake, request, response).catch(() => response.destroy())
  })
  const fake: FakeEmbeddings = {
    baseUrl: '',
    requests: [],
    manner: { does: 'embeds' },
    model: undefined,
    dimensions: 64,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return fake
}

async function answer(fake: FakeEmbeddings, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const piece of request) body += String(piece)
  if (request.method !== 'POST' || request.url !== '/v1/embeddings') {
    refuse(response, 404, {})
    return
  }
  const asked = JSON.parse(body) as Asked
  fake.requests.push({ ...asked, authorization: request.headers.authorization })
  const manner = typeof fake.manner === 'function' ? fake.manner(asked) : fake.manner
  const data: Item[] = [asked.input].flat().map((text, index) => ({
    object: 'embedding',
    index,
    embedding: wordsOf(text, fake.dimensions),
  }))
  const reply = (items: unknown): void => {
    const usage = { prompt_tokens: data.length, total_tokens: data.length }
    respond(
      response,
      200,
      'application/json',
      JSON.stringify({ object: 'list', data: items, model: fake.model ?? asked.model, usage }),
    )
  }
  switch (manner.does) {
    case 'embeds':
      reply(data)
      return
    case 'hangs':
      return
    case 'waits':
      setTimeout(() => reply(data), manner.ms)
      return
    case 'fails':
      refuse(response, manner.status, manner.retryAfter === undefined ? {} : { 'Retry-After': manner.retryAfter })
      return
    case 'cuts':
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '10000' })
      response.write('{"object": "list", "data": [{"obj')
      setTimeout(() => response.destroy(), 5)
      return
    case 'sends html':
      respond(response, 200, 'text/html', '<h1>Bad gateway</h1>')
      return
    case 'changes':
      reply(manner.data(data))
  }
}

/** A bag of words, each in a dimension of its own by chance. */
export function wordsOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.05)
  for (const word of text.toLowerCase().match(/\p{L}{3,}/gu) ?? []) {
    let at = 7
    for (const letter of word.slice(0, 6)) at = (at * 31 + letter.charCodeAt(0)) % 9973
    vector[at % dimensions] = (vector[at % dimensions] ?? 0) + 1
  }
  return vector
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string>): void {
  const error = { message: 'You said: my secret question', type: 'server_error', param: null, code: null }
  respond(response, status, 'application/json', JSON.stringify({ error }), headers)
}

/** Not chained: where restify is loaded too, `writeHead` of every server answers nothing. */
function respond(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': type, ...headers })
  response.end(body)
}
