import { createHmac, createSecretKey } from 'node:crypto'
import { SERVICE_URL, teamsMessage } from './connector-server.ts'
import { APP_ID, type KeyServer, type TokenWish } from './key-server.ts'

/** A try at /api/messages that must fail. */
export interface Refused {
  name: string
  /** What comes in the Authorization header. */
  authorization: (keys: KeyServer) => Promise<string | undefined> | string | undefined
  activity?: unknown
  status: 401 | 403
}

export const bearer =
  (wish: TokenWish) =>
  async (keys: KeyServer): Promise<string> =>
    `Bearer ${await keys.token(wish)}`
const good = bearer({})

const NO_PROOF: Refused[] = [
  ...[
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic dXNlcjpwYXNz',
    'Bearer x',
    'Bearer a.b',
    'Bearer a.b.c',
    'Bearer ..',
    'Bearer null',
    `Bearer ${'a'.repeat(8000)}`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ].map((header) => ({
    name: `the header ${JSON.stringify(header?.slice(0, 40))}`,
    authorization: () => header,
    status: 401 as const,
  })),
  { name: 'the token without its scheme', authorization: (keys) => keys.token(), status: 401 },
  { name: 'two tokens', authorization: async (keys) => `Bearer ${await keys.token()} ${await keys.token()}`, status: 401 },
]

const WRONG_CLAIMS: Refused[] = [
  { name: 'another audience', authorization: bearer({ audience: 'somebody-else' }), status: 401 },
  { name: 'an audience that only begins the same', authorization: bearer({ audience: `${APP_ID}0` }), status: 401 },
  { name: 'an empty audience', authorization: bearer({ audience: '' }), status: 401 },
  { name: 'another issuer', authorization: bearer({ issuer: 'https://sts.windows.net/tenant/' }), status: 401 },
  { name: 'an issuer with a slash more', authorization: bearer({ issuer: 'https://api.botframework.com/' }), status: 401 },
  { name: 'an issuer of plain http', authorization: bearer({ issuer: 'http://api.botframework.com' }), status: 401 },
  { name: 'an empty issuer', authorization: bearer({ issuer: '' }), status: 401 },
  { name: 'expired six minutes ago', authorization: bearer({ expires: -360 }), status: 401 },
  { name: 'expired a year ago', authorization: bearer({ expires: -365 * 86_400 }), status: 401 },
  { name: 'never expiring', authorization: bearer({ expires: null }), status: 401 },
  { name: 'valid only in ten minutes', authorization: bearer({ notBefore: 600 }), status: 401 },
]

const WRONG_KEYS: Refused[] = [
  {
    name: 'a key nobody published',
    authorization: async (keys) => sign(keys, { kid: 'unknown', key: keys.pairs.unknown.privateKey }),
    status: 401,
  },
  {
    name: 'a stranger’s key under a published name',
    authorization: async (keys) => sign(keys, { key: keys.pairs.unknown.privateKey }),
    status: 401,
  },
  { name: 'no key id', authorization: async (keys) => sign(keys, { header: { kid: undefined } }), status: 401 },
  { name: 'an empty key id', authorization: async (keys) => sign(keys, { kid: '' }), status: 401 },
  { name: 'a key id that is a path', authorization: async (keys) => sign(keys, { kid: '../../etc/passwd' }), status: 401 },
  {
    name: 'a key that comes with the token',
    authorization: async (keys) =>
      sign(keys, {
        kid: 'mine',
        key: keys.pairs.unknown.privateKey,
        header: { jwk: keys.pairs.unknown.publicKey.export({ format: 'jwk' }) },
      }),
    status: 401,
  },
  {
    name: 'an address to fetch the key from',
    authorization: async (keys) =>
      sign(keys, { kid: 'mine', key: keys.pairs.unknown.privateKey, header: { jku: 'http://127.0.0.1:1/keys' } }),
    status: 401,
  },
  { name: 'HS256 keyed with the published PEM', authorization: (keys) => confused(keys, 'spki', 'pem'), status: 401 },
  { name: 'HS256 keyed with the published DER', authorization: (keys) => confused(keys, 'spki', 'der'), status: 401 },
  { name: 'HS256 keyed with nothing', authorization: (keys) => hs256(keys, Buffer.from(' ')), status: 401 },
  {
    name: 'alg none',
    authorization: async (keys) => withHeader(await keys.token(), { alg: 'none', kid: 'endorsed' }, ''),
    status: 401,
  },
  {
    name: 'alg None',
    authorization: async (keys) => withHeader(await keys.token(), { alg: 'None', kid: 'endorsed' }),
    status: 401,
  },
  { name: 'alg missing', authorization: async (keys) => withHeader(await keys.token(), { kid: 'endorsed' }), status: 401 },
  { name: 'PS256', authorization: async (keys) => sign(keys, { alg: 'PS256' }), status: 401 },
  { name: 'no signature', authorization: async (keys) => `Bearer ${(await keys.token()).replace(/\.[^.]*$/, '.')}`, status: 401 },
  { name: 'a signature cut short', authorization: async (keys) => `Bearer ${(await keys.token()).slice(0, -8)}`, status: 401 },
  { name: 'claims exchanged under the signature', authorization: async (keys) => exchanged(await keys.token()), status: 401 },
  {
    name: 'a critical header nobody knows',
    authorization: async (keys) => withHeader(await keys.token(), { alg: 'RS256', kid: 'endorsed', crit: ['x'], x: 1 }),
    status: 401,
  },
]

