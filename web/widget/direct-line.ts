import type { ActivitySet, ChatTokenAnswer } from '../../bot/api/chat.ts'
import type { Credentials, KeepsakeStore } from './keepsake.ts'

/**
 * A thin client of our Direct Line 3.0. It keeps one conversation alive over reloads, expired tokens and lost connections, hands on
 * every set it is sent (sets may come twice: whoever reads them goes by activity id), and sends with an idempotency key.
 */
export interface DirectLine {
  /** Connects, and stays connected until `stop`. Calling it again while it waits for the next attempt makes it try at once. */
  start(): void
  stop(): void
  /** False when it did not arrive; sending the same activity again is always safe. */
  send(activity: OutgoingActivity): Promise<boolean>
  /** Our own id in the conversation, a claim of the token. */
  me(): string
}

export interface OutgoingActivity {
  type: 'message' | 'typing' | 'endOfConversation'
  text?: string
  value?: unknown
  locale?: string
  channelData?: { clientActivityID: string; postBack?: boolean }
}

export interface DirectLineOptions {
  origin: string
  name: string | undefined
  language: string
  keepsake: KeepsakeStore
  onSet: (set: ActivitySet) => void
  /** The conversation could not be continued: a new one begins. */
  onNewConversation: () => void
  onOnline: (online: boolean) => void
}

interface Opened {
  conversationId: string
  token: string
  streamUrl: string
  expires_in: number
}

const FIRST_WAIT = 1000
const LONGEST_WAIT = 15_000
const REQUEST_TIMEOUT = 15_000
/** The server sends an empty frame well within this; a socket silent for longer is dead though nobody has said so. */
const SILENCE = 60_000

class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`Direct Line answered ${status}`)
    this.status = status
  }
}

