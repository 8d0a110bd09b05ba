import { expect } from 'chai'
import { type Escalation, type EscalationSignals, shouldEscalate } from '../../dialogs/should-escalate.ts'

const CALM: EscalationSignals = { wantsPerson: false, mood: 'calm', unhelpful: 0, clarifications: 0 }

const offer = (reason: Extract<Escalation, { kind: 'offer' }>['reason']): Escalation => ({ kind: 'offer', reason })
const NONE: Escalation = { kind: 'none' }

const TABLE: [string, Partial<EscalationSignals>, Escalation][] = [
  ['nothing wrong', {}, NONE],
  ['an answer was found', { evidence: 'answer' }, NONE],
  ['a wish', { wantsPerson: true }, { kind: 'queue', reason: 'customer_request' }],
  ['a wish in anger', { wantsPerson: true, mood: 'angry' }, { kind: 'queue', reason: 'customer_request' }],
  ['a wish after an offer', { wantsPerson: true, offered: 'unhelpful_answers' }, { kind: 'queue', reason: 'unhelpful_answers' }],
  [
    'a wish with every provider down',
    { wantsPerson: true, evidence: 'provider_failure' },
    { kind: 'queue', reason: 'customer_request' },
  ],
  ['one answer did not help', { unhelpful: 1 }, NONE],
  ['a second answer did not help', { unhelpful: 2 }, offer('unhelpful_answers')],
  ['one answer did not help and there is no other', { unhelpful: 1, evidence: 'missing_knowledge' }, offer('unhelpful_answers')],
  ['upset', { mood: 'upset', evidence: 'answer' }, NONE],
  ['angry', { mood: 'angry' }, offer('frustration')],
  ['angry, although there is an answer', { mood: 'angry', evidence: 'answer' }, offer('frustration')],
  ['gets nowhere, although there is an answer', { getsNowhere: true, evidence: 'answer' }, offer('frustration')],
  ['gets nowhere after answers that did not help', { getsNowhere: true, unhelpful: 2 }, offer('unhelpful_answers')],
  ['nothing in the knowledge base', { evidence: 'missing_knowledge' }, offer('missing_knowledge')],
  ['nothing sure enough', { evidence: 'low_confidence' }, offer('low_confidence')],
  ['the lookup failed', { evidence: 'provider_failure' }, offer('provider_failure')],
  ['a first clarification', { evidence: 'clarify' }, NONE],
  ['a second clarification', { evidence: 'clarify', clarifications: 1 }, NONE],
  ['a third clarification', { evidence: 'clarify', clarifications: 2 }, offer('clarification_exhausted')],
  ['an answer after two clarifications', { evidence: 'answer', clarifications: 2 }, NONE],
]

describe('shouldEscalate', () => {
  for (const [name, signals, expected] of TABLE) {
    it(name, () => expect(shouldEscalate({ ...CALM, ...signals })).to.deep.equal(expected))
  }
})
