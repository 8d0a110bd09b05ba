import type { Problem } from '../../bot/api/problem.ts'

/** What a request came to: the answer, the server's own refusal, or no answer at all. */
export type Answer<T> = { kind: 'ok'; body: T } | { kind: 'refused'; status: number; problem: Problem } | { kind: 'unreachable' }

/** The server says within 8 s that its store is too slow; what says nothing for so long will say nothing any more. Milliseconds. */
const PATIENCE_MS = 20_000

/** JSON to our own server, with the session's cookie. The answer's shape is the contract of bot/api. */
export async function request<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) return { kind: 'refused', status: response.status, problem: await problemOf(response) }
    const text = await response.text()
    return { kind: 'ok', body: (text === '' ? undefined : JSON.parse(text)) as T }
  } catch {
    return { kind: 'unreachable' }
  }
}

/** Nobody knows whether it was done: the server was not reached, or its store was too slow. Asked again, it is done once. */
export function isUncertain(answer: Answer<unknown>): boolean {
  return answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.status >= 500)
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return { type: 'about:blank', title: response.statusText, status: response.status, code: 'internal' }
  }
}
