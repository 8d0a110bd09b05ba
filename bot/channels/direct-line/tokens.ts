import { createSecretKey } from 'node:crypto'
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../../domain/clock.ts'
import { conversationIdOf, type Ids } from '../../../domain/ids.ts'
import { rememberVerified } from './remember-verified.ts'

/** Whose conversation it is. Both ids are ours and unguessable; the token binds them to each other. */
export interface ChatSession {
  conversationId: string
  userId: string
  /** When the conversation was first given out; the greeting is dated with it. */
  startedAt: number
  name?: string | undefined
  language?: string | undefined
}

export interface IssuedToken {
  token: string
  conversationId: string
  expires_in: number
}

/** `expiresAt`: milliseconds since 1970. */
export type Verified = { kind: 'valid'; session: ChatSession; expiresAt: number } | { kind: 'expired' } | { kind: 'invalid' }

export interface ChatTokens {
  /** A new conversation of a new customer. Nothing is stored: there is no log before the customer's first act. */
  start(profile: Pick<ChatSession, 'name' | 'language'>): ChatSession
  issue(session: ChatSession): Promise<IssuedToken>
  verify(token: string): Promise<Verified>
  /** Also accepts a token that expired up to 30 days ago: the customer who comes back next morning goes on. */
  verifyToGoOn(token: string): Promise<ChatSession | undefined>
  /** Good for opening one stream within the next minute, and for nothing else: it travels in an address. */
  issueTicket(session: ChatSession): Promise<string>
  verifyTicket(ticket: string): Promise<Verified>
}

export const TOKEN_SECONDS = 30 * 60
const TICKET_SECONDS = 60
const GO_ON_SECONDS = 30 * 24 * 3600
/** The audiences keep a ticket from being a token and a token from being a ticket. */
const TOKEN_AUDIENCE = 'warmline:conversation'
const TICKET_AUDIENCE = 'warmline:stream'

/** Direct Line clients read `user` from the token themselves, so it is a JWT and the claim has that name. */
const claims = z.object({
  user: z.string().startsWith('dl_').max(64),
  conv: z.string().length(22),
  started: z.number(),
  name: z.string().optional(),
  lang: z.string().optional(),
})

/** `secret`: at least 32 bytes, the same on every node. */
export function createChatTokens({ secret, clock, ids }: { secret: string | Uint8Array; clock: Clock; ids: Ids }): ChatTokens {
  const key = createSecretKey(typeof secret === 'string' ? Buffer.from(secret, 'utf8') : secret)

  function sign(session: ChatSession, audience: string, seconds: number): Promise<string> {
    const now = Math.floor(clock.now() / 1000)
    return new SignJWT(claimsOf(session))
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key)
  }

  async function check(token: string, audience: string, lateSeconds = 0): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        requiredClaims: ['exp', 'iat'],
        clockTolerance: lateSeconds,
        currentDate: new Date(clock.now()),
      })
      const session = sessionOf(payload)
      return session ? { kind: 'valid', session, expiresAt: (payload.exp ?? 0) * 1000 } : { kind: 'invalid' }
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' }
    }
  }

  return {
    start: (profile) => ({
      ...profile,
      conversationId: conversationIdOf('directline', 'default', ids.next()),
      userId: `dl_${ids.next()}`,
      startedAt: clock.now(),
    }),
    issue: async (session) => ({
      token: await sign(session, TOKEN_AUDIENCE, TOKEN_SECONDS),
      conversationId: session.conversationId,
      expires_in: TOKEN_SECONDS,
    }),
    verify: rememberVerified((token) => check(token, TOKEN_AUDIENCE), clock),
    verifyToGoOn: async (token) => {
      const verified = await check(token, TOKEN_AUDIENCE, GO_ON_SECONDS)
      return verified.kind === 'valid' ? verified.session : undefined
    },
    issueTicket: (session) => sign(session, TICKET_AUDIENCE, TICKET_SECONDS),
    verifyTicket: (ticket) => check(ticket, TICKET_AUDIENCE),
  }
}

function claimsOf({ conversationId, userId, startedAt, name, language }: ChatSession): JWTPayload {
  return { user: userId, conv: conversationId, started: startedAt, name, lang: language }
}

function sessionOf(payload: JWTPayload): ChatSession | undefined {
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return undefined
  const { user, conv, started, name, lang } = parsed.data
  return { conversationId: conv, userId: user, startedAt: started, name, language: lang }
}
