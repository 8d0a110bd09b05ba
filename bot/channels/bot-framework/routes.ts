import type { Request, Server } from 'restify'
import type { ConversationLog } from '../../../conversation/ports.ts'
import { WarmlineError } from '../../../domain/errors.ts'
import type { Greeting } from '../../customer-view.ts'
import type { HandedOver } from '../../../handoff/receive-handoff.ts'
import { addRoute } from '../../http.ts'
import { isLoopback } from '../../peer.ts'
import { type RateLimit, refuseFlood } from '../../rate-limit.ts'
import type { Inbound, Received } from '../../receive.ts'
import type { Signals } from '../../signals.ts'
import type { Authenticity, Presented } from './authenticate.ts'
import type { GreetOnConnector } from './connector-sender.ts'
import { type Asked, parseActivity } from './parse-activity.ts'

export interface BotFrameworkDeps {
  authenticate: (presented: Presented) => Promise<Authenticity>
  receive: (inbound: Inbound) => Promise<Received>
  receiveHandoff: (handed: HandedOver) => Promise<void>
  endChat: (conversationId: string, key: string) => Promise<unknown>
  log: Pick<ConversationLog, 'head'>
  signals: Signals
  greeting: (language: string) => Greeting
  greet: GreetOnConnector
  /** Messages per customer. */
  activityLimit: RateLimit
  /** Ends what is being sent when the node stops. */
  signal: AbortSignal
  report: (error: unknown, request?: Request) => void
}

/** `POST /api/messages`: Teams, Slack and whatever else Azure Bot Service connects. Answered when the words are in the log. */
export function addBotFrameworkRoutes(server: Server, deps: BotFrameworkDeps): void {
  addRoute(
    server,
    'post',
    '/api/messages',
    async (request) => {
      const activity = request.body as unknown
      refuseUnless(
        await deps.authenticate({ authorization: request.headers.authorization, loopback: isLoopback(request), activity }),
      )
      const asked = parseActivity(activity)
      if (asked.kind === 'message') {
        refuseFlood(request, deps.activityLimit, `${asked.inbound.conversationId}/${asked.inbound.customerId}`)
      }
      if (asked.kind === 'handed_over') refuseFlood(request, deps.activityLimit, asked.handed.conversationId)
      await take(asked, deps)
      // An invoke wants a body, whatever it says; no dialog depends on it.
      return { status: 200, body: {} }
    },
    deps.report,
  )
}

function refuseUnless(authenticity: Authenticity): void {
  if (authenticity === 'unproven') throw new WarmlineError('unauthenticated')
  if (authenticity === 'mismatched') throw new WarmlineError('forbidden')
}

async function take(asked: Asked, deps: BotFrameworkDeps): Promise<void> {
  switch (asked.kind) {
    case 'message':
      await deps.receive(asked.inbound)
      return
    case 'handed_over':
      return deps.receiveHandoff(asked.handed)
    case 'typing':
      return tellTyping(asked, deps)
    case 'end':
      await deps.endChat(asked.conversationId, asked.key)
      return
    case 'greet':
      // Not waited for: the connector's clock is running, and nothing depends on it.
      deps.greet(asked, deps.greeting(asked.locale ?? 'en'), deps.signal).catch((error: unknown) => deps.report(error))
      return
    case 'ignored':
  }
}

async function tellTyping(asked: Extract<Asked, { kind: 'typing' }>, { log, signals }: BotFrameworkDeps): Promise<void> {
  const head = await log.head(asked.conversationId)
  if (!head) return
  const { conversationId, name } = asked
  signals.publish({
    kind: 'typing',
    conversationId,
    from: 'customer',
    epoch: head.epoch,
    ...(name === undefined ? {} : { name }),
  })
}
