import type { IncomingMessage } from 'node:http'
import { WarmlineError } from '../../../domain/errors.ts'
import type { ChatSession, ChatTokens, Verified } from './tokens.ts'

/** Whose token came with the request. Direct Line clients take 403 as "expired: get another one", so only that is 403 here. */
export async function sessionOfRequest(request: IncomingMessage, tokens: ChatTokens): Promise<ChatSession> {
  const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) throw new WarmlineError('unauthenticated')
  return sessionOf(await tokens.verify(token))
}

export function sessionOf(verified: Verified): ChatSession {
  switch (verified.kind) {
    case 'valid':
      return verified.session
    case 'expired':
      throw new WarmlineError('forbidden', 'The token has expired.')
    case 'invalid':
      throw new WarmlineError('unauthenticated')
  }
}

/** A token opens its own conversation and no other. */
export function refuseOthers(session: ChatSession, conversationId: string): void {
  if (session.conversationId !== conversationId) throw new WarmlineError('forbidden')
}
