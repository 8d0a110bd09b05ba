import { timingSafeEqual } from 'node:crypto'
import type { Request, Server } from 'restify'
import { WarmlineError } from '../../domain/errors.ts'
import { addRoute } from '../http.ts'
import type { Metrics } from '../metrics.ts'
import { isLoopback } from '../peer.ts'

export interface MetricsRouteDeps {
  metrics: Pick<Metrics, 'text' | 'contentType'>
  /** For collectors elsewhere; without one only this machine may read. */
  token: string | undefined
  report: (error: unknown, request: Request) => void
}

/** `/metrics`: by token, or from this very machine. */
export function addMetricsRoute(server: Server, { metrics, token, report }: MetricsRouteDeps): void {
  addRoute(
    server,
    'get',
    '/metrics',
    async (request, response) => {
      if (!isLoopback(request) && !holds(token, request.headers.authorization)) throw new WarmlineError('unauthenticated')
      const text = await metrics.text()
      response.sendRaw(200, text, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' })
      return undefined
    },
    report,
  )
}

function holds(token: string | undefined, authorization: string | undefined): boolean {
  if (token === undefined || authorization === undefined) return false
  const expected = Buffer.from(`Bearer ${token}`)
  const given = Buffer.from(authorization)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
