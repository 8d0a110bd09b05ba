import { expect } from 'chai'
import { fallbackTurn } from '../../dialogs/fallback-turn.ts'
import { say } from '../../language/catalogue.ts'
import { CONVERSATION, library, noAnswer, startScript } from './conversation-script.ts'

const failing = async (input: Parameters<typeof fallbackTurn>[0]) => fallbackTurn(input)

describe('a turn that failed for good', () => {
  it('says so, clears what was under way and offers a person', async () => {
    const chat = startScript({ runTurn: failing })
    chat.state = {
      ...chat.state,
      dialog: { v: 1, stack: [{ id: 'rate-case.1', state: {} }], shown: [], unhelpful: 1, clarifications: 0, tried: [] },
    }
    const turn = await chat.says('How do I return something?')
    expect(turn.events.map(({ type }) => type)).to.deep.equal(['CaseOpened', 'BotMessage', 'TurnCompleted'])
    expect(turn.text).to.equal(say('en', 'turn.fallback'))
    expect(turn.bot[0]?.quickReplies.map(({ action }) => action?.warmline)).to.deep.equal(['human'])
    expect(turn.completed).to.deep.include({ outcome: 'fallback', noAnswer: 'provider_failure', route: 'decline' })
    expect(chat.state.dialog).to.deep.include({ stack: [], offer: 'provider_failure', unhelpful: 1 })
  })

  it('whose offer is taken up gives the reason', async () => {
    const chat = startScript({ runTurn: failing })
    await chat.says('How do I return something?')
    const turn = await chat.taps('Talk to a person')
    expect(turn.of('HandoffRequested')[0]).to.deep.include({ reason: 'provider_failure', caseId: `${CONVERSATION}.c1` })
    expect(chat.state.owner.kind).to.equal('queue')
  })

  for (const text of ['get me a human', 'Ich will mit einem Menschen sprechen', 'agent!!', '担当者と話したい']) {
    it(`follows a wish for a person: "${text}"`, async () => {
      const turn = await startScript({ runTurn: failing }).says(text)
      expect(turn.events.map(({ type }) => type)).to.deep.equal([
        'CaseOpened',
        'HandoffRequested',
        'HandoffQueued',
        'Notice',
        'TurnCompleted',
      ])
      expect(turn.of('HandoffRequested')[0]?.reason).to.equal('customer_request')
      expect(turn.completed.outcome).to.equal('fallback')
    })
  }

  it('calls nobody a second time', async () => {
    const chat = startScript({ answerQuestion: async () => noAnswer() })
    await chat.says('agent')
    chat.happens({ type: 'CustomerWentOn', handoffId: `${CONVERSATION}.h1` })
    const failed = startScript({ runTurn: failing })
    failed.state = chat.state
    const turn = await failed.says('I want a human')
    expect(turn.of('HandoffRequested')).to.deep.equal([])
    expect(turn.text).to.equal(say('en', 'turn.fallback_waiting'))
  })

  it('does not stand in the way of the next', async () => {
    const failed = startScript({ runTurn: failing })
    await failed.says('How do I return something?')
    const chat = startScript({
      answerQuestion: library({ when: /return/, title: 'Return something', text: 'You have 60 days.' }),
    })
    chat.state = failed.state
    expect((await chat.says('How do I return something?')).text).to.contain('60 days')
  })
})
