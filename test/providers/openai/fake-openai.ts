import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenAI } from 'openai'

type Asked = OpenAI.ChatCompletionCreateParamsStreaming
type Delta = OpenAI.ChatCompletionChunk.Choice.Delta

/** How the server behaves to one request. */
export type Manner =
  | { does: 'says'; text: string; pieces?: number; pauseMs?: number; finish?: 'stop' | 'length' | 'content_filter' }
  | { does: 'hangs' }
  | { does: 'hangs after'; text: string }
  | { does: 'refuses' }
  | { does: 'cuts'; text: string }
  | { does: 'ends early'; text: string }
  | { does: 'fails'; status: number }
  | { does: 'sends rubbish' }
  | { does: 'sends html' }
  | { does: 'talks on' }

export interface FakeOpenAi {
  baseUrl: string
  requests: Asked[]
  embedded: string[][]
  /** What it does from now on; a function looks at the request first. */
  manner: Manner | ((asked: Asked) => Manner)
  close(): Promise<void>
}

/** A server that speaks OpenAI's HTTP: chat completions as server-sent events, embeddings, its errors. */
export async function startFakeOpenAi(): Promise<FakeOpenAi> {
  let replies = 0
  const fake: FakeOpenAi = {
    baseUrl: '',
    requests: [],
    embedded: [],
    manner: { does: 'says', text: '{"sentences":[]}' },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const piece of request) body += String(piece)
    if (request.url === '/v1/embeddings') {
      embed(JSON.parse(body) as never, response)
      return
    }
    if (request.url !== '/v1/chat/completions') {
      refuse(response, 404, 'Unknown request URL')
      return
    }
    const asked = JSON.parse(body) as Asked
    fake.requests.push(asked)
    replies += 1
    await behave(typeof fake.manner === 'function' ? fake.manner(asked) : fake.manner, asked, response, `chatcmpl-${replies}`)
  }

  function embed(asked: { input: string[] | string; model: string }, response: ServerResponse): void {
    const input = [asked.input].flat()
    fake.embedded.push(input)
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: [text.length, 1, 0] }))
    json(response, 200, { object: 'list', data, model: asked.model, usage: { prompt_tokens: 1, total_tokens: 1 } })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return fake
}

async function behave(manner: Manner, asked: Asked, response: ServerResponse, id: string): Promise<void> {
  const send = (delta: Delta, finish_reason: 'stop' | 'length' | 'content_filter' | null = null): void => {
    const choice = { index: 0, delta, finish_reason, logprobs: null }
    const chunk: OpenAI.ChatCompletionChunk = {
      ...{ id, object: 'chat.completion.chunk', created: 1_780_000_000, model: asked.model, choices: [choice] },
    }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  const begin = (): void => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    send({ role: 'assistant', content: '' })
  }
  switch (manner.does) {
    case 'hangs':
      return
    case 'fails': {
      refuse(response, manner.status, 'It failed.')
      return
    }
    case 'sends html':
      respond(response, 200, 'text/html', '<h1>Bad gateway</h1>')
      return
    case 'sends rubbish':
      respond(response, 200, 'text/event-stream', 'data: {"choices": [{"del\n\ndata: ]\n\n')
      return
    case 'refuses':
      begin()
      send({ refusal: "I'm sorry, I can't help with that." })
      send({}, 'stop')
      response.end('data: [DONE]\n\n')
      return
    case 'talks on':
      begin()
      while (!response.destroyed) {
        send({ content: 'and so on, and so on, '.repeat(40) })
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
      return
    case 'hangs after':
      begin()
      send({ content: manner.text })
      return
    case 'cuts':
      begin()
      send({ content: manner.text })
      setTimeout(() => response.destroy(), 20)
      return
    case 'ends early':
      begin()
      send({ content: manner.text })
      response.end()
      return
    case 'says': {
      begin()
      const size = Math.ceil(manner.text.length / (manner.pieces ?? 7))
      for (let at = 0; at < manner.text.length; at += size) {
        send({ content: manner.text.slice(at, at + size) })
        if (manner.pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, manner.pauseMs))
      }
      send({}, manner.finish ?? 'stop')
      response.end('data: [DONE]\n\n')
    }
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  json(response, status, { error: { message, type: 'invalid_request_error', param: null, code: null } })
}

function json(response: ServerResponse, status: number, body: unknown): void {
  respond(response, status, 'application/json', JSON.stringify(body))
}

/** Not chained: where restify is loaded too, `writeHead` of every server answers nothing. */
function respond(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type })
  response.end(body)
}
