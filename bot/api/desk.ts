import { z } from 'zod'
import { brief } from '../../domain/events.ts'
import { disposition, handoffReason, owner, priority } from '../../domain/words.ts'

const handoffState = z.enum(['requested', 'queued', 'active'])

export const handoffItem = z.object({
  id: z.string(),
  conversationId: z.string(),
  state: handoffState,
  reason: handoffReason,
  epoch: z.int(),
  /** Milliseconds since 1970, as every time in this API. */
  queuedAt: z.number(),
  claimedBy: z.string().optional(),
  agentName: z.string().optional(),
  priority,
  queue: z.string(),
  /** The customer asked the bot on while waiting. */
  wentOn: z.boolean(),
  contactLeft: z.boolean(),
})

/** One conversation in the desk's lists. Clients upsert by (conversationId, version) and ignore older ones. */
export const deskRow = z.object({
  conversationId: z.string(),
  version: z.int(),
  epoch: z.int(),
  owner,
  channel: z.string(),
  language: z.string(),
  customerName: z.string().nullable(),
  lastText: z.string(),
  lastActivityAt: z.number(),
  handoff: handoffItem.nullable(),
})
export type DeskRow = z.infer<typeof deskRow>
export type HandoffItem = z.infer<typeof handoffItem>

/** `GET /api/desk/handoffs?state=queued|active` */
export const handoffList = z.object({ items: z.array(handoffItem) })
export const handoffQuery = z.object({ state: handoffState.optional() })

/** `GET /api/desk/rows?list=waiting|mine|all&before=&beforeId=`: time and id of the last row of the page before. */
export const rowsQuery = z.object({
  list: z.enum(['waiting', 'mine', 'all']),
  before: z.coerce.number().optional(),
  beforeId: z.string().optional(),
})
export const rowList = z.object({ items: z.array(deskRow), now: z.number() })

export const deskMessage = z.object({
  id: z.string(),
  at: z.number(),
  from: z.enum(['customer', 'bot', 'human', 'notice']),
  text: z.string(),
  /** Who, when it was a human agent. */
  name: z.string().optional(),
  citations: z.array(z.object({ title: z.string(), slug: z.string() })).optional(),
  /** Set when it is an answer from the library; `judged`: what an agent thinks of it. */
  answer: z.object({ answerId: z.string(), judged: z.enum(['right', 'wrong']).optional() }).optional(),
  /** Set when the channel was not reached, and after an agent had it sent again. */
  delivery: z.enum(['failed', 'withdrawn', 'retried']).optional(),
  /** Why it failed; what to name in order to send it again. */
  failure: z.object({ entryId: z.string(), code: z.string() }).optional(),
})

/** Somebody beside the customer who could not be told: a webhook. */
const untold = z.object({
  id: z.string(),
  at: z.number(),
  destination: z.string(),
  /** Undefined once it was sent again. */
  failure: z.object({ entryId: z.string(), code: z.string() }).optional(),
})

/** `GET /api/desk/conversations/:id` (`?after=<version>` for what came since). */
export const deskConversation = z.object({
  id: z.string(),
  owner,
  epoch: z.int(),
  version: z.int(),
  messages: z.array(deskMessage),
  untold: z.array(untold),
  notes: z.array(z.object({ id: z.string(), at: z.number(), name: z.string(), text: z.string() })),
  customer: z.object({
    name: z.string().nullable(),
    channel: z.string(),
    language: z.string(),
    conversations: z.int(),
    firstSeenAt: z.number(),
  }),
  handoff: handoffItem.extend({ brief }).nullable(),
  contact: z.string().nullable(),
  /** Ratings the customer gave, newest first. */
  ratings: z.array(z.object({ score: z.int(), comment: z.string().optional(), at: z.number() })),
})
/** `GET /api/desk/conversations/:id?after=<version>` */
export const conversationQuery = z.object({ after: z.coerce.number().int().min(0).optional() })
export type DeskConversation = z.infer<typeof deskConversation>
export type DeskMessage = z.infer<typeof deskMessage>

const epoch = z.int().min(0)
const version = z.int().min(0)
export const claimRequest = z.object({ epoch })
export const returnRequest = z.object({ epoch, version })
export const closeRequest = z.object({ epoch, version, disposition })
/** `to`: an agent's id, or `queue`. */
export const transferRequest = z.object({ epoch, to: z.string().min(1).max(100) })
export const sendRequest = z.object({
  epoch,
  text: z.string().trim().min(1).max(8000),
  clientMessageId: z.string().min(1).max(100),
})
export const noteRequest = z.object({ text: z.string().trim().min(1).max(8000), clientMessageId: z.string().min(1).max(100) })
export const retryRequest = z.object({ entryId: z.string().min(1).max(100) })
/** `POST /api/desk/conversations/:id/judgements` */
export const judgementRequest = z.object({ answerId: z.string().min(1).max(100), right: z.boolean() })
export const epochAnswer = z.object({ epoch: z.int() })
/** `POST /api/desk/conversations/:id/typing`; one of an epoch that has passed is dropped. */
export const typingRequest = z.object({ epoch: epoch.optional() })

/** `POST /api/desk/presence` */
export const presenceRequest = z.object({ presence: z.enum(['available', 'away']) })
export const presenceAnswer = presenceRequest
/** `GET /api/desk/agents`: whom one may transfer to. */
export const agentList = z.object({
  items: z.array(
    z.object({
      agentId: z.string(),
      name: z.string(),
      presence: z.enum(['available', 'away', 'offline']),
      free: z.int(),
      capacity: z.int(),
    }),
  ),
})

/**
 * `GET /api/desk/events`, server-sent events, each with an id:
 * `snapshot` {items: DeskRow[], more: boolean, now} (pages of every conversation with a handoff, then live) · `row` DeskRow ·
 * `typing` {conversationId, name} · `reset` {} (an unknown Last-Event-ID: forget everything, a snapshot follows) · `ping` {now}
 */
export type DeskEvent =
  | { event: 'snapshot'; data: { items: DeskRow[]; more: boolean; now: number } }
  | { event: 'row'; data: DeskRow }
  | { event: 'typing'; data: { conversationId: string; name: string | null } }
  | { event: 'reset'; data: Record<string, never> }
  | { event: 'ping'; data: { now: number } }
