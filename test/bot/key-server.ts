import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignJWT } from 'jose'

export const APP_ID = '00000000-1111-2222-3333-444444444444'
export const ISSUER = 'https://api.botframework.com'

export interface TokenWish {
  kid?: string
  key?: KeyObject
  alg?: string
  issuer?: string
  audience?: string
  serviceUrl?: string | null
  /** Seconds from now. */
  expires?: number | null
  notBefore?: number
  header?: Record<string, unknown>
}

export type KeyServer = Awaited<ReturnType<typeof startKeyServer>>

/** Bot Framework's OpenID metadata and keys, on this machine: one endorsed for Teams and Slack, one for nothing, one never published. */
export async function startKeyServer() {
  const pairs = {
    endorsed: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    unendorsed: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    unknown: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  }
  const endorsements: Record<string, string[] | undefined> = { endorsed: ['msteams', 'slack'], unendorsed: undefined }
  const state = { mode: 'well' as 'well' | 'down' | 'nonsense', asked: 0 }
  const server: Server = createServer((request, response) => {
    state.asked++
    if (state.mode === 'down') {
      response.statusCode = 503
      response.end('a secret of the key server')
      return
    }
    if (state.mode === 'nonsense') {
      response.end('<html>')
      return
    }
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(request.url === '/keys' ? jwks() : { issuer: ISSUER, jwks_uri: `${origin}/keys` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function jwks() {
    const published = (['endorsed', 'unendorsed'] as const).map((kid) => ({
      ...pairs[kid].publicKey.export({ format: 'jwk' }),
      kid,
      use: 'sig',
      ...(endorsements[kid] ? { endorsements: endorsements[kid] } : {}),
    }))
    return { keys: published }
  }

  return {
    state,
    pairs,
    metadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`,
    token(wish: TokenWish = {}): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const { kid = 'endorsed', alg = 'RS256', serviceUrl = 'https://smba.example/emea/' } = wish
      const expires = wish.expires === undefined ? 3600 : wish.expires
      const jwt = new SignJWT(serviceUrl === null ? {} : { serviceurl: serviceUrl })
        .setProtectedHeader({ alg, kid, typ: 'JWT', ...wish.header })
        .setIssuer(wish.issuer ?? ISSUER)
        .setAudience(wish.audience ?? APP_ID)
        .setIssuedAt(now)
      if (expires !== null) jwt.setExpirationTime(now + expires)
      if (wish.notBefore !== undefined) jwt.setNotBefore(now + wish.notBefore)
      return jwt.sign(wish.key ?? pairs.endorsed.privateKey)
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}
