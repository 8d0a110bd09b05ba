import type { Request, Server } from 'restify'
import { WarmlineError } from '../../domain/errors.ts'
import { type ChatTokenAnswer, chatTokenRequest } from '../api/chat.ts'
import type { ChatSession, ChatTokens } from '../channels/direct-line/tokens.ts'
import { addRoute, parseAs } from '../http.ts'
import { originOf, type OriginRules } from '../origins.ts'
import { addressOf, isLoopback } from '../peer.ts'
import { type RateLimit, refuseFlood } from '../rate-limit.ts'

export interface StartChatDeps {
  tokens: ChatTokens
  origins: OriginRules
  /** New tokens per address. */
  tokenLimit: RateLimit
}

/** Anybody may start a chat: from an allowed page, and not without end. Throws `forbidden` or `rate_limited`. */
export type StartChat = (request: Request, profile: Pick<ChatSession, 'name' | 'language'>) => ChatSession

export function createStartChat(deps: StartChatDeps): StartChat {
  return (request, profile) => {
    refuseStrangers(request, deps)
    return deps.tokens.start(profile)
  }
}

export interface ChatRouteDeps extends StartChatDeps {
  report: (error: unknown, request: Request) => void
}

/** `POST /chat/token`: a new conversation, or the one of the customer's own token even if that expired. */
export function addChatRoutes(server: Server, deps: ChatRouteDeps): void {
  addRoute(
    server,
    'post',
    '/chat/token',
    async (request) => {
      refuseStrangers(request, deps)
      const { token, ...profile } = parseAs(chatTokenRequest, request.body)
      // A token that is no good, from another secret or too old, means a new conversation and not a customer without a chat.
      const known = token === undefined ? undefined : await deps.tokens.verifyToGoOn(token)
      const session = known ? { ...known, ...given(profile) } : deps.tokens.start(profile)
      const answer: ChatTokenAnswer = await deps.tokens.issue(session)
      return { status: 200, body: answer, headers: { 'Cache-Control': 'no-store' } }
    },
    deps.report,
  )
}

function refuseStrangers(request: Request, { origins, tokenLimit }: StartChatDeps): void {
  if (originOf(request, origins).kind === 'refused') {
    throw new WarmlineError('forbidden', 'This page is not among the allowed origins.')
  }
  // This machine's own tests and measurements are nobody's flood; behind a proxy customers are never loopback peers.
  if (!isLoopback(request)) refuseFlood(request, tokenLimit, addressOf(request, origins.trustProxy))
}

/** Only what the page said this time; silence does not take a name away. */
function given({ name, language }: Pick<ChatSession, 'name' | 'language'>): Partial<ChatSession> {
  return { ...(name === undefined ? {} : { name }), ...(language === undefined ? {} : { language }) }
}
