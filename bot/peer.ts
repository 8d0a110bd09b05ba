import type { IncomingMessage } from 'node:http'

/** The address a request came from, as rate limits count it. Proxies are believed only when the operator says there is one. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? lastForwarded(request) : undefined
  return networkOf(forwarded ?? request.socket.remoteAddress ?? 'unknown')
}

/** Loopback means a loopback peer and nobody in between who says otherwise. */
export function isLoopback(request: IncomingMessage): boolean {
  if (request.headers.forwarded !== undefined || request.headers['x-forwarded-for'] !== undefined) return false
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

/** The last entry is the one our own proxy wrote; those before it are hearsay. */
function lastForwarded(request: IncomingMessage): string | undefined {
  const header = request.headers['x-forwarded-for']
  const last = (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim()
  return last === '' ? undefined : last
}

/** One IPv6 customer holds a whole /64: its first four groups count as one address. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').slice(0, 64)
  return plain.includes(':') && !plain.startsWith('::') ? plain.split(':').slice(0, 4).join(':') : plain
}
