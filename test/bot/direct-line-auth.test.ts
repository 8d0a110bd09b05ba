import { createHmac } from 'node:crypto'
import { expect } from 'chai'
import { type ChatServer, claimsOf, openSocket, SECRET, startChatServer } from './chat-server.ts'

/** Everything one needs to try the doors of somebody else's conversation. */
interface World {
  mine: { token: string; ticket: string; id: string; user: string }
  theirs: { token: string; ticket: string; id: string; user: string }
  expired: { token: string; ticket: string }
}

type Door = 'read' | 'write' | 'connect' | 'resume' | 'refresh' | 'session' | 'upload'
const DOORS: Door[] = ['read', 'write', 'connect', 'resume', 'refresh', 'session', 'upload']

const FORGED: [name: string, header: (world: World) => string | undefined, status: 401 | 403][] = [
  ['no token', () => undefined, 401],
  ['an empty header', () => '', 401],
  ['another scheme', ({ theirs }) => `Basic ${theirs.token}`, 401],
  ['the bare token', ({ theirs }) => theirs.token, 401],
  ['the word undefined', () => 'Bearer undefined', 401],
  ['the secret itself', () => `Bearer ${SECRET.replaceAll(' ', '')}`, 401],
  ['a stream ticket', ({ theirs }) => `Bearer ${theirs.ticket}`, 401],
  ['an expired token', ({ expired }) => `Bearer ${expired.token}`, 403],
  ['an expired stream ticket', ({ expired }) => `Bearer ${expired.ticket}`, 401],
  ['alg none', ({ theirs }) => `Bearer ${resigned(theirs.token, { alg: 'none' }, {}, () => '')}`, 401],
  [
    'another secret',
    ({ theirs }) => `Bearer ${resigned(theirs.token, {}, {}, hmac('another secret of more than 32 bytes', 'sha256'))}`,
    401,
  ],
  ['an empty secret', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, {}, hmac('', 'sha256'))}`, 401],
  [
    'HS512 with the right secret',
    ({ theirs }) => `Bearer ${resigned(theirs.token, { alg: 'HS512' }, {}, hmac(SECRET, 'sha512'))}`,
    401,
  ],
  ['another audience', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { aud: 'somebody' })}`, 401],
  ['no audience', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { aud: undefined })}`, 401],
  ['no expiry', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { exp: undefined })}`, 401],
  ['no user', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { user: undefined })}`, 401],
  ['a user who is none of ours', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { user: 'admin' })}`, 401],
  ['no conversation', ({ theirs }) => `Bearer ${resigned(theirs.token, {}, { conv: undefined })}`, 401],
  [
    'claims exchanged under the signature',
    ({ mine, theirs }) => `Bearer ${resigned(mine.token, {}, { conv: theirs.id }, keepSignature(mine.token))}`,
    401,
  ],
]

