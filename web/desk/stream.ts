import type { DeskEvent } from '../../bot/api/desk.ts'

export interface StreamOptions {
  onEvent: (event: DeskEvent) => void
  onLive: (live: boolean) => void
  /** The server refused the stream: most likely nobody is signed in any more. */
  onRefused: () => void
}

/** The server pings well within this; silence beyond it means a connection that only looks alive, e.g. after sleep. */
const SILENCE = 45_000
const RETRY = 3000
const KINDS = ['snapshot', 'row', 'typing', 'reset', 'ping'] as const

/** The desk's live events. EventSource comes back by itself from a short loss; after sleep or a refusal this opens a new one. */
export function openStream({ onEvent, onLive, onRefused }: StreamOptions): () => void {
  let source: EventSource
  let heardAt = Date.now()
  let retry: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    heardAt = Date.now()
    source = new EventSource('/api/desk/events')
    source.onopen = () => {
      heardAt = Date.now()
      onLive(true)
    }
    source.onerror = () => {
      onLive(false)
      if (source.readyState !== EventSource.CLOSED) return
      onRefused()
      clearTimeout(retry)
      retry = setTimeout(open, RETRY)
    }
    for (const kind of KINDS) {
      source.addEventListener(kind, (message: MessageEvent<string>) => {
        heardAt = Date.now()
        onEvent({ event: kind, data: JSON.parse(message.data) as unknown } as DeskEvent)
      })
    }
  }

  function check(): void {
    if (document.visibilityState === 'hidden' || Date.now() - heardAt < SILENCE) return
    source.close()
    open()
  }

  function wake(): void {
    if (source.readyState === EventSource.OPEN) return
    source.close()
    clearTimeout(retry)
    open()
  }

  open()
  const watch = setInterval(check, 5000)
  document.addEventListener('visibilitychange', check)
  window.addEventListener('online', wake)
  return () => {
    source.close()
    clearInterval(watch)
    clearTimeout(retry)
    document.removeEventListener('visibilitychange', check)
    window.removeEventListener('online', wake)
  }
}
