import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import { type ChatServer, startChatServer } from './chat-server.ts'

describe('the front door', () => {
  let server: ChatServer
  before(async () => {
    server = await startChatServer()
  })
  after(() => server.close())

  const token = (body: RequestInit['body'], headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
    fetch(`${server.url}/chat/token`, { method: 'POST', headers, body: body ?? null, duplex: 'half' })

  it('answers what it does not know with a problem', async () => {
    for (const [path, init, status, code] of [
      ['/nowhere', {}, 404, 'not_found'],
      ['/chat/token', {}, 405, 'method_not_allowed'],
      ['/healthz', { method: 'DELETE' }, 405, 'method_not_allowed'],
      ['/%E0%A4%A', {}, 404, 'not_found'],
      ['/v3/directline/nowhere', { method: 'POST' }, 404, 'not_found'],
    ] as const) {
      const answer = await fetch(server.url + path, init)
      expect(answer.status, path).to.equal(status)
      expect(answer.headers.get('content-type')).to.equal('application/problem+json')
      expect(await answer.json()).to.deep.include({ status, code, type: `urn:warmline:error:${code}` })
    }
  })

  it('takes no body that is broken, too large, too deep or packed', async () => {
    const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status
    expect(await statusOf(token('{"name":'))).to.equal(400)
    expect(await statusOf(token('{"name":"Iris"}'))).to.equal(200)
    expect(await statusOf(token(''))).to.equal(200)
    expect(await statusOf(token(JSON.stringify({ name: 'x'.repeat(300_000) })))).to.equal(413)
    expect(await statusOf(token(streamOf(300_000), { 'Content-Type': 'application/json' }))).to.equal(413)
    expect(await statusOf(token(`{"name":${'['.repeat(100)}${']'.repeat(100)}}`))).to.equal(400)
    expect(await statusOf(token(`{"name":"${'['.repeat(70)}"}`))).to.equal(200)
    const packed = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }
    expect(await statusOf(token(gzipSync('{"name":"Iris"}'), packed))).to.equal(400)
    expect(await statusOf(token('not gzip at all', packed))).to.equal(400)
    expect(await statusOf(token('{"name":"Iris","__proto__":{"admin":true}}'))).to.equal(200)
    expect(await statusOf(token('null'))).to.equal(200)
    for (const body of ['[]', '7', '"text"', '{"name":7}', '{"name":""}']) expect(await statusOf(token(body)), body).to.equal(400)
  })

  it('says nothing of itself and lets a page of ours load only what is ours', async () => {
    const answer = await fetch(`${server.url}/healthz`)
    expect(answer.headers.get('server')).to.equal(null)
    expect(answer.headers.get('content-security-policy')).to.contain("default-src 'self'").and.contain('frame-ancestors')
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff')
    expect(answer.headers.get('x-request-id')).to.match(/^[\w-]{20,}$/)
    expect(answer.headers.get('access-control-allow-origin')).to.equal(null)
  })

  it('answers HEAD as GET, without the body', async () => {
    const answer = await fetch(`${server.url}/healthz`, { method: 'HEAD' })
    expect(answer.status).to.equal(200)
    expect(await answer.text()).to.equal('')
  })

  it('outlives requests that are no requests', async () => {
    for (const lines of [
      'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: [\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET //%zz/../x?%E0 HTTP/1.1\r\nHost: x\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /chat/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"half":',
      'POST /chat/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: nine\r\n\r\n{}',
      'POST /chat/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'nonsense\r\n\r\n',
    ]) {
      const first = await firstLine(server.port, lines)
      expect(first, lines).to.match(/^(HTTP\/1\.1 [234]|$)/)
    }
    expect((await fetch(`${server.url}/healthz`)).status).to.equal(200)
    expect(server.reported).to.deep.equal([])
  })

  it('hands an unforeseen error to the log, whole, and to the caller as a number', async () => {
    const broken = await startChatServer()
    const { token: chat, conversationId } = (await (await broken.post('/chat/token', {})).json()) as {
      token: string
      conversationId: string
    }
    await broken.store.close()
    const answer = await broken.get(`/v3/directline/conversations/${conversationId}/activities`, chat)
    expect(answer.status).to.equal(503)
    expect(answer.headers.get('retry-after')).to.equal('1')
    expect(await answer.json()).to.have.all.keys('type', 'title', 'status', 'code')
    expect(broken.reported).to.have.length(1)
    broken.streams.close()
    await broken.http.close(100)
  })

  it('closes: finishes what runs, refuses what comes', async () => {
    const closing = await startChatServer()
    const kept = httpRequest({
      port: closing.port,
      path: '/chat/token',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    })
    const answered = new Promise<number>((resolve, reject) => {
      kept.on('response', (response) => resolve(response.resume().statusCode ?? 0))
      kept.on('error', reject)
    })
    kept.write('{"name":')
    await new Promise((resolve) => setTimeout(resolve, 50))
    closing.streams.close()
    const closed = closing.http.close(2000)
    kept.end('"Iris"}')
    expect(await answered).to.equal(200)
    await closed
    const late = await fetch(`${closing.url}/healthz`).catch(() => 'refused')
    expect(late).to.equal('refused')
    await closing.store.close()
  })
})

function streamOf(bytes: number): ReadableStream {
  let left = bytes
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) controller.close()
      else controller.enqueue(Buffer.alloc(Math.min(left, 16_384), 'x'))
      left -= 16_384
    },
  })
}

function firstLine(port: number, lines: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(lines))
    let text = ''
    socket.on('data', (data: Buffer) => (text += data.toString()))
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
    socket.on('error', () => resolve(''))
  })
}
