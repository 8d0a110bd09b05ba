import type { NoAnswerReason } from '../knowledge/answer.ts'
import type { HandoffReason } from '../domain/words.ts'
import type { Mood } from './read-mood.ts'

/** What is known when it is decided whether this is a matter for a person. */
export interface EscalationSignals {
  /** The customer asked for a person, in words or by a chip. */
  wantsPerson: boolean
  /** The reason a person was offered for in the turn before, when the customer has not yet said yes or no. */
  offered?: HandoffReason | undefined
  mood: Mood
  /** Answers of this case that did not help, when the customer just said so of one. */
  unhelpful: number
  /** Corrects, refuses and repeats, turn after turn (estimate-dissatisfaction.ts). */
  getsNowhere?: boolean
  /** Clarifying questions asked in a row before this turn. */
  clarifications: number
  /** What the knowledge base came to, once it was asked. */
  evidence?: 'answer' | 'clarify' | NoAnswerReason | undefined
}

export type Escalation = { kind: 'none' } | { kind: 'offer'; reason: HandoffReason } | { kind: 'queue'; reason: HandoffReason }

const ENOUGH_UNHELPFUL = 2
const ENOUGH_CLARIFICATIONS = 2

/** A wish is followed at once; everything else is an offer, because only the customer knows whether a person is worth the wait. */
export function shouldEscalate(signals: EscalationSignals): Escalation {
  if (signals.wantsPerson) return { kind: 'queue', reason: signals.offered ?? 'customer_request' }
  const reason = reasonToOffer(signals)
  return reason === undefined ? { kind: 'none' } : { kind: 'offer', reason }
}

function reasonToOffer({ mood, unhelpful, getsNowhere, clarifications, evidence }: EscalationSignals): HandoffReason | undefined {
  if (mood === 'angry') return 'frustration'
  if (unhelpful >= ENOUGH_UNHELPFUL) return 'unhelpful_answers'
  if (getsNowhere) return 'frustration'
  switch (evidence) {
    case 'clarify':
      return clarifications >= ENOUGH_CLARIFICATIONS ? 'clarification_exhausted' : undefined
    case 'missing_knowledge':
    case 'low_confidence':
      return unhelpful > 0 ? 'unhelpful_answers' : evidence
    case 'provider_failure':
      return 'provider_failure'
    case 'answer':
    case undefined:
      return undefined
  }
}
