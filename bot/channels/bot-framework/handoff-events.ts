import type { Commit } from '../../../conversation/ports.ts'
import type { ConversationEvent, EventOf } from '../../../domain/events.ts'
import { activityIdOf } from '../../../domain/ids.ts'
import { type CustomerActivity, customerView } from '../../customer-view.ts'

/** `handoff.initiate` or `handoff.status` as botbuilder's EventFactory shapes it; a test compares. */
export interface HandoffActivity {
  type: 'event'
  name: 'handoff.initiate' | 'handoff.status'
  value: unknown
  id: string
  timestamp: Date
  localTimezone: string
  conversation: Record<string, unknown>
  attachments: { content: unknown; contentType: 'application/json'; name: 'Transcript' }[]
  entities: unknown[]
  from?: Record<string, unknown>
  relatesTo?: Record<string, unknown>
  replyToId?: string
  serviceUrl?: string
  channelId?: string
}

export interface HandoffRendering {
  /** Commits up to the event's own, as the log has them when it is sent. Only read for `handoff.initiate`. */
  transcript: readonly Commit[]
  /** Makes links in the transcript whole. */
  origin: string
  /** IANA name, for botbuilder puts the sender's beside every timestamp. */
  localTimezone: string
}

/** The words of EventFactory's `HandoffEventNames` and the states its documentation names. */
type HandoffStatus = 'accepted' | 'failed' | 'completed'

/** What another desk is told of an event of the log; undefined when it is no news of a handoff. */
export function handoffActivity(commit: Commit, eventIndex: number, rendering: HandoffRendering): HandoffActivity | undefined {
  const event = commit.events[eventIndex]
  if (event?.type === 'HandoffRequested') return initiation(event, commit, eventIndex, rendering)
  const status = event && statusOf(event)
  return (
    status && { ...base(commit, eventIndex, rendering), name: 'handoff.status', value: { state: status, message: event.type } }
  )
}

function statusOf(event: ConversationEvent): HandoffStatus | undefined {
  switch (event.type) {
    case 'HandoffClaimed':
      return 'accepted'
    case 'HandoffReturned':
    case 'HandoffClosed':
      return 'completed'
    case 'HandoffFailed':
    case 'HandoffExpired':
    case 'HandoffAbandoned':
    // Only a desk that had it is told; for a bot that handed over to us nothing has changed.
    case 'HandoffRequeued':
      return 'failed'
    default:
      return undefined
  }
}

function initiation(
  event: EventOf<'HandoffRequested'>,
  commit: Commit,
  eventIndex: number,
  rendering: HandoffRendering,
): HandoffActivity {
  const { handoffId, caseId, reason, brief, transcript: range } = event
  // What was said while the request was under way belongs to it, though the turn that asked could not know.
  const covered = rendering.transcript.filter(({ version }) => version >= range.from && version <= commit.version)
  const reference = referenceOf(commit, covered)
  return {
    ...base(commit, eventIndex, rendering),
    name: 'handoff.initiate',
    value: { handoffId, conversationId: commit.conversationId, caseId, reason, brief },
    from: reference.user,
    relatesTo: reference,
    replyToId: reference.activityId,
    serviceUrl: reference.serviceUrl,
    channelId: reference.channelId,
    attachments: [
      { content: { activities: transcriptOf(covered, rendering.origin) }, contentType: 'application/json', name: 'Transcript' },
    ],
  }
}

function base(commit: Commit, eventIndex: number, { localTimezone }: HandoffRendering): Omit<HandoffActivity, 'name' | 'value'> {
  return {
    type: 'event',
    id: activityIdOf(commit.conversationId, commit.version, eventIndex),
    timestamp: new Date(commit.at),
    localTimezone,
    conversation: channelConversation(commit),
    attachments: [],
    entities: [],
  }
}

interface Reference extends Record<string, unknown> {
  activityId: string | undefined
  user: Record<string, unknown>
  serviceUrl: string | undefined
  channelId: string
}

/** Bot Framework's ConversationReference of the customer's last message. */
function referenceOf(commit: Commit, covered: readonly Commit[]): Reference {
  const last = lastCustomerMessage(covered)
  const { address, channel } = commit.state
  return {
    activityId: last && (last.event.channelActivityId ?? activityIdOf(commit.conversationId, last.version, last.index)),
    user: customerAccount(commit),
    bot: address?.bot ?? { id: 'warmline', role: 'bot' },
    conversation: channelConversation(commit),
    channelId: channel,
    locale: last?.event.locale,
    serviceUrl: address?.serviceUrl,
  }
}

function lastCustomerMessage(
  commits: readonly Commit[],
): { event: EventOf<'CustomerMessage'>; version: number; index: number } | undefined {
  for (const { events, version } of commits.toReversed()) {
    const index = events.findLastIndex((event) => event.type === 'CustomerMessage')
    const event = events[index]
    if (event?.type === 'CustomerMessage') return { event, version, index }
  }
  return undefined
}

function channelConversation({ state, conversationId }: Commit): Record<string, unknown> {
  return state.address?.conversation ?? { id: conversationId }
}

/** Web chat keeps no id of a customer, only its hash. */
function customerAccount({ state }: Commit): Record<string, unknown> {
  return (
    state.address?.user ?? { id: state.customerKey, ...(state.customerName === undefined ? {} : { name: state.customerName }) }
  )
}

/** What the customer saw, nothing else: notes are ours. */
function transcriptOf(covered: readonly Commit[], origin: string): CustomerActivityOf[] {
  return covered.flatMap((commit) => {
    const viewer = { userId: String(customerAccount(commit)['id']), origin }
    const place = { channelId: commit.state.channel, conversation: channelConversation(commit) }
    return customerView(commit, viewer).map((activity) => ({ ...activity, ...place }))
  })
}

type CustomerActivityOf = Omit<CustomerActivity, 'channelId' | 'conversation'> & {
  channelId: string
  conversation: Record<string, unknown>
}
