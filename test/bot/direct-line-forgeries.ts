import { createHmac } from 'node:crypto'
import { type ChatServer, SECRET } from './chat-server.ts'

/** Everything one needs to try the doors of somebody else's conversation. */
export interface DirectLineWorld {
  mine: { token: string; ticket: string; id: string; user: string }
  theirs: { token: string; ticket: string; id: string; user: string }
  expired: { token: string; ticket: string }
}

export type Door = 'read' | 'write' | 'connect' | 'resume' | 'refresh' | 'session' | 'upload'
export const DOORS: Door[] = ['read', 'write', 'connect', 'resume', 'refresh', 'session', 'upload']

/** What is brought to every door of `theirs`, and what it must be answered. */
export const DIRECT_LINE_FORGERIES: [name: string, header: (world: DirectLineWorld) => string | undefined, status: 401 | 403][] =
  [
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

export async function party(server: ChatServer): Promise<DirectLineWorld['mine']> {
  const session = server.tokens.start({})
  const { token } = await server.tokens.issue(session)
  return { token, ticket: await server.tokens.issueTicket(session), id: session.conversationId, user: session.userId }
}

export async function expiredParty(server: ChatServer): Promise<DirectLineWorld['expired']> {
  server.clock.ahead = -3600_000
  const { token, ticket } = await party(server)
  server.clock.ahead = 0
  return { token, ticket }
}

export function knock(server: ChatServer, door: Door, id: string, authorization: string | undefined): Promise<Response> {
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

export function resigned(
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

export function hmac(secret: string, algorithm: 'sha256' | 'sha512') {
  return (input: string): string => createHmac(algorithm, secret).update(input).digest('base64url')
}

function keepSignature(token: string) {
  return (): string => token.split('.')[2] ?? ''
}
