import { createRequire } from 'node:module'

interface AjaxRequest {
  url: string
  method: string
  headers?: Record<string, string>
  body?: unknown
}

interface Subscriber {
  next(value: unknown): void
  complete(): void
  error(error: unknown): void
}

/** The client's own RxJS: an Observable of another one would lack the operators it patches in. */
const { Observable } = createRequire(import.meta.resolve('botframework-directlinejs'))('rxjs/Observable') as {
  Observable: new (subscribe: (subscriber: Subscriber) => () => void) => unknown
}

/** What the official client needs of RxJS' ajax, on fetch, so that no XMLHttpRequest has to be faked. */
export function fetchAjax(request: AjaxRequest): unknown {
  return new Observable((subscriber) => {
    const aborting = new AbortController()
    const sent = request.body === undefined ? null : JSON.stringify(request.body)
    fetch(request.url, { method: request.method, headers: request.headers ?? {}, body: sent, signal: aborting.signal })
      .then(async (response) => {
        const body: unknown = await response.json().catch(() => null)
        const answer = { status: response.status, response: body, xhr: {} }
        if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status}`), answer)
        subscriber.next(answer)
        subscriber.complete()
      })
      .catch((error: unknown) => subscriber.error(error))
    return () => aborting.abort()
  })
}
