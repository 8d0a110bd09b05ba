import type { Next, Request, Response } from 'restify'
import { WarmlineError } from '../domain/errors.ts'
import { jsonDepth } from './json-depth.ts'

export const BODY_LIMIT_BYTES = 256 * 1024
/** Deeper than any activity or article of ours; deeper things only cost time in whoever walks them. */
export const JSON_DEPTH_LIMIT = 64

/**
 * Reads the body into `rawBody`, and JSON and forms into `body`. restify's own reader is not used: a broken gzip stream ends the
 * process, a bomb is unpacked without a cap, and files are written to disk before anybody asked who sends them.
 */
export function readBody(request: Request, _response: Response, next: Next): void {
  if (!mayHaveBody(request)) {
    next()
    return
  }
  collect(request).then(
    (bytes) => {
      try {
        request.rawBody = bytes.toString('utf8')
        request.body = parse(request.contentType().toLowerCase(), request.rawBody as string)
        next()
      } catch (error) {
        next(error)
      }
    },
    (error: unknown) => next(error),
  )
}

function mayHaveBody(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  return request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
}

function collect(request: Request): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    return Promise.reject(new WarmlineError('invalid_request', 'Send the body without Content-Encoding.'))
  }
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) return Promise.reject(new WarmlineError('too_large'))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > BODY_LIMIT_BYTES) reject(new WarmlineError('too_large'))
      else chunks.push(chunk)
    })
    const endedEarly = (): void => {
      // Every request closes; an error costs a stack trace.
      if (!request.complete) reject(new WarmlineError('invalid_request', 'The body ended early.'))
    }
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('close', endedEarly)
    request.once('error', endedEarly)
  })
}

function parse(contentType: string, text: string): unknown {
  if (contentType === 'application/json' || contentType.endsWith('+json')) return parseJson(text)
  if (contentType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  return undefined
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  if (jsonDepth(text) > JSON_DEPTH_LIMIT) throw new WarmlineError('invalid_request', 'The JSON is nested too deeply.')
  try {
    return JSON.parse(text)
  } catch {
    throw new WarmlineError('invalid_request', 'The body is not valid JSON.')
  }
}
