import type { Agents } from '../../people/ports.ts'
import { hasRole, type Who } from '../../people/authenticate.ts'
import { type ExchangeSignInCode, SESSION_LIFETIME_MS } from '../../people/sign-in-codes.ts'
import type { SignOut } from '../../people/sign-out.ts'
import { z } from 'zod'
import { type SessionAnswer, sessionAnswer } from '../api/session.ts'
import type { Answer } from '../http.ts'
import { isLoopback } from '../peer.ts'
import { forgottenCookie, proofOf, sessionCookie } from '../sessions.ts'
import { signInFailedPage } from '../sign-in-page.ts'
import { type Call, type Route, route } from './route.ts'

export interface SessionDeps {
  exchangeSignInCode: ExchangeSignInCode
  signOut: SignOut
  agents: Pick<Agents, 'get'>
  /** True when PUBLIC_URL is https: the cookie then never travels in the clear. */
  secureCookies: boolean
}

export function sessionRoutes(deps: SessionDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/sign-in',
        summary: 'Opens a single-use sign-in link: sets the session cookie and goes to the desk or the editor',
        access: 'public',
        query: z.object({ code: z.string().optional() }),
        answer: { status: 303, mediaType: 'text/html' },
      },
      (call) => signIn(deps, call),
    ),
    route(
      {
        method: 'get',
        path: '/api/session',
        summary: 'Who is signed in',
        access: 'signed_in',
        answer: { status: 200, body: sessionAnswer },
      },
      async ({ who }) => ({ status: 200, body: await describe(deps, who), headers: NOT_STORED }),
    ),
    route(
      {
        method: 'post',
        path: '/api/session/sign-out',
        summary: 'Ends the session and forgets the cookie',
        access: 'signed_in',
        answer: { status: 204 },
      },
      async ({ request }) => {
        const { sessionToken } = proofOf(request)
        if (sessionToken !== undefined) await deps.signOut(sessionToken)
        return { status: 204, headers: { 'Set-Cookie': forgottenCookie(deps.secureCookies) } }
      },
    ),
  ]
}

const NOT_STORED = { 'Cache-Control': 'no-store' }

async function signIn(deps: SessionDeps, { query, request, response }: Call<{ code?: string | undefined }>): Promise<Answer> {
  if (query.code === undefined || query.code === '') {
    sendPage(response, 400)
    return undefined
  }
  const { sessionToken } = proofOf(request)
  const outcome = await deps.exchangeSignInCode({ code: query.code, sessionToken, onThisMachine: isLoopback(request) })
  if (outcome.kind === 'invalid') {
    sendPage(response, 410)
    return undefined
  }
  const cookie = sessionCookie(outcome.sessionToken, SESSION_LIFETIME_MS, deps.secureCookies)
  const Location = outcome.granted.every((role) => role === 'editor') ? '/editor' : '/desk'
  return { status: 303, headers: { ...NOT_STORED, 'Set-Cookie': cookie, Location, 'Referrer-Policy': 'no-referrer' } }
}

function sendPage(response: Call['response'], status: number): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    ...NOT_STORED,
  })
  response.end(signInFailedPage)
}

async function describe({ agents }: SessionDeps, who: Who): Promise<SessionAnswer> {
  const { accountId, name, roles } = who
  if (!hasRole(who, 'agent')) return { accountId, name, roles, presence: null }
  const agent = await agents.get(accountId)
  return { accountId, name, roles, presence: agent?.presence ?? 'available' }
}
