import { expect } from 'chai'
import { blankPersonal } from '../../domain/personal.ts'
import { type ConversationEvent, conversationEvent } from '../../domain/events.ts'
import type { HandoffReason } from '../../domain/words.ts'
import { labelsOf } from '../../knowledge/answer-labels.ts'

const EVIDENCE = { lead: 0.4, few: 0.2 }
const TURN: ConversationEvent = {
  ...{ type: 'TurnCompleted', messageVersion: 1, outcome: 'answered', language: 'en', dialog: {} },
}
const answer = (answerId: string): ConversationEvent[] => [
  {
    ...{ type: 'BotMessage', replyTo: 1, text: 'Within 45 days.', quickReplies: [], citations: [] },
    answer: { answerId, probability: 0.7, libraryVersion: 1, generated: false, language: 'en', evidence: EVIDENCE },
  },
  TURN,
]
const oldAnswer = (answerId: string): ConversationEvent[] => {
  const events = structuredClone(answer(answerId))
  if (events[0]?.type === 'BotMessage') delete events[0].answer?.evidence
  return events
}
const question: ConversationEvent[] = [
  {
    ...{ type: 'BotMessage', replyTo: 3, text: 'Which?', quickReplies: [], citations: [] },
    clarification: { articleIds: ['boots', 'tents'], probability: 0.5, libraryVersion: 1, evidence: EVIDENCE },
  },
  TURN,
]
const rated = (answerId: string, helped: boolean): ConversationEvent[] => [{ type: 'AnswerRated', answerId, helped }, TURN]
const judged = (answerId: string, right: boolean): ConversationEvent[] => [
  { type: 'AnswerJudged', answerId, right, agentId: 'ada' },
]
const says: ConversationEvent[] = [{ type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: 'and now?' }]
const chose = (articleId: string | null): ConversationEvent[] => [
  { type: 'ClarificationAnswered', messageVersion: 3, articleId },
  TURN,
]
const asksPerson = (reason: HandoffReason): ConversationEvent[] => [
  {
    ...{ type: 'HandoffRequested', handoffId: 'c.h1', caseId: 'c.c1', reason, transcript: { from: 1, to: 2 } },
    brief: { wants: 'a person', tried: [], mood: 'calm' },
  },
  TURN,
]

const labels = (...commits: ConversationEvent[][]) => labelsOf(commits.map((events, at) => ({ at, events })))
const summary = (...commits: ConversationEvent[][]) =>
  labels(...commits).labels.map(({ by, right, weight, named }) => [by, right, weight, ...(named === undefined ? [] : [named])])

describe('labelsOf', () => {
  it('takes a customer at their word, the last one', () => {
    expect(summary(says, answer('a1'), rated('a1', true))).to.deep.equal([['customer', true, 1]])
    expect(summary(says, answer('a1'), rated('a1', true), rated('a1', false))).to.deep.equal([['customer', false, 1]])
    expect(labels(says, answer('a1'), rated('a1', true)).labels[0]).to.include({ evidence: EVIDENCE, at: 1 })
  })

  it('learns nothing from an answer nobody said anything of, and from words about none', () => {
    expect(summary(says, answer('a1'), says, answer('a2'))).to.deep.equal([])
    expect(summary(says, rated('a7', true), judged('a8', false), chose('boots'))).to.deep.equal([])
  })

  it('believes an agent before the customer', () => {
    expect(summary(answer('a1'), judged('a1', false), rated('a1', true))).to.deep.equal([['agent', false, 1]])
    expect(summary(answer('a1'), judged('a1', false), judged('a1', true))).to.deep.equal([['agent', true, 1]])
  })

  it('takes a wish for a person straight after an answer for a hint', () => {
    expect(summary(says, answer('a1'), says, asksPerson('customer_request'))).to.deep.equal([['handoff', false, 0.5]])
    expect(summary(says, answer('a1'), rated('a1', true), asksPerson('customer_request'))).to.deep.equal([['customer', true, 1]])
    expect(summary(says, answer('a1'), says, [TURN], asksPerson('customer_request'))).to.deep.equal([])
    expect(summary(says, answer('a1'), says, asksPerson('provider_failure'))).to.deep.equal([])
  })

  it('learns from what was meant of two', () => {
    expect(summary(says, question, says, chose('boots'))).to.deep.equal([['choice', true, 1, true]])
    expect(summary(says, question, says, chose('tents'))).to.deep.equal([['choice', false, 1, true]])
    expect(summary(says, question, says, chose(null))).to.deep.equal([['choice', false, 1, false]])
  })

  it('counts what was given before evidence was kept, and skips it', () => {
    expect(labels(oldAnswer('a1'), rated('a1', true))).to.deep.equal({ labels: [], withoutEvidence: 1 })
    expect(labels(oldAnswer('a1'))).to.deep.equal({ labels: [], withoutEvidence: 0 })
  })

  it('learns the same after an erasure', () => {
    const commits = [
      says,
      answer('a1'),
      rated('a1', false),
      says,
      question,
      says,
      chose('boots'),
      answer('a2'),
      judged('a2', true),
    ]
    const erased = [
      ...commits.map((events) => events.map((event) => blankPersonal(conversationEvent, event) as ConversationEvent)),
      [{ type: 'Erased' as const }],
    ]
    expect(JSON.stringify(erased)).not.to.include('and now?')
    expect(labels(...erased).labels).to.have.length(3)
    expect(labels(...erased)).to.deep.equal(labels(...commits))
  })
})
