import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { createCommit } from '../../conversation/commit.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { randomIds } from '../../domain/ids.ts'
import type { OwnerNow } from '../../bot/api/chat.ts'
import { addDirectLineRoutes } from '../../bot/channels/direct-line/routes.ts'
import { attachStreams } from '../../bot/channels/direct-line/streams.ts'
import { createChatTokens } from '../../bot/channels/direct-line/tokens.ts'
import { createFeed } from '../../bot/feed.ts'
import { createRateLimit, type Rate } from '../../bot/rate-limit.ts'
import { createReceive } from '../../bot/receive.ts'
import { addChatRoutes, createStartChat } from '../../bot/routes/chat.ts'
import { addHealthRoutes } from '../../bot/routes/health.ts'
import { addPageRoutes } from '../../bot/routes/pages.ts'
import { createHttpServer } from '../../bot/server.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'

export const SECRET = 'a secret of at least thirty-two bytes, for tests'

export interface ChatServerOptions {
  allowedOrigins?: string[]
  tokenRate?: Rate
  activityRate?: Rate
  webRoot?: string
  tickMs?: number
}

export type ChatServer = Awaited<ReturnType<typeof startChatServer>>

/** A real server on a free port over a database in memory; only the bot's turns are played by the test. */
export async function startChatServer(options: ChatServerOptions = {}) {
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
  const store = openSqlite({ file: ':memory:', clock })
  const reported: unknown[] = []
  const feed = createFeed((error) => reported.push(error))
  const signals = createLocalSignals()
  const ids = randomIds
  const commit = createCommit({ log: store.log, clock, ids, onCommitted: (made, row) => feed.publish(made, row) })
  const tokens = createChatTokens({ secret: SECRET, clock, ids })
  const origins = { allowedOrigins: options.allowedOrigins ?? [], trustProxy: false }
  const report = (error: unknown): void => void reported.push(error)
  const http = createHttpServer({ origins, report })
  const tokenLimit = createRateLimit(options.tokenRate ?? { burst: 10_000, perMinute: 10_000 }, clock)
  const activityLimit = createRateLimit(options.activityRate ?? { burst: 10_000, perMinute: 10_000 }, clock)
  const chat = { tokens, origins, tokenLimit, report }
  const ended: { conversationId: string; key: string }[] = []
  const ownerNow = { answer: { kind: 'queue', position: 1, waitSeconds: 60, agentsOnline: 1 } as OwnerNow }
  const greeting = () => ({ text: 'Hello, I am a bot.', quickReplies: [{ title: 'Where is my order?' }] })
  const reads = { log: store.log, greeting }

  addChatRoutes(http.server, chat)
  addDirectLineRoutes(http.server, {
    ...reads,
    ...chat,
    ids,
    signals,
    startChat: createStartChat(chat),
    receive: createReceive({ commit }),
    endChat: async (conversationId, key) => void ended.push({ conversationId, key }),
    activityLimit,
  })
  addHealthRoutes(http.server, { notReady: async () => undefined, report })
  addPageRoutes(http.server, {
    webRoot: options.webRoot ?? 'dist/web',
    siteName: 'Larkhollow',
    publishedArticle: async (slug) =>
      slug === 'returns'
        ? { title: 'Returns & <refunds>', html: '<p>Send it back.</p>', section: 'Returns', updatedAt: Date.UTC(2026, 0, 5) }
        : undefined,
    report,
  })
  const streams = attachStreams(http.server, {
    ...reads,
    tokens,
    feed,
    signals,
    origins,
    report,
    ownerNow: async () => ownerNow.answer,
    ...(options.tickMs === undefined ? {} : { tickMs: options.tickMs }),
  })
  const sockets = new Set<Duplex>()
  http.server.server.on('upgrade', (_request, socket: Duplex) => sockets.add(socket))
  const port = await http.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`

  return {
    ...{ url, port, clock, store, feed, signals, tokens, streams, ended, ownerNow, reported, http },
    /** Appends events as a use case would. */
    async happens(conversationId: string, ...events: ConversationEvent[]) {
      const outcome = await commit({ conversationId, decide: () => ({ events }) })
      if (outcome.kind !== 'committed') throw new Error(outcome.kind)
      return outcome.commit
    },
    async post(path: string, body: unknown, token?: string) {
      return fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    async get(path: string, token?: string) {
      return fetch(url + path, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } })
    },
    /** As a network does: without a word. */
    cutSockets: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      streams.close()
      await http.close(200)
      await store.close()
    },
  }
}

/** Frames of a raw socket as they come. */
export function openSocket(streamUrl: string) {
  const socket = new WebSocket(streamUrl)
  const frames: {
    activities: { id?: string; type: string; name?: string; text?: string; value?: unknown }[]
    watermark: string
  }[] = []
  socket.on('message', (data: Buffer) => {
    const text = data.toString()
    if (text !== '') frames.push(JSON.parse(text) as (typeof frames)[number])
  })
  const opened = new Promise<'open' | number>((resolve) => {
    socket.once('open', () => resolve('open'))
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.resume()
    })
    socket.once('error', () => resolve(0))
  })
  return { socket, frames, opened, texts: () => frames.flatMap((frame) => frame.activities.map((activity) => activity.text)) }
}

export async function until(true_: () => boolean, ms = 3000): Promise<void> {
  const deadline = Date.now() + ms
  while (!true_()) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export function botSays(replyTo: number, text: string): ConversationEvent[] {
  return [
    { type: 'BotMessage', replyTo, text, quickReplies: [], citations: [] },
    { type: 'TurnCompleted', messageVersion: replyTo, outcome: 'answered', language: 'en', dialog: {} },
  ]
}

/** What a client reads from its token. */
export function claimsOf(token: string): { user: string; conv: string; exp: number; name?: string; lang?: string } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as never
}
