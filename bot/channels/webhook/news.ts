import { entryPlaceOf } from '../../../conversation/entry-id.ts'
import type { Commit } from '../../../conversation/ports.ts'
import type { ConversationEvent } from '../../../domain/events.ts'

/** What a webhook is told: which conversation, when, and what happened. Never a word of anybody. */
export interface WebhookNews {
  type: string
  /** ISO 8601. */
  timestamp: string
  data: Record<string, unknown>
}

/** An event of a commit as the webhook gets it; undefined for what is not told. docs/webhooks.md lists them. */
export function webhookNews(commit: Commit, eventIndex: number): WebhookNews | undefined {
  const event = commit.events[eventIndex]
  const told = event && toldOf(event)
  if (!told) return undefined
  const { conversationId, version, epoch, at, state } = commit
  const [type, facts] = told
  return {
    type,
    timestamp: new Date(at).toISOString(),
    data: { conversationId, version, epoch, channel: state.channel, ...facts },
  }
}

export function isToldToWebhook(event: ConversationEvent): boolean {
  return toldOf(event) !== undefined
}

function toldOf(event: ConversationEvent): [type: string, facts: Record<string, unknown>] | undefined {
  switch (event.type) {
    case 'CaseOpened':
      return ['case.opened', { caseId: event.caseId }]
    case 'CaseClosed':
      return ['case.resolved', { caseId: event.caseId, resolution: event.resolution }]
    case 'CaseRated':
      return ['case.rated', { caseId: event.caseId, scale: event.scale, score: event.score }]
    case 'HandoffRequested':
      return ['handoff.requested', { handoffId: event.handoffId, caseId: event.caseId, reason: event.reason }]
    case 'HandoffClaimed':
    case 'HandoffTransferred':
      return ['handoff.claimed', { handoffId: event.handoffId, agentId: event.agentId, agentName: event.agentName }]
    case 'HandoffRequeued':
      return ['handoff.requeued', { handoffId: event.handoffId, cause: event.cause }]
    case 'HandoffReturned':
      return ['handoff.returned', { handoffId: event.handoffId, agentId: event.agentId }]
    case 'HandoffClosed':
      return ['handoff.closed', { handoffId: event.handoffId, agentId: event.agentId, disposition: event.disposition }]
    case 'HandoffAbandoned':
      return ['handoff.abandoned', { handoffId: event.handoffId, cause: event.cause }]
    case 'HandoffExpired':
      return ['handoff.expired', { handoffId: event.handoffId }]
    case 'HandoffFailed':
      return ['handoff.failed', { handoffId: event.handoffId, cause: event.cause }]
    case 'DeliveryFailed':
      // Of what the customer should have read. That the webhook itself was not reached cannot be told to it.
      return entryPlaceOf(event.entryId)?.beside === undefined
        ? ['message.undelivered', { entryId: event.entryId, code: event.code }]
        : undefined
    case 'Erased':
      return ['conversation.erased', {}]
    default:
      return undefined
  }
}