export function createDirectLine({
  origin,
  name,
  language,
  keepsake,
  onSet,
  onNewConversation,
  onOnline,
}: DirectLineOptions): DirectLine {
  let running = false
  let connecting = false
  let socket: WebSocket | undefined
  let watermark: string | undefined
  let wait = FIRST_WAIT
  let heardAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let refresh: ReturnType<typeof setTimeout> | undefined

  async function call<T>(method: 'GET' | 'POST', path: string, token?: string, body?: unknown): Promise<T> {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
    })
    if (!response.ok) throw new Refused(response.status)
    return (await response.json()) as T
  }

  /** With the kept token; when that has expired, with a renewed one, once. */
  async function authorized<T>(method: 'GET' | 'POST', path: (conversationId: string) => string, body?: unknown): Promise<T> {
    const kept = keepsake.read().credentials
    if (kept === undefined) throw new Refused(401)
    try {
      return await call<T>(method, path(kept.conversationId), kept.token, body)
    } catch (error) {
      if (!isExpired(error)) throw error
      const token = await renew(kept)
      return await call<T>(method, path(kept.conversationId), token, body)
    }
  }

  async function renew({ conversationId, token }: Credentials): Promise<string> {
    const answer = await call<ChatTokenAnswer>('POST', '/chat/token', undefined, { token })
    keepsake.write({ credentials: { conversationId, token: answer.token } })
    return answer.token
  }

  async function begin(): Promise<Opened> {
    const fresh = await call<ChatTokenAnswer>('POST', '/chat/token', undefined, { name, language })
    const opened = await call<Opened>('POST', '/v3/directline/conversations', fresh.token)
    keepsake.write({ credentials: { conversationId: opened.conversationId, token: opened.token } })
    return opened
  }

  async function goOn(): Promise<Opened> {
    if (watermark === undefined)
      read(await authorized<ActivitySet>('GET', (id) => `/v3/directline/conversations/${id}/activities`))
    const after = watermark ?? ''
    const opened = await authorized<Opened>(
      'GET',
      (id) => `/v3/directline/conversations/${id}?watermark=${encodeURIComponent(after)}`,
    )
    if (opened.token !== '') keepsake.write({ credentials: { conversationId: opened.conversationId, token: opened.token } })
    return opened
  }

  async function open(): Promise<Opened> {
    if (keepsake.read().credentials === undefined) return begin()
    try {
      return await goOn()
    } catch (error) {
      if (!isLost(error)) throw error
      // The old one is forgotten only once there is a new one: a server that refuses everybody for a while costs nobody a conversation.
      const opened = await begin()
      watermark = undefined
      onNewConversation()
      return opened
    }
  }

  async function connect(): Promise<void> {
    if (!running || connecting || socket !== undefined) return
    connecting = true
    clearTimeout(retry)
    try {
      const opened = await open()
      listen(opened.streamUrl)
      keepFresh(opened.expires_in)
    } catch {
      lost()
    } finally {
      connecting = false
    }
  }

  function listen(streamUrl: string): void {
    const opening = new WebSocket(streamUrl)
    socket = opening
    heardAt = Date.now()
    opening.onopen = () => {
      wait = FIRST_WAIT
      heardAt = Date.now()
      onOnline(true)
    }
    opening.onmessage = (message: MessageEvent<unknown>) => {
      heardAt = Date.now()
      if (typeof message.data === 'string' && message.data !== '') read(JSON.parse(message.data) as ActivitySet)
    }
    opening.onclose = () => {
      if (socket !== opening) return
      socket = undefined
      lost()
    }
  }

  function read(set: ActivitySet): void {
    if (set.watermark !== '') watermark = set.watermark
    onSet(set)
  }

  function lost(): void {
    if (!running) return
    onOnline(false)
    clearTimeout(retry)
    retry = setTimeout(() => void connect(), wait * (0.8 + Math.random() * 0.4))
    wait = Math.min(LONGEST_WAIT, wait * 2)
  }

  /** At half of its life, so that a socket of days never meets an expired one. */
  function keepFresh(expiresIn: number): void {
    clearTimeout(refresh)
    refresh = setTimeout(
      () => {
        const kept = keepsake.read().credentials
        if (kept === undefined) return
        call<{ token: string; expires_in: number }>('POST', '/v3/directline/tokens/refresh', kept.token).then(
          (answer) => {
            keepsake.write({ credentials: { ...kept, token: answer.token } })
            keepFresh(answer.expires_in)
          },
          // Whatever needs the token next renews it.
          () => undefined,
        )
      },
      Math.min(expiresIn * 500, 2 ** 31 - 1),
    )
  }

  function hangUp(): void {
    const old = socket
    socket = undefined
    old?.close()
  }

  /** The network is back, or the page woke up: a socket that looks open may be dead since long. */
  function wake(): void {
    if (!running || document.visibilityState === 'hidden') return
    if (socket !== undefined && Date.now() - heardAt > SILENCE) hangUp()
    if (socket === undefined) {
      wait = FIRST_WAIT
      void connect()
    }
  }

  function sleep(): void {
    hangUp()
    lost()
  }

  return {
    start() {
      if (!running) {
        running = true
        window.addEventListener('online', wake)
        window.addEventListener('offline', sleep)
        document.addEventListener('visibilitychange', wake)
      }
      wake()
    },
    stop() {
      running = false
      clearTimeout(retry)
      clearTimeout(refresh)
      window.removeEventListener('online', wake)
      window.removeEventListener('offline', sleep)
      document.removeEventListener('visibilitychange', wake)
      hangUp()
    },
    async send(activity) {
      try {
        await authorized('POST', (id) => `/v3/directline/conversations/${id}/activities`, {
          ...activity,
          from: { id: userOf(keepsake.read().credentials?.token) },
        })
        return true
      } catch (error) {
        // No answer at all: the socket is dead too, whatever it says of itself.
        if (!(error instanceof Refused)) sleep()
        return false
      }
    },
    me: () => userOf(keepsake.read().credentials?.token),
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof Refused && (error.status === 401 || error.status === 403)
}

/** The server knows neither conversation nor token any more, e.g. after 30 days or an erasure. */
function isLost(error: unknown): boolean {
  return error instanceof Refused && [400, 401, 403, 404, 410].includes(error.status)
}

/** The `user` claim of the token, which every activity of ours must come from. */
function userOf(token = ''): string {
  const payload = token.split('.')[1] ?? ''
  try {
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { user?: unknown }
    return typeof claims.user === 'string' ? claims.user : ''
  } catch {
    return ''
  }
}
