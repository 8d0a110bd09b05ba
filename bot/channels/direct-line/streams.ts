import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Server } from 'restify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Commit } from '../../../conversation/ports.ts'
import { WarmlineError } from '../../../domain/errors.ts'
import type { Feed } from '../../feed.ts'
import { asWarmlineError } from '../../http.ts'
import { originOf, type OriginRules, ownOrigin } from '../../origins.ts'
import type { Signals } from '../../signals.ts'
import { refuseOthers, sessionOf } from './bearer.ts'
import { createEvenRound } from './even-round.ts'
import { openStream, type Stream, type StreamDeps } from './stream.ts'
import type { ChatSession, ChatTokens } from './tokens.ts'
import { parseWatermark } from './watermark.ts'

export interface StreamsDeps extends StreamDeps {
  tokens: ChatTokens
  feed: Feed
  signals: Signals
  origins: OriginRules
  /** How often every socket is asked whether it still lives. */
  tickMs?: number
}

export interface Streams {
  /** Open sockets on this node. */
  count(): number
  /** Says goodbye to every socket and accepts no more; clients come back to whichever node answers. */
  close(): void
}

const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w-]{1,100})\/stream$/
const TICK_MS = 25_000
/** So that pings and looks into the log come evenly and not all in one moment. */
const TICK_STEPS = 25
/** The queue moves in bursts; its news leave at most this often. */
const QUEUE_NEWS_MS = 250
/** Clients only send empty frames to keep the line open. */
const INCOMING_LIMIT_BYTES = 4096
/** Tabs of one customer; beyond them somebody is trying something. */
const SOCKETS_PER_CONVERSATION = 20
/** WebSocket close code 1001. */
const GOING_AWAY = 1001
const GOODBYE_MS = 1000

/** The sockets of all customers on this node, several for one conversation when it is open in several tabs. */
export function attachStreams(server: Server, deps: StreamsDeps): Streams {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: INCOMING_LIMIT_BYTES, perMessageDeflate: false })
  const open = new Map<string, Set<Stream>>()
  const round = createEvenRound<Stream>(TICK_STEPS)

  // `handleUpgrades` would make restify write an answer of its own into the socket.
  server.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', ignoreBrokenSocket)
    admit(request, deps).then(
      (session) => {
        if ((open.get(session.conversationId)?.size ?? 0) >= SOCKETS_PER_CONVERSATION) refuse(socket, 429)
        else sockets.handleUpgrade(request, socket, head, (webSocket) => start(webSocket, session, request))
      },
      (error: unknown) => refuse(socket, asWarmlineError(error).status),
    )
  })

  function start(socket: WebSocket, session: ChatSession, request: IncomingMessage): void {
    socket.on('error', ignoreBrokenSocket)
    const watermark = parseWatermark(addressOf(request).searchParams.get('watermark'))
    const stream = openStream(deps, socket, session, { watermark, origin: ownOrigin(request, deps.origins) })
    const streams = open.get(session.conversationId) ?? new Set()
    open.set(session.conversationId, streams.add(stream))
    const leaveRound = round.join(stream)
    socket.on('close', () => {
      streams.delete(stream)
      leaveRound()
      if (streams.size === 0 && open.get(session.conversationId) === streams) open.delete(session.conversationId)
    })
  }

  function everyStream(tell: (stream: Stream) => void): void {
    for (const streams of open.values()) for (const stream of streams) tell(stream)
  }

  const queueNews = atMostEvery(QUEUE_NEWS_MS, () => everyStream((stream) => stream.refreshOwner()))
  const stops = [
    deps.feed.onCommit((commit) => {
      for (const stream of open.get(commit.conversationId) ?? []) stream.commit(commit)
      if (movesTheQueue(commit)) queueNews.due()
    }),
    deps.signals.subscribe((signal) => {
      for (const stream of open.get(signal.conversationId) ?? []) stream.signal(signal)
    }),
  ]
  const ticking = setInterval(
    () => {
      for (const stream of round.next()) stream.tick()
    },
    (deps.tickMs ?? TICK_MS) / TICK_STEPS,
  ).unref()

  return {
    count: () => sockets.clients.size,
    close() {
      for (const stop of stops) stop()
      clearInterval(ticking)
      queueNews.stop()
      sockets.close()
      for (const socket of sockets.clients) {
        socket.close(GOING_AWAY)
        // Who does not say goodbye must not keep the server from closing.
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref()
      }
    },
  }
}

async function admit(request: IncomingMessage, { tokens, origins }: StreamsDeps): Promise<ChatSession> {
  const address = addressOf(request)
  const conversationId = STREAM_PATH.exec(address.pathname)?.[1]
  if (conversationId === undefined) throw new WarmlineError('not_found')
  if (originOf(request, origins).kind === 'refused') throw new WarmlineError('forbidden')
  const session = sessionOf(await tokens.verifyTicket(address.searchParams.get('t') ?? ''))
  refuseOthers(session, conversationId)
  return session
}

function addressOf(request: IncomingMessage): URL {
  try {
    return new URL(request.url ?? '/', 'http://stream')
  } catch {
    throw new WarmlineError('not_found')
  }
}

/** Nothing is upgraded yet, so the refusal is plain HTTP with an empty body. */
function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** A socket that breaks is closed by ws and comes back; without a listener it would end the process. */
function ignoreBrokenSocket(): void {}

function movesTheQueue(commit: Commit): boolean {
  return commit.events.some((event) => event.type.startsWith('Handoff'))
}

function atMostEvery(ms: number, act: () => void): { due(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    due() {
      timer ??= setTimeout(() => {
        timer = undefined
        act()
      }, ms).unref()
    },
    stop: () => clearTimeout(timer),
  }
}
