import type { IncomingMessage } from 'node:http'

export interface OriginRules {
  /** Where customers reach us, without a slash at the end; undefined: as each request names it. */
  publicUrl?: string | undefined
  /** Pages of others that may show the widget, as origins; `*` for all. */
  allowedOrigins: readonly string[]
  /** Whether a proxy of ours stands before us and tells the protocol. */
  trustProxy: boolean
}

/** Our own origin as this client knows it. */
export function ownOrigin(request: IncomingMessage, rules: OriginRules): string {
  if (rules.publicUrl !== undefined) return rules.publicUrl
  const forwarded = rules.trustProxy ? request.headers['x-forwarded-proto'] : undefined
  return `${forwarded === 'https' ? 'https' : 'http'}://${request.headers.host ?? 'localhost'}`
}

/**
 * What a browser's page may do here. `none`: no page asks (an app, a server, a test), so nothing has to be allowed.
 */
export function originOf(request: IncomingMessage, rules: OriginRules): { kind: 'none' | 'allowed' | 'refused'; origin: string } {
  const { origin } = request.headers
  if (origin === undefined) return { kind: 'none', origin: '' }
  const allowed =
    origin === ownOrigin(request, rules) ||
    hostOf(origin) === request.headers.host ||
    rules.allowedOrigins.includes('*') ||
    rules.allowedOrigins.includes(origin)
  return { kind: allowed ? 'allowed' : 'refused', origin }
}

/** Behind a proxy the protocol may differ from what we see; the host is what tells our own pages. */
function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}
