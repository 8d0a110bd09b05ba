import { WebSocket } from 'ws'

interface Set {
  activities: { type: string; from?: { role?: string }; replyToId?: string; text?: string }[]
}

/** One customer at the web chat, over the socket, as a browser would be. */
export interface ChatClient {
  conversationId: string
  /** Milliseconds until the bot's reply to exactly this message arrived. */
  ask(text: string): Promise<number>
  /** Milliseconds until the message was acknowledged, so durable. */
  say(text: string): Promise<number>
  close(): void
}

export async function openChat(base: string, options: { socket: boolean } = { socket: true }): Promise<ChatClient> {
  const { token } = await post<{ token: string }>(`${base}/chat/token`, undefined, {})
  const opened = await post<{ conversationId: string; streamUrl: string; token: string }>(
    `${base}/v3/directline/conversations`,
    token,
    {},
  )
  const replies = new Map<string, () => void>()
  const early = new globalThis.Set<string>()
  const socket = options.socket ? await openSocket(opened.streamUrl, noteReply) : undefined
  const userId = userOf(opened.token)
  const url = `${base}/v3/directline/conversations/${opened.conversationId}/activities`

  return {
    conversationId: opened.conversationId,
    async ask(text) {
      const started = performance.now()
      const id = await send(text)
      await new Promise<void>((resolve) => {
        if (early.delete(id)) resolve()
        else replies.set(id, resolve)
      })
      return performance.now() - started
    },
    async say(text) {
      const started = performance.now()
      await send(text)
      return performance.now() - started
    },
    close: () => socket?.close(),
  }

  async function send(text: string): Promise<string> {
    return (await post<{ id: string }>(url, opened.token, { type: 'message', from: { id: userId }, text })).id
  }

  /** The reply may overtake the acknowledgement that names the message. */
  function noteReply(set: Set): void {
    for (const { type, replyToId } of set.activities) {
      if (type !== 'message' || replyToId === undefined) continue
      const waiting = replies.get(replyToId)
      if (waiting) waiting()
      else early.add(replyToId)
      replies.delete(replyToId)
    }
  }
}

async function openSocket(url: string, onSet: (set: Set) => void): Promise<WebSocket> {
  const socket = new WebSocket(url)
  socket.on('message', (data: Buffer) => {
    if (data.length > 0) onSet(JSON.parse(data.toString()) as Set)
  })
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return socket
}

async function post<T>(url: string, token: string | undefined, body: unknown): Promise<T> {
  const headers = new Headers({ 'Content-Type': 'application/json' })
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return (await response.json()) as T
}

function userOf(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { user: string }
  return claims.user
}
