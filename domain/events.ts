import { z } from 'zod'
import { personal } from './personal.ts'
import { action, disposition, handoffReason, noticeKind, priority, quickReply, resolution, route } from './words.ts'

/**
 * What can happen in a conversation. A commit holds one or more of these; the state of a conversation is their fold
 * (conversation/fold.ts). New kinds may be added; a change to an existing one needs an upcaster (conversation/upcast.ts).
 */

/** Where a customer can be reached on a channel: what Bot Framework calls a ConversationReference. */
export const address = z.object({
  serviceUrl: z.string().optional(),
  conversation: z.record(z.string(), z.unknown()).optional(),
  bot: z.record(z.string(), z.unknown()).optional(),
  user: z.record(z.string(), z.unknown()).optional(),
})
export type Address = z.infer<typeof address>

export const customerMessage = z.object({
  type: z.literal('CustomerMessage'),
  channel: z.string(),
  /** Hash of the channel's user id: finds all conversations of one customer without naming them. */
  customerKey: z.string(),
  customerName: personal(z.string()).optional(),
  address: personal(address).optional(),
  /** The channel's own id of the activity, for replies in a thread. */
  channelActivityId: personal(z.string()).optional(),
  /** Web chat's own name for the message before we gave it one; echoed so that the client finds its bubble again. */
  clientActivityId: personal(z.string()).optional(),
  text: personal(z.string()),
  action: action.optional(),
  /** What the channel says of the language, e.g. 'de-CH'; whatever the client put there. */
  locale: personal(z.string()).optional(),
})
export type CustomerMessage = z.infer<typeof customerMessage>

const citation = z.object({
  articleId: z.string(),
  revision: z.int(),
  slug: z.string(),
  title: z.string(),
  passage: z.string(),
})

/** What a probability was made of, by name; figures only, nobody's words. What was said before they were kept has none. */
const evidence = z.record(z.string(), z.number())

export const botMessage = z.object({
  type: z.literal('BotMessage'),
  /** Version of the customer's message it answers. */
  replyTo: z.int(),
  text: personal(z.string()),
  quickReplies: z.array(quickReply).default([]),
  citations: z.array(citation).default([]),
  /** Set when the text is an answer from the library; feedback and ratings name it. */
  answer: z
    .object({
      answerId: z.string(),
      probability: z.number(),
      libraryVersion: z.int(),
      generated: z.boolean(),
      /** Of a generated answer: the prompt it was composed with. */
      promptVersion: z.string().optional(),
      language: z.string(),
      evidence: evidence.optional(),
    })
    .optional(),
  /** Set when the text asks which of these articles was meant, likeliest first. */
  clarification: z
    .object({
      articleIds: z.array(z.string()),
      probability: z.number(),
      libraryVersion: z.int(),
      evidence: evidence.optional(),
    })
    .optional(),
  route: route.optional(),
})
export type BotMessage = z.infer<typeof botMessage>

/** Another bot handed the conversation to us: what was said there is context for the agent, and nobody else reads it. */
const handedOver = z.object({
  type: z.literal('HandedOver'),
  channel: z.string(),
  customerKey: z.string(),
  customerName: personal(z.string()).optional(),
  address: personal(address).optional(),
  language: z.string(),
  /** Oldest first. */
  transcript: personal(z.array(z.object({ from: z.enum(['customer', 'bot']), text: z.string(), at: z.number().optional() }))),
})

/** What the agent reads first. */
export const brief = z.object({
  wants: personal(z.string()),
  tried: personal(z.array(z.object({ question: z.string(), title: z.string().optional(), slug: z.string().optional() }))),
  mood: z.enum(['calm', 'upset', 'angry']),
  suggested: z.object({ slug: z.string(), title: z.string() }).optional(),
})
export type Brief = z.infer<typeof brief>

const slot = { agentId: z.string(), agentName: z.string(), slotId: z.string() }

