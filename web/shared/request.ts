import type { Problem } from '../../bot/api/problem.ts'

/** What a request came to: the answer, the server's own refusal, or no answer at all. */
export type Answer<T> = { kind: 'ok'; body: T } | { kind: 'refused'; status: number; problem: Problem } | { kind: 'unreachable' }

/** JSON to our own server, with the session's cookie. The answer's shape is the contract of bot/api. */
export async function request<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
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

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem
  } catch {
    return { type: 'about:blank', title: response.statusText, status: response.status, code: 'internal' }
  }
}
