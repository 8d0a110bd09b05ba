import { expect } from 'chai'
import { library, startScript } from './conversation-script.ts'

const shop = library(
  { when: /deliver|parcel|order/i, title: 'Delivery times', text: 'Standard delivery takes 2 to 4 working days.' },
  { when: /deliver|parcel|order/i, title: 'Track an order', text: 'Open the link in your dispatch email.' },
  { when: /return/i, title: 'Return something', text: 'You have 60 days to return it.' },
)

describe('a whole turn', () => {
  it('answers with its source and asks whether it helped', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('How long does delivery take?')
    expect(turn.events.map(({ type }) => type)).to.deep.equal(['CaseOpened', 'BotMessage', 'BotMessage', 'TurnCompleted'])
    expect(turn.text).to.contain('2 to 4 working days')
    expect(turn.bot[0]?.citations[0]?.title).to.equal('Delivery times')
    expect(turn.bot[0]?.answer?.probability).to.equal(0.9)
    expect(turn.chips).to.deep.equal(['Yes, thanks', 'No, not really'])
    expect(turn.completed.route).to.equal('answer')
  })

  it('settles, closes the case as confirmed, and takes one tap and a sentence', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const settled = await chat.taps('Yes, thanks')
    expect(settled.of('AnswerRated')).to.have.length(1)
    expect(settled.of('CaseClosed')[0]?.resolution).to.equal('confirmed')
    expect(settled.chips).to.deep.equal(['1', '2', '3', '4', '5'])
    const rated = await chat.taps('4')
    expect(rated.of('CaseRated')).to.deep.equal([
      { type: 'CaseRated', caseId: 'conversation-under-test.c1', scale: 'csat', score: 4 },
    ])
    expect(rated.chips).to.deep.equal(['No, thanks'])
    const commented = await chat.says('Quick and to the point')
    expect(commented.of('RatingCommented')[0]?.comment).to.equal('Quick and to the point')
    expect(commented.of('CaseOpened')).to.have.length(0)
    expect(chat.state.case).to.equal(null)
  })

  it('offers a person after the second answer that did not help', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const next = await chat.taps('No, not really')
    expect(next.text).to.contain('dispatch email')
    expect(chat.asked.at(-1)?.except).to.deep.equal(['delivery-times'])
    const offered = await chat.taps('No, not really')
    expect(offered.chips).to.deep.equal(['Talk to a person', 'No, thanks'])
    const queued = await chat.says('yes please')
    expect(queued.of('HandoffRequested')[0]?.reason).to.equal('unhelpful_answers')
    expect(queued.of('HandoffRequested')[0]?.brief.tried.map(({ title }) => title)).to.deep.equal([
      'Delivery times',
      'Track an order',
    ])
    expect(chat.state.owner.kind).to.equal('queue')
  })

  it('queues at once when a person is asked for', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('this bot is useless, get me a human')
    expect(turn.events.map(({ type }) => type)).to.deep.equal([
      'CaseOpened',
      'HandoffRequested',
      'HandoffQueued',
      'Notice',
      'TurnCompleted',
    ])
    expect(turn.of('HandoffRequested')[0]?.reason).to.equal('customer_request')
  })
})