const WRONG_PLACES: Refused[] = [
  ...[
    ['no channelId', { channelId: undefined }],
    ['an empty channelId', { channelId: '' }],
    ['a channelId of null', { channelId: null }],
    ['a channelId that is a list', { channelId: ['msteams'] }],
    ['a channelId that is an object', { channelId: { toString: 'msteams' } }],
    ['a channel the key may not speak for', { channelId: 'facebook' }],
    ['a channel in other letters', { channelId: 'MSTeams' }],
    ['the emulator’s channel', { channelId: 'emulator' }],
    ['a channel with a space', { channelId: 'msteams ' }],
    ['no serviceUrl', { serviceUrl: undefined }],
    ['an empty serviceUrl', { serviceUrl: '' }],
    ['a serviceUrl of null', { serviceUrl: null }],
    ['a serviceUrl that is a number', { serviceUrl: 1 }],
    ['another serviceUrl', { serviceUrl: 'https://attacker.example/' }],
    ['a serviceUrl below the real one', { serviceUrl: `${SERVICE_URL}x` }],
    ['a serviceUrl that has the real one in its name', { serviceUrl: `${SERVICE_URL}@attacker.example/` }],
    ['a serviceUrl of plain http', { serviceUrl: SERVICE_URL.replace('https', 'http') }],
  ].map(([name, changes]) => ({
    name: name as string,
    authorization: good,
    activity: teamsMessage(changes as Record<string, unknown>),
    status: 403 as const,
  })),
  ...[null, [], 7, true, {}, [teamsMessage()]].map((activity) => ({
    name: `the body ${JSON.stringify(activity).slice(0, 20)}`,
    authorization: good,
    activity,
    status: 403 as const,
  })),
  {
    name: 'a key without endorsements',
    authorization: async (keys) => sign(keys, { kid: 'unendorsed', key: keys.pairs.unendorsed.privateKey }),
    status: 403,
  },
  { name: 'a token that names no serviceUrl', authorization: bearer({ serviceUrl: null }), status: 403 },
  { name: 'a token for an empty serviceUrl', authorization: bearer({ serviceUrl: '' }), status: 403 },
  {
    name: 'empty serviceUrls on both sides',
    authorization: bearer({ serviceUrl: '' }),
    activity: teamsMessage({ serviceUrl: '' }),
    status: 403,
  },
]

export const BOT_FRAMEWORK_FORGERIES: readonly Refused[] = [...NO_PROOF, ...WRONG_CLAIMS, ...WRONG_KEYS, ...WRONG_PLACES]

export async function sign(keys: KeyServer, wish: TokenWish): Promise<string> {
  return `Bearer ${await keys.token(wish)}`
}

async function confused(keys: KeyServer, type: 'spki', format: 'pem' | 'der'): Promise<string> {
  return hs256(keys, Buffer.from(keys.pairs.endorsed.publicKey.export({ type, format: format as 'pem' })))
}

async function hs256(keys: KeyServer, secret: Buffer): Promise<string> {
  const [, claims] = (await keys.token()).split('.')
  const head = part({ alg: 'HS256', kid: 'endorsed', typ: 'JWT' })
  const signature = createHmac('sha256', createSecretKey(secret)).update(`${head}.${claims}`).digest('base64url')
  return `Bearer ${head}.${claims}.${signature}`
}

function withHeader(token: string, header: unknown, signature?: string): string {
  const [, claims, signed] = token.split('.')
  return `Bearer ${part(header)}.${claims}.${signature ?? signed}`
}

function exchanged(token: string): string {
  const [head, , signature] = token.split('.')
  const claims = { iss: 'https://api.botframework.com', aud: APP_ID, serviceurl: SERVICE_URL, exp: Date.now() }
  return `Bearer ${head}.${part(claims)}.${signature}`
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
