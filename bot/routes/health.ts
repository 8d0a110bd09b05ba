import type { Request, Server } from 'restify'
import { type ErrorCode, WarmlineError } from '../../domain/errors.ts'
import { addRoute } from '../http.ts'

export interface HealthDeps {
  /** Why this node cannot serve now; undefined when it can. */
  notReady: () => Promise<ErrorCode | undefined>
  report: (error: unknown, request: Request) => void
}

/** `/healthz`: the process lives. `/readyz`: it can serve. */
export function addHealthRoutes(server: Server, { notReady, report }: HealthDeps): void {
  const headers = { 'Cache-Control': 'no-store' }
  addRoute(server, 'get', '/healthz', async () => ({ status: 200, body: { status: 'alive' }, headers }), report)
  addRoute(
    server,
    'get',
    '/readyz',
    async () => {
      const reason = await notReady()
      if (reason !== undefined) throw new WarmlineError(reason)
      return { status: 200, body: { status: 'ready' }, headers }
    },
    // Whoever asks knows; a log line a second would say nothing new.
    () => undefined,
  )
}
