import { expect } from 'chai'
import { sentenceVector } from '../../language/vectors.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { type CustomerQuestion, customerQuestionsOf } from '../../knowledge/customer-questions.ts'
import type { Revision } from '../../knowledge/ports.ts'
import { suggest } from '../../knowledge/suggest.ts'

const says = (text: string, customerName?: string): ConversationEvent[] => [
  { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text, ...(customerName && { customerName }) },
]
const answer = (replyTo: number): ConversationEvent[] => [
  {
    ...{ type: 'BotMessage', replyTo, text: 'Within 45 days.', quickReplies: [] },
    citations: [{ articleId: 'returns', revision: 1, slug: 'returns', title: 'Returns', passage: 'Within 45 days.' }],
    answer: { answerId: `c.a${replyTo}`, probability: 0.7, libraryVersion: 1, generated: false, language: 'en' },
  },
]
const rated = (replyTo: number, helped: boolean): ConversationEvent[] => [
  { type: 'AnswerRated', answerId: `c.a${replyTo}`, helped },
]
const judged = (replyTo: number, right: boolean): ConversationEvent[] => [
  { type: 'AnswerJudged', answerId: `c.a${replyTo}`, right, agentId: 'ada' },
]
const declined = (messageVersion: number): ConversationEvent[] => [
  {
    ...{ type: 'TurnCompleted', messageVersion, outcome: 'answered', language: 'de', dialog: {} },
    noAnswer: 'missing_knowledge',
  },
]
const questions = (...commits: ConversationEvent[][]) =>
  customerQuestionsOf(commits.map((events, at) => ({ version: at + 1, at, events })))

describe('customerQuestionsOf', () => {
  it('finds what an answer helped with, by the customer or, before that, by an agent', () => {
    const asked = says('How long may I keep it?')
    const found = [{ text: 'How long may I keep it?', language: 'en', at: 0, articleId: 'returns' }]
    expect(questions(asked, answer(1), rated(1, true))).to.deep.equal(found)
    expect(questions(asked, answer(1), rated(1, false), judged(1, true))).to.deep.equal(found)
    expect(questions(asked, answer(1), rated(1, true), judged(1, false))).to.deep.equal([])
    expect(questions(asked, answer(1))).to.deep.equal([])
  })

  it('finds what was declined, without what names the customer', () => {
    const asked = says('I am Kim Ruiz, LH-1234567: do you rent out tents?', 'Kim Ruiz')
    expect(questions(asked, declined(1))).to.deep.equal([{ text: 'I am … …, …: do you rent out tents?', language: 'de', at: 0 }])
  })

  it('leaves out chips, stories, and what was erased', () => {
    const chip: ConversationEvent[] = [
      { ...says('No, it did not')[0], action: { warmline: 'not_helped', answerId: 'c.a1' } } as ConversationEvent,
    ]
    expect(questions(chip, declined(1))).to.deep.equal([])
    expect(questions(says('long '.repeat(60)), declined(1))).to.deep.equal([])
    expect(questions(says(''), answer(1), rated(1, true), says(''), declined(4))).to.deep.equal([])
  })
})

describe('suggest', () => {
  const article: Revision = {
    ...{ articleId: 'returns', revision: 1, slug: 'returns', title: 'Return an order', section: 'Returns', language: 'en' },
    ...{ aliases: ['Send it back?'], body: 'Within 45 days.', at: 0, by: 'ed' },
  }
  const asked = (text: string, at: number, articleId?: string): CustomerQuestion => ({
    ...{ text, language: 'en', at },
    ...(articleId !== undefined && { articleId }),
  })

  it('groups by nearness what nothing answered, most asked first', () => {
    const { unanswered } = suggest(
      [
        asked('Do you rent out tents?', 1),
        asked('Can I rent a tent?', 5),
        asked('do you rent out TENTS', 3),
        asked('Is there a job for me in your store?', 9),
      ],
      [],
      sentenceVector,
    )
    expect(unanswered.map(({ question, count, lastAt }) => [question, count, lastAt])).to.deep.equal([
      ['Can I rent a tent?', 3, 5],
      ['Is there a job for me in your store?', 1, 9],
    ])
    expect(unanswered[0]?.others).to.deep.equal(['do you rent out TENTS'])
  })

  it('offers to an article only words it does not have, each wording by itself', () => {
    const { confirmed } = suggest(
      [
        asked('send it back', 1, 'returns'),
        asked('return an ORDER', 2, 'returns'),
        asked('Can it go back?', 3, 'returns'),
        asked('can it go back', 4, 'returns'),
        asked('May I give it back?', 5, 'returns'),
        asked('How long does it take?', 6, 'an article of long ago'),
      ],
      [article],
      sentenceVector,
    )
    expect(confirmed.map(({ articleId, title, question, count }) => [articleId, title, question, count])).to.deep.equal([
      ['returns', 'Return an order', 'can it go back', 2],
      ['returns', 'Return an order', 'May I give it back?', 1],
    ])
  })
})
