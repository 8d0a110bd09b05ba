import { z } from 'zod'
import { personal } from './personal.ts'

/** What the words of docs/glossary.md may be. One list each, used by events, state, API and pages alike. */

export const handoffReason = z.enum([
  'customer_request',
  'missing_knowledge',
  'low_confidence',
  'unhelpful_answers',
  'clarification_exhausted',
  'unsupported_request',
  'policy_rule',
  'frustration',
  'provider_failure',
])
export type HandoffReason = z.infer<typeof handoffReason>

export const route = z.enum(['answer', 'clarify', 'hand_off', 'small_talk', 'feedback', 'decline'])
export type Route = z.infer<typeof route>

export const priority = z.enum(['urgent', 'high', 'normal', 'low'])
export type Priority = z.infer<typeof priority>

export const disposition = z.enum(['solved', 'unsolved', 'follow_up', 'spam'])
export type Disposition = z.infer<typeof disposition>

export const resolution = z.enum(['confirmed', 'assumed', 'escalated', 'abandoned'])
export type Resolution = z.infer<typeof resolution>

export const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  z.object({ kind: z.literal('queue') }),
  z.object({ kind: z.literal('human'), agentId: z.string() }),
])
/** Who may speak now; see docs/architecture.md. */
export type Owner = z.infer<typeof owner>

/** What a quick reply sends back, as `{warmline: …}` in the value of a postBack. Typing the words does the same. */
export const action = z.discriminatedUnion('warmline', [
  // Ids as a client sent them, which may be any words; the event that comes of them carries one of ours.
  z.object({ warmline: z.literal('helped'), answerId: personal(z.string().max(100)) }),
  z.object({ warmline: z.literal('not_helped'), answerId: personal(z.string().max(100)) }),
  z.object({ warmline: z.literal('human') }),
  z.object({ warmline: z.literal('cancel') }),
  z.object({ warmline: z.literal('go_on') }),
  z.object({ warmline: z.literal('rate'), caseId: personal(z.string().max(100)), score: z.int().min(1).max(5) }),
])
export type Action = z.infer<typeof action>

export const quickReply = z.object({ title: z.string(), action: action.optional() })
/** A chip under a message. Without an action it sends its title as if typed. */
export type QuickReply = z.infer<typeof quickReply>

/** Catalogue texts that a handoff use case puts into a commit; never a dialog's. */
export const noticeKind = z.enum([
  'queued',
  'queued_nobody_here',
  'passed_on',
  'contact_noted',
  'cancelled',
  'going_on',
  'joined',
  'transferred',
  'claim_lapsed',
  'expired',
  'failed',
  'returned',
  'closed',
  'ended',
])
export type NoticeKind = z.infer<typeof noticeKind>