export const conversationEvent = z.discriminatedUnion('type', [
  customerMessage,
  botMessage,
  handedOver,
  z.object({ type: z.literal('CaseOpened'), caseId: z.string(), messageVersion: z.int(), openedAt: z.number() }),
  z.object({ type: z.literal('CaseClosed'), caseId: z.string(), resolution }),

  /** Counted durably before a turn is taken up again after a crash or a time-out. */
  z.object({ type: z.literal('TurnRetried'), messageVersion: z.int(), attempt: z.int() }),
  z.object({
    type: z.literal('TurnCompleted'),
    messageVersion: z.int(),
    route: route.optional(),
    outcome: z.enum(['answered', 'fallback']),
    language: z.string(),
    /** The dialogs' own state, opaque outside dialogs/. */
    dialog: personal(z.record(z.string(), z.unknown())),
    noAnswer: z.enum(['missing_knowledge', 'low_confidence', 'provider_failure']).optional(),
  }),
  z.object({ type: z.literal('TurnDropped'), messageVersion: z.int(), reason: z.enum(['owner_changed', 'already_handled']) }),

  z.object({ type: z.literal('AnswerRated'), answerId: z.string(), helped: z.boolean() }),
  /** Which article was meant, said to the question back about an earlier message; null: none of those it named. */
  z.object({ type: z.literal('ClarificationAnswered'), messageVersion: z.int(), articleId: z.string().nullable() }),
  /** What a human agent thinks of an answer of the bot. The last word of all agents counts. */
  z.object({ type: z.literal('AnswerJudged'), answerId: z.string(), right: z.boolean(), agentId: z.string() }),
  z.object({
    type: z.literal('CaseRated'),
    caseId: z.string(),
    scale: z.literal('csat'),
    score: z.int().min(1).max(5),
  }),
  z.object({ type: z.literal('RatingCommented'), caseId: z.string(), comment: personal(z.string()) }),

  z.object({
    type: z.literal('HandoffRequested'),
    handoffId: z.string(),
    caseId: z.string(),
    reason: handoffReason,
    brief,
    /** First and last version the transcript covers; it is rendered when it is sent or read. */
    transcript: z.object({ from: z.int(), to: z.int() }),
  }),
  z.object({ type: z.literal('HandoffQueued'), handoffId: z.string(), queue: z.string(), priority }),
  z.object({ type: z.literal('HandoffClaimed'), handoffId: z.string(), ...slot }),
  z.object({ type: z.literal('HandoffTransferred'), handoffId: z.string(), fromAgentId: z.string(), ...slot }),
  z.object({
    type: z.literal('HandoffRequeued'),
    handoffId: z.string(),
    fromAgentId: z.string(),
    cause: z.enum(['claim_lapsed', 'transfer']),
    queue: z.string(),
  }),
  z.object({ type: z.literal('HandoffReturned'), handoffId: z.string(), agentId: z.string(), seenVersion: z.int() }),
  z.object({ type: z.literal('HandoffClosed'), handoffId: z.string(), agentId: z.string(), seenVersion: z.int(), disposition }),
  z.object({ type: z.literal('HandoffAbandoned'), handoffId: z.string(), cause: z.enum(['cancelled', 'ended', 'erased']) }),
  z.object({ type: z.literal('HandoffExpired'), handoffId: z.string() }),
  z.object({ type: z.literal('HandoffFailed'), handoffId: z.string(), cause: z.string() }),
  /** The customer asked the bot on while waiting. */
  z.object({ type: z.literal('CustomerWentOn'), handoffId: z.string() }),
  z.object({ type: z.literal('ContactLeft'), handoffId: z.string(), contact: personal(z.string()) }),

  z.object({ type: z.literal('HumanMessage'), agentId: z.string(), agentName: z.string(), text: personal(z.string()) }),
  z.object({ type: z.literal('NoteAdded'), agentId: z.string(), agentName: z.string(), text: personal(z.string()) }),
  z.object({
    type: z.literal('Notice'),
    notice: noticeKind,
    text: personal(z.string()),
    quickReplies: z.array(quickReply).default([]),
  }),

  /** The customer pressed *End chat*. */
  z.object({ type: z.literal('CustomerEnded') }),
  z.object({ type: z.literal('DeliveryFailed'), entryId: z.string(), code: z.string() }),
  z.object({ type: z.literal('DeliveryWithdrawn'), entryId: z.string() }),
  /** An agent asked for what was given up to be sent again. */
  z.object({ type: z.literal('DeliveryRetried'), entryId: z.string(), agentId: z.string() }),
  /** A slot that was reserved and never used, made unusable (people/agents). */
  z.object({ type: z.literal('SlotSwept'), slotId: z.string() }),
  z.object({ type: z.literal('Erased') }),
])

export type ConversationEvent = z.infer<typeof conversationEvent>
export type EventOf<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>
