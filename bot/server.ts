import type { Server as HttpListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { createServer, type Next, type Request, type Response, type Server, type ServerOptions } from 'restify'
import { WarmlineError } from '../domain/errors.ts'
import { asWarmlineError, problemOf, sendProblem } from './http.ts'
import type { OriginRules } from './origins.ts'
import { readBody } from './read-body.ts'
import { answerPreflight, setCrossOriginHeaders, setSecurityHeaders } from './security-headers.ts'

export interface HttpServerDeps {
  origins: OriginRules
  /** Told of every error that is not the caller's. */
  report: (error: unknown, request: Request) => void
  /** Told how long each request took, by the route that answered it. */
  timed?: (method: string, route: string, status: number, seconds: number) => void
}

export interface HttpServer {
  /** Routes are added to it with `addRoute`. */
  server: Server
  /** Answers the real port; 0 asks for any that is free. */
  listen(port: number, host: string): Promise<number>
  /** Accepts nothing new, lets running requests finish for `graceMs`, then cuts what is left. */
  close(graceMs?: number): Promise<void>
}

/** restify has had it for years, its types do not know it. Answering false ends the request. */
interface FirstChain {
  first(check: (request: Request, response: Response) => boolean): void
}

/** A path holds a conversation id and a channel's own ids, some of which are long. */
const PATH_PARAMETER_LIMIT = 600
/** restify logs whole requests, customers' words included; ours logs what we choose (`report`). */
const SILENT = pino({ enabled: false })
const BODY_DEADLINE_MS = 30_000
/** Longer than the proxies in front usually keep theirs, so that they never reuse one that we just closed. */
const KEEP_ALIVE_MS = 65_000

export function createHttpServer({ origins, report, timed }: HttpServerDeps): HttpServer {
  const server = createServer({
    log: SILENT as unknown as ServerOptions['log'],
    name: '',
    maxParamLength: PATH_PARAMETER_LIMIT,
    ignoreTrailingSlash: true,
  })
  server.server.requestTimeout = BODY_DEADLINE_MS
  server.server.keepAliveTimeout = KEEP_ALIVE_MS
  ;(server as unknown as FirstChain).first(refuseUnreadableAddress)
  server.pre((request: Request, response: Response, next: Next) => {
    setSecurityHeaders(request, response)
    setCrossOriginHeaders(request, response, origins)
    if (answerPreflight(request, response)) {
      next(false)
      return
    }
    answerHeadAsGet(request)
    next()
  })
  server.use(readBody)
  server.on('after', (request: Request, response: Response, route: { path?: unknown } | undefined) => {
    const path = typeof route?.path === 'string' ? route.path : 'none'
    timed?.(request.method ?? 'GET', path, response.statusCode, (Date.now() - request.time()) / 1000)
  })
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const known = asWarmlineError(error)
    if (known.status >= 500) report(error, request)
    if (!response.headersSent) answerProblem(response, known)
    done()
  })
  return { server, listen: (port, host) => listen(server, port, host), close: (graceMs) => close(server, graceMs) }
}

/** restify reads the address outside any try: a Host that is no host would end the process. */
function refuseUnreadableAddress(request: Request, response: Response): boolean {
  try {
    request.getUrl()
    return true
  } catch {
    sendProblem(response, new WarmlineError('invalid_request', 'The address or the Host header cannot be read.'))
    return false
  }
}

/** Node sends no body for HEAD by itself; restify would only need every GET route twice. A sign-in link is used up by reading it. */
function answerHeadAsGet(request: Request): void {
  const readsOnly = !request.getPath().startsWith('/api/') && request.getPath() !== '/sign-in'
  if (request.method === 'HEAD' && readsOnly) request.method = 'GET'
}

/** `sendRaw` and not `end`: only it tells restify that the answer is given. */
function answerProblem(response: Response, error: WarmlineError): void {
  const body = JSON.stringify(problemOf(error))
  // What was not read of a body too large would be taken for the next request.
  if (error.status === 413) response.setHeader('Connection', 'close')
  response.sendRaw(error.status, body, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.server.listen(port, host, () => {
      server.server.off('error', reject)
      resolve((server.server.address() as AddressInfo).port)
    })
  })
}

async function close(server: Server, graceMs = 5000): Promise<void> {
  const http = server.server as HttpListener
  if (!http.listening) return
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  http.closeIdleConnections()
  const cut = setTimeout(() => http.closeAllConnections(), graceMs)
  await closed
  clearTimeout(cut)
}
