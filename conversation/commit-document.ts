import { z } from 'zod'
import { conversationEvent } from '../domain/events.ts'
import { conversationState } from './state.ts'

export const owedWork = z.enum(['turn', 'outbox', 'projection'])
/** Work a commit leaves behind, found by any node after a crash. */
export type OwedWork = z.infer<typeof owedWork>

/** What has to leave: the event of this commit that holds it. Web chat gets no words this way, the log is its delivery. */
export const outboxEntry = z.object({
  /** Unique within the conversation, see entry-id.ts. */
  id: z.string(),
  /** The customer's channel, or who else is told. */
  destination: z.string(),
  /** Index into the commit's events. */
  event: z.int(),
  /** `news` is told to somebody else than the customer, and stays true whoever owns the conversation by then. */
  speaker: z.enum(['bot', 'human', 'notice', 'news']),
  epoch: z.int(),
})
export type OutboxEntry = z.infer<typeof outboxEntry>

/** One atomic insert of one document: the only thing that ever changes a conversation. */
export const commitDocument = z.object({
  conversationId: z.string(),
  /** Gapless from the base. Unique within the conversation. */
  version: z.int(),
  commitId: z.string(),
  /** The store's time, never before the previous commit's. */
  at: z.number(),
  epoch: z.int(),
  events: z.array(conversationEvent),
  /** Hashed idempotency keys, the commit's own id among them. Unique within the conversation. */
  keys: z.array(z.string()),
  outbox: z.array(outboxEntry),
  owed: z.array(owedWork),
  /** The state this commit leads to. */
  state: conversationState,
})
export type Commit = z.infer<typeof commitDocument>
