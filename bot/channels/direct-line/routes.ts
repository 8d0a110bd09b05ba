import type { Request, Server } from 'restify'
import { z } from 'zod'
import type { ConversationLog } from '../../../conversation/ports.ts'
import { WarmlineError } from '../../../domain/errors.ts'
import { type Ids, shortHash } from '../../../domain/ids.ts'
import { addRoute, type Answer, type Handler, type Method, parseAs } from '../../http.ts'
import { type OriginRules, ownOrigin } from '../../origins.ts'
import { isLoopback } from '../../peer.ts'
import { type RateLimit, refuseFlood } from '../../rate-limit.ts'
import type { Inbound, Received } from '../../receive.ts'
import type { StartChat } from '../../routes/chat.ts'
import type { Signals } from '../../signals.ts'
import { type ReadDeps, readSet } from './activity-set.ts'
import { refuseOthers, sessionOfRequest } from './bearer.ts'
import { parseActivity } from './parse-activity.ts'
import type { ChatSession, ChatTokens } from './tokens.ts'
import { parseWatermark } from './watermark.ts'

export interface DirectLineDeps extends ReadDeps {
  log: ConversationLog
  tokens: ChatTokens
  ids: Ids
  origins: OriginRules
  signals: Signals
  /** A new conversation under the rules and limits of `POST /chat/token`. */
  startChat: StartChat
  receive: (inbound: Inbound) => Promise<Received>
  /** The customer ends the chat; `key` makes a second delivery the same act. */
  endChat: (conversationId: string, key: string) => Promise<unknown>
  /** Activities per customer. */
  activityLimit: RateLimit
  report: (error: unknown, request: Request) => void
}

const ROOT = '/v3/directline'
const paths = z.object({ id: z.string() })
const query = z.object({ watermark: z.string().nullish() })

/** Direct Line 3.0, as `botframework-directlinejs` and `botframework-webchat` speak it. */
export function addDirectLineRoutes(server: Server, deps: DirectLineDeps): void {
  const { tokens } = deps
  const add = (method: Method, path: string, handler: Handler): void =>
    addRoute(server, method, ROOT + path, handler, deps.report)
  const withSession =
    (answer: (session: ChatSession, request: Request) => Promise<Answer>): Handler =>
    async (request) =>
      answer(await sessionOfRequest(request, tokens), request)
  const inOwnConversation = (answer: (session: ChatSession, request: Request) => Promise<Answer>): Handler =>
    withSession((session, request) => {
      refuseOthers(session, parseAs(paths, request.params).id)
      return answer(session, request)
    })

  add('post', '/tokens/generate', async (request) => ok(await tokens.issue(deps.startChat(request, {}))))
  add(
    'post',
    '/tokens/refresh',
    withSession(async (session) => ok(await tokens.issue(session))),
  )

  add(
    'post',
    '/conversations',
    withSession(async (session, request) => {
      const known = await deps.log.head(session.conversationId)
      return { status: known ? 200 : 201, body: await connectionOf(deps, session, request), headers: NO_STORE }
    }),
  )
  add(
    'get',
    '/conversations/:id',
    inOwnConversation(async (session, request) => ok(await connectionOf(deps, session, request))),
  )
  add(
    'get',
    '/conversations/:id/activities',
    inOwnConversation(async (session, request) => {
      return ok(await readSet(deps, session, ownOrigin(request, deps.origins), watermarkIn(request)))
    }),
  )
  add(
    'post',
    '/conversations/:id/activities',
    inOwnConversation(async (session, request) => {
      if (!isLoopback(request)) refuseFlood(request, deps.activityLimit, session.userId)
      return ok({ id: await take(deps, session, request.body) })
    }),
  )
  add(
    'post',
    '/conversations/:id/upload',
    inOwnConversation(async () => {
      throw new WarmlineError('invalid_request', 'Files are not accepted yet; describe what they show.')
    }),
  )
  add(
    'get',
    '/session/getsessionid',
    withSession(async (session) => ok({ sessionId: shortHash('session', session.conversationId, session.userId) })),
  )
}

const NO_STORE = { 'Cache-Control': 'no-store' }

function ok(body: unknown): Answer {
  return { status: 200, body, headers: NO_STORE }
}

/** What a client needs to connect: a fresh token and an address for its socket that is good for a minute. */
async function connectionOf({ tokens, origins }: DirectLineDeps, session: ChatSession, request: Request): Promise<unknown> {
  const stream = new URL(`${ROOT}/conversations/${session.conversationId}/stream`, ownOrigin(request, origins))
  stream.protocol = stream.protocol.replace('http', 'ws')
  const watermark = watermarkIn(request)
  if (watermark !== undefined) stream.searchParams.set('watermark', String(watermark))
  stream.searchParams.set('t', await tokens.issueTicket(session))
  return { ...(await tokens.issue(session)), streamUrl: stream.href }
}

function watermarkIn(request: Request): number | undefined {
  const { watermark } = parseAs(query, Object.fromEntries(new URLSearchParams(request.getQuery())))
  return parseWatermark(watermark)
}

/** Answers the activity's id. A message is in the log when it has one. */
async function take(deps: DirectLineDeps, session: ChatSession, body: unknown): Promise<string> {
  const asked = parseActivity(body, session)
  switch (asked.kind) {
    case 'message':
      return (await deps.receive(asked.inbound)).activityId
    case 'typing':
      await tellTyping(deps, session)
      break
    case 'end':
      await deps.endChat(session.conversationId, asked.key ?? deps.ids.next())
      break
    case 'ignored':
  }
  return `${session.conversationId}|${deps.ids.next()}`
}

async function tellTyping({ log, signals }: DirectLineDeps, { conversationId, name }: ChatSession): Promise<void> {
  const head = await log.head(conversationId)
  if (!head) return
  signals.publish({
    kind: 'typing',
    conversationId,
    from: 'customer',
    epoch: head.epoch,
    ...(name === undefined ? {} : { name }),
  })
}
