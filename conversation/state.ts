import { z } from 'zod'
import { address } from '../domain/events.ts'
import { personal } from '../domain/personal.ts'
import { handoffReason, owner, priority } from '../domain/words.ts'

export const STATE_VERSION = 1
/** A turn reads one document and writes one, however long the conversation is; so the state must stay small. */
export const STATE_LIMIT_BYTES = 16 * 1024
/** Utterances kept for follow-up questions, and how much of each. */
export const RECENT_UTTERANCES = 6
export const RECENT_CHARACTERS = 300

export const conversationState = z.object({
  stateVersion: z.literal(STATE_VERSION),
  version: z.int(),
  at: z.number(),
  channel: z.string(),
  customerKey: z.string(),
  customerName: personal(z.string()).optional(),
  address: personal(address).optional(),
  owner,
  /** Rises with every change of owner; fences turns and desk commands. */
  epoch: z.int(),
  language: z.string(),
  /** Version of the newest customer's message that needs no turn any more, nor does any before it. */
  handledThrough: z.int(),
  /** Version of the newest customer's message. */
  lastCustomerVersion: z.int(),
  /** Version of the customer's message that was the oldest with a turn to come when it was said; it still is while the mark is below it. */
  owedFrom: z.int().optional(),
  lastCustomerAt: z.number(),
  lastActivityAt: z.number(),
  caseCount: z.int(),
  case: z
    .object({
      id: z.string(),
      openedAt: z.number(),
      answered: z.boolean(),
      escalated: z.boolean(),
    })
    .nullable(),
  handoffCount: z.int(),
  /** Another bot waits to hear how this handoff goes. */
  handedOver: z.boolean().optional(),
  handoff: z
    .object({
      id: z.string(),
      caseId: z.string(),
      state: z.enum(['requested', 'queued', 'active']),
      reason: handoffReason,
      queue: z.string(),
      priority,
      queuedAt: z.number(),
      /** When it last came back from a human: its place stays that of queuedAt, its wait begins anew. */
      requeuedAt: z.number().optional(),
      claimedBy: z.string().nullable(),
      agentName: z.string().nullable(),
      slotId: z.string().nullable(),
      claimedAt: z.number().nullable(),
      /** The claim, or the customer's first message after the human's last: since then the customer waits for their words. */
      unansweredSince: z.number().nullish(),
      /** The customer asked the bot on while waiting: turns are taken although the queue owns the conversation. */
      wentOn: z.boolean(),
      contactLeft: z.boolean(),
    })
    .nullable(),
  /** Attempts at the turn that is owed now, counted when it is taken up again. */
  turnAttempt: z.object({ messageVersion: z.int(), attempts: z.int() }).nullable(),
  dialog: personal(z.record(z.string(), z.unknown())),
  recent: personal(z.array(z.object({ from: z.enum(['customer', 'bot', 'human']), text: z.string() }))),
  /** Version of the last erasure; what was to be sent before it is withdrawn. 0: none. */
  erasedThrough: z.int(),
})

export type ConversationState = z.infer<typeof conversationState>
export type HandoffState = NonNullable<ConversationState['handoff']>

/** Before the customer's first act there is no log; this is what the first commit folds from. */
export function initialState(): ConversationState {
  return {
    stateVersion: STATE_VERSION,
    version: 0,
    at: 0,
    channel: '',
    customerKey: '',
    owner: { kind: 'bot' },
    epoch: 0,
    language: 'en',
    handledThrough: 0,
    lastCustomerVersion: 0,
    lastCustomerAt: 0,
    lastActivityAt: 0,
    caseCount: 0,
    case: null,
    handoffCount: 0,
    handoff: null,
    turnAttempt: null,
    dialog: {},
    recent: [],
    erasedThrough: 0,
  }
}
