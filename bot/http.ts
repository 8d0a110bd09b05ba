import type { Next, Request, Response, Server } from 'restify'
import type { z } from 'zod'
import { ERRORS, type ErrorCode, WarmlineError } from '../domain/errors.ts'
import type { Problem } from './api/problem.ts'

export type Method = 'get' | 'post' | 'put' | 'del'

/** What a route answers: JSON with a status, or nothing because it wrote the response itself. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | undefined
export type Handler = (request: Request, response: Response) => Promise<Answer>

/**
 * One route. restify wants handlers that return nothing, and leaks the text of what they throw; so every handler of ours goes through
 * here: its answer is sent, its error becomes a problem of the table and goes, whole, to the log only.
 */
export function addRoute(
  server: Server,
  method: Method,
  path: string,
  handler: Handler,
  report: (error: unknown, request: Request) => void,
): void {
  server[method](path, (request: Request, response: Response, next: Next) => {
    handler(request, response)
      .then((answer) => {
        if (answer) send(response, answer)
      })
      .catch((error: unknown) => {
        const known = asWarmlineError(error)
        if (known.status >= 500) report(error, request)
        sendProblem(response, known)
      })
      .finally(() => next(false))
  })
}

function send(response: Response, answer: NonNullable<Answer>): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  if (answer.body === undefined) response.send(answer.status)
  else response.json(answer.status, answer.body)
}

export function sendProblem(response: Response, error: WarmlineError): void {
  if (response.headersSent) return
  response.statusCode = error.status
  response.setHeader('Content-Type', 'application/problem+json')
  response.setHeader('Cache-Control', 'no-store')
  if (error.status === 503 || error.status === 429) response.setHeader('Retry-After', retryAfter(error))
  response.end(JSON.stringify(problemOf(error)))
}

function retryAfter(error: WarmlineError): string {
  const seconds = error.facts['retryAfterSeconds']
  return typeof seconds === 'number' ? String(seconds) : '1'
}

export function problemOf(error: WarmlineError): Problem {
  const { cause, category } = ERRORS[error.code]
  return {
    type: `urn:warmline:error:${error.code}`,
    title: cause,
    status: error.status,
    code: error.code,
    // Only a caller's mistake is explained to the caller; the rest is for the log.
    ...(category === 'caller' && error.message !== cause ? { detail: error.message } : {}),
    ...(error.facts['owner'] === undefined ? {} : { owner: error.facts['owner'] }),
    ...(typeof error.facts['epoch'] === 'number' ? { epoch: error.facts['epoch'] } : {}),
  }
}

export function asWarmlineError(error: unknown): WarmlineError {
  if (error instanceof WarmlineError) return error
  return new WarmlineError(codeOfRestify(error), undefined, { cause: error })
}

/** What restify's own parsers raise carries a status code below 500. */
function codeOfRestify(error: unknown): ErrorCode {
  const status = (error as { statusCode?: unknown } | null)?.statusCode
  if (status === 404) return 'not_found'
  if (status === 405) return 'method_not_allowed'
  if (status === 413) return 'too_large'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'invalid_request' : 'internal'
}

/** The parsed body or query, or an `invalid_request` that names every wrong field. */
export function parseAs<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ')
  throw new WarmlineError('invalid_request', detail)
}
