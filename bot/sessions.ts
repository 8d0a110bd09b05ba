import type { Request } from 'restify'
import { WarmlineError } from '../domain/errors.ts'
import { type Authenticate, hasRole, type Proof, type Who } from '../people/authenticate.ts'
import { isDemo } from '../people/demo-links.ts'
import type { Role } from '../people/ports.ts'
import { isLoopback } from './peer.ts'

export const SESSION_COOKIE = 'warmline_session'

/** Who may use a route: a role, or anybody who is signed in. */
export type Admission = 'signed_in' | Role

/** Lets a request in, or throws `unauthenticated` or `forbidden`. */
export type Gate = (request: Request, admission: Admission) => Promise<Who>

export interface GateDeps {
  authenticate: Authenticate
  /** Where customers and agents reach us; behind a proxy the Host header may differ from it. */
  publicUrl?: string | undefined
}

export function createGate({ authenticate, publicUrl }: GateDeps): Gate {
  return async (request, admission) => {
    const proof = proofOf(request)
    // A bearer token is never sent by a browser on its own, so only cookies need the look at where the request came from.
    if (proof.bearer === undefined && !cameFromOwnPage(request, publicUrl)) {
      throw new WarmlineError('forbidden', 'The request came from a page of another site.')
    }
    const who = await authenticate(proof)
    if (!who || (isDemo(who) && !isLoopback(request))) throw new WarmlineError('unauthenticated')
    if (admission !== 'signed_in' && !hasRole(who, admission)) throw new WarmlineError('forbidden')
    return who
  }
}

/** What the request brings to prove who sent it. An unusable Authorization header is a failed proof, not none. */
export function proofOf({ headers }: Pick<Request, 'headers'>): Proof {
  const { authorization, cookie } = headers
  if (authorization !== undefined) return { bearer: /^Bearer +([^\s]+)$/i.exec(authorization)?.[1] ?? '' }
  return { sessionToken: cookieOf(cookie, SESSION_COOKIE) }
}

/** `Set-Cookie` for a new session. Strict: no other site's page can make the browser send it. */
export function sessionCookie(sessionToken: string, lifetimeMs: number, secure: boolean): string {
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(lifetimeMs / 1000)}`
  return `${SESSION_COOKIE}=${sessionToken}; ${attributes}${secure ? '; Secure' : ''}`
}

export function forgottenCookie(secure: boolean): string {
  return sessionCookie('', 0, secure)
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The second lock beside SameSite=Strict, which lets pages of sibling subdomains through. Browsers say where an unsafe request comes
 * from; a client that says nothing is no browser, and holds its cookie on purpose.
 */
export function cameFromOwnPage({ method, headers }: Pick<Request, 'method' | 'headers'>, publicUrl?: string): boolean {
  if (SAFE_METHODS.has(method ?? 'GET')) return true
  const { origin, host } = headers
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return true
  if (origin === undefined) return site === undefined
  const from = hostOf(origin)
  return from !== undefined && (from === host || (publicUrl !== undefined && from === hostOf(publicUrl)))
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  return found === '' ? undefined : found
}