describe('Direct Line opens a conversation to its own token alone', () => {
  let server: ChatServer
  let world: World
  before(async () => {
    server = await startChatServer()
    world = { mine: await party(server), theirs: await party(server), expired: await expiredParty(server) }
    await knock(server, 'write', world.theirs.id, `Bearer ${world.theirs.token}`)
  })
  after(() => server.close())

  for (const [name, header, status] of FORGED) {
    it(`${status} at every door: ${name}`, async () => {
      for (const door of DOORS) await refused(await knock(server, door, world.theirs.id, header(world)), status, door)
    })
  }

  it('403 at every door with the token of another conversation', async () => {
    for (const door of ['read', 'write', 'resume', 'upload'] as const) {
      await refused(await knock(server, door, world.theirs.id, `Bearer ${world.mine.token}`), 403, door)
    }
    for (const id of ['nobody', `${world.theirs.id}x`, '..%2F..%2Fapi', '%00', 'a'.repeat(500)]) {
      await refused(await knock(server, 'read', id, `Bearer ${world.mine.token}`), 403, id)
    }
  })

  it('403 for words in the name of another customer', async () => {
    for (const from of [world.theirs.user, 'dl_', 'admin', world.mine.user.toUpperCase(), `${world.mine.user} `]) {
      const path = `/v3/directline/conversations/${world.mine.id}/activities`
      const answer = await server.post(path, { type: 'message', text: 'forged', from: { id: from } }, world.mine.token)
      await refused(answer, 403, from)
    }
    expect(await server.store.log.head(world.mine.id)).to.equal(undefined)
  })

  it('opens a stream to a fresh ticket of this conversation alone', async () => {
    const { mine, theirs, expired } = world
    const tries: [string, string, number][] = [
      ['no ticket', '', 401],
      ['a conversation token', theirs.token, 401],
      ['an expired ticket', expired.ticket, 403],
      ['the ticket of another conversation', mine.ticket, 403],
      ['a forged ticket', resigned(theirs.ticket, {}, {}, hmac('another secret of more than 32 bytes', 'sha256')), 401],
      ['alg none', resigned(theirs.ticket, { alg: 'none' }, {}, () => ''), 401],
      ['a ticket for two purposes', resigned(theirs.ticket, {}, { aud: ['warmline:conversation'] }), 401],
    ]
    for (const [name, ticket, status] of tries) {
      const { opened } = openSocket(`ws://127.0.0.1:${server.port}/v3/directline/conversations/${theirs.id}/stream?t=${ticket}`)
      expect(await opened, name).to.equal(status)
    }
    for (const path of [
      '/',
      '/chat',
      '/v3/directline/conversations//stream',
      `/v3/directline/conversations/${theirs.id}`,
      '//%zz',
    ]) {
      const { opened } = openSocket(`ws://127.0.0.1:${server.port}${path}?t=${theirs.ticket}`)
      expect(await opened, path).to.equal(404)
    }
    expect(server.streams.count()).to.equal(0)
  })

  it('gives nobody the conversation of a token it did not sign', async () => {
    const { theirs } = world
    const forged = [
      theirs.ticket,
      theirs.id,
      resigned(theirs.token, {}, {}, hmac('another secret of more than 32 bytes', 'sha256')),
      resigned(theirs.token, { alg: 'none' }, {}, () => ''),
    ]
    for (const token of forged) {
      const answer = (await (await server.post('/chat/token', { token })).json()) as { conversationId: string }
      expect(answer.conversationId).not.to.equal(theirs.id)
    }
    const generated = await server.post('/v3/directline/tokens/generate', {
      user: { id: theirs.user },
      conversationId: theirs.id,
    })
    const { token } = (await generated.json()) as { token: string }
    expect(claimsOf(token).user).not.to.equal(theirs.user)
    expect(claimsOf(token).conv).not.to.equal(theirs.id)
  })
})

async function party(server: ChatServer): Promise<World['mine']> {
  const session = server.tokens.start({})
  const { token } = await server.tokens.issue(session)
  return { token, ticket: await server.tokens.issueTicket(session), id: session.conversationId, user: session.userId }
}

async function expiredParty(server: ChatServer): Promise<World['expired']> {
  server.clock.ahead = -3600_000
  const { token, ticket } = await party(server)
  server.clock.ahead = 0
  return { token, ticket }
}

function knock(server: ChatServer, door: Door, id: string, authorization: string | undefined): Promise<Response> {
  const at = `${server.url}/v3/directline`
  const headers = { 'Content-Type': 'application/json', ...(authorization === undefined ? {} : { Authorization: authorization }) }
  const post = { method: 'POST', headers, body: JSON.stringify({ type: 'message', text: 'let me in' }) }
  switch (door) {
    case 'read':
      return fetch(`${at}/conversations/${id}/activities`, { headers })
    case 'write':
      return fetch(`${at}/conversations/${id}/activities`, post)
    case 'connect':
      return fetch(`${at}/conversations`, post)
    case 'resume':
      return fetch(`${at}/conversations/${id}?watermark=0`, { headers })
    case 'refresh':
      return fetch(`${at}/tokens/refresh`, post)
    case 'session':
      return fetch(`${at}/session/getsessionid`, { headers })
    case 'upload':
      return fetch(`${at}/conversations/${id}/upload?userId=x`, post)
  }
}

async function refused(answer: Response, status: number, where: string): Promise<void> {
  expect(answer.status, where).to.equal(status)
  const body = (await answer.json()) as { code: string; detail?: string }
  expect(body.code).to.equal(status === 401 ? 'unauthenticated' : 'forbidden')
  expect(['The token has expired.', undefined]).to.include(body.detail)
}

function resigned(
  token: string,
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  sign: (input: string) => string = hmac(SECRET, 'sha256'),
): string {
  const [head = '', body = ''] = token.split('.')
  const input = `${changed(head, header)}.${changed(body, claims)}`
  return `${input}.${sign(input)}`
}

function changed(part: string, changes: Record<string, unknown>): string {
  const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return Buffer.from(JSON.stringify({ ...value, ...changes })).toString('base64url')
}

function hmac(secret: string, algorithm: 'sha256' | 'sha512') {
  return (input: string): string => createHmac(algorithm, secret).update(input).digest('base64url')
}

function keepSignature(token: string) {
  return (): string => token.split('.')[2] ?? ''
}
