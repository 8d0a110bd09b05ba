import type { Request, Response } from 'restify'
import { originOf, type OriginRules } from './origins.ts'

/** Everything on our pages is ours: scripts, styles, fonts, sockets. Articles are the editors' HTML and get no scripts at all. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function setSecurityHeaders(request: Request, response: Response): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Referrer-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Cross-Origin-Resource-Policy', isWidgetFile(request) ? 'cross-origin' : 'same-origin')
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
  response.setHeader('X-Request-Id', request.getId())
}

/**
 * What a page of somebody else needs: the widget and its font from anywhere (they hold nothing of anybody), chat itself from the
 * pages the operator allowed.
 */
export function setCrossOriginHeaders(request: Request, response: Response, rules: OriginRules): void {
  if (isWidgetFile(request)) {
    response.setHeader('Access-Control-Allow-Origin', '*')
    return
  }
  if (!isChat(request)) return
  response.setHeader('Vary', 'Origin')
  const { kind, origin } = originOf(request, rules)
  if (kind !== 'allowed') return
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id')
}

/** Answers a browser that asks before it sends; true when it was such a question. */
export function answerPreflight(request: Request, response: Response): boolean {
  if (request.method !== 'OPTIONS' || !isChat(request)) return false
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, X-MS-Bot-Agent, X-Requested-With')
  response.setHeader('Access-Control-Max-Age', '7200')
  response.statusCode = 204
  response.end()
  return true
}

function isChat(request: Request): boolean {
  const path = request.getPath()
  return path === '/chat/token' || path.startsWith('/v3/directline/')
}

function isWidgetFile(request: Request): boolean {
  const path = request.getPath()
  return path === '/widget.js' || path.startsWith('/assets/')
}
