import { expect } from 'chai'
import { createRunTurn } from '../../dialogs/run-turn.ts'
import type { AnswerOutcome } from '../../knowledge/answer.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { say } from '../../language/catalogue.ts'
import { answered, CONVERSATION, library, noAnswer, startScript } from './conversation-script.ts'

const shop = library(
  { when: /deliver|parcel|order|versand/i, title: 'Delivery times', text: 'Standard delivery takes 2 to 4 working days.' },
  { when: /deliver|parcel|order/i, title: 'Track an order', text: 'Open the link in your dispatch email.' },
  { when: /return/i, title: 'Return something', text: 'You have 60 days to return it.' },
)
const CASE = `${CONVERSATION}.c1`
const twoReadings: AnswerOutcome = {
  kind: 'clarify',
  options: [
    { articleId: 'boots', title: 'Return boots' },
    { articleId: 'tents', title: 'Return tents' },
  ],
  probability: 0.5,
  libraryVersion: 1,
  candidates: [],
}

describe('a turn that answers', () => {
  it('shows the answer with its source and asks whether it helped', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('Hello, how long does delivery take?')
    expect(turn.events.map(({ type }) => type)).to.deep.equal(['CaseOpened', 'BotMessage', 'BotMessage', 'TurnCompleted'])
    expect(turn.bot[0]).to.deep.include({ text: 'Standard delivery takes 2 to 4 working days.', replyTo: 1, route: 'answer' })
    expect(turn.bot[0]?.citations.map(({ title }) => title)).to.deep.equal(['Delivery times'])
    expect(turn.bot[0]?.answer).to.deep.include({ answerId: `${CONVERSATION}.a1`, probability: 0.9, libraryVersion: 1 })
    expect(turn.bot[1]?.quickReplies.map(({ action }) => action?.warmline)).to.deep.equal(['helped', 'not_helped'])
    expect(turn.completed).to.deep.include({ messageVersion: 1, route: 'answer', outcome: 'answered', language: 'en' })
    expect(chat.asked[0]).to.deep.include({ text: 'how long does delivery take?', language: 'en', history: [] })
  })

  it('gives what was said before to the next question, without the routine', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('and for returns?')
    expect(chat.asked[1]?.history).to.deep.equal([
      { from: 'customer', text: 'How long does delivery take?' },
      { from: 'bot', text: 'Standard delivery takes 2 to 4 working days.' },
    ])
    expect(chat.state.caseCount).to.equal(1)
  })

  it('says that the article is in another language, in the customer’s', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('Wie lange dauert der Versand und was kostet das?')
    expect(turn.completed.language).to.equal('de')
    expect(turn.bot[0]?.text).to.equal('Das habe ich nur auf Englisch:\n\nStandard delivery takes 2 to 4 working days.')
    expect(turn.bot[1]?.text).to.equal('Hat das geholfen?')
  })

  it('stays in the language of the conversation when a message does not tell', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('Wie lange dauert der Versand und was kostet das?')
    expect((await chat.says('ok')).completed.language).to.equal('de')
    expect((await chat.says('Where is my order and when does it arrive?')).completed.language).to.equal('en')
  })

  it('begins in the language the channel names', async () => {
    const chat = startScript()
    expect((await chat.says('??', { locale: 'fr-CA' })).completed.language).to.equal('fr')
  })
})

describe('"Did that help?"', () => {
  it('yes: settles, closes the case as confirmed, and takes one tap and a sentence', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const settled = await chat.taps('Yes, thanks')
    expect(settled.events.map(({ type }) => type)).to.deep.equal([
      'BotMessage',
      'BotMessage',
      'AnswerRated',
      'CaseClosed',
      'TurnCompleted',
    ])
    expect(settled.of('AnswerRated')[0]).to.deep.include({ answerId: `${CONVERSATION}.a1`, helped: true })
    expect(settled.of('CaseClosed')[0]).to.deep.include({ caseId: CASE, resolution: 'confirmed' })
    expect(settled.chips).to.deep.equal(['1', '2', '3', '4', '5'])
    const rated = await chat.taps('4')
    expect(rated.of('CaseRated')).to.deep.equal([{ type: 'CaseRated', caseId: CASE, scale: 'csat', score: 4 }])
    expect(rated.chips).to.deep.equal(['No, thanks'])
    const commented = await chat.says('Quick and to the point')
    expect(commented.of('RatingCommented')).to.deep.equal([
      { type: 'RatingCommented', caseId: CASE, comment: 'Quick and to the point' },
    ])
    expect(chat.state.case).to.equal(null)
    expect(chat.state.caseCount).to.equal(1)
  })

  it('yes, typed, with the score typed and no sentence', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('yes that helped')
    expect((await chat.says('5')).of('CaseRated')[0]?.score).to.equal(5)
    const skipped = await chat.says('no thanks')
    expect(skipped.of('RatingCommented')).to.deep.equal([])
    expect(skipped.completed.route).to.equal('feedback')
    expect((await chat.says('How do I return something?')).of('CaseOpened')[0]?.caseId).to.equal(`${CONVERSATION}.c2`)
  })

  it('yes, and no score at all', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('yes')
    const skipped = await chat.says('no thanks')
    expect(skipped.text).to.equal(say('en', 'rating.skipped'))
    expect(skipped.of('CaseRated')).to.deep.equal([])
    expect((await chat.says('thanks')).text).to.equal(say('en', 'small_talk.thanks'))
  })

  it('a new question instead of a score or a sentence is answered', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('yes')
    const instead = await chat.says('How do I return something?')
    expect(instead.text).to.contain('60 days')
    await chat.says('yes')
    await chat.says('3')
    const again = await chat.says('and how long does delivery take?')
    expect(again.text).to.contain('working days')
    expect(again.of('RatingCommented')).to.deep.equal([])
  })

  it('no: the next best answer; no again: a person is offered, and told what was tried', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const next = await chat.taps('No, not really')
    expect(next.bot[0]?.text).to.equal('Then perhaps this:\n\nOpen the link in your dispatch email.')
    expect(next.of('AnswerRated')[0]).to.deep.include({ answerId: `${CONVERSATION}.a1`, helped: false })
    expect(next.completed.route).to.equal('feedback')
    expect(chat.asked.at(-1)).to.deep.include({ text: 'How long does delivery take?', except: ['delivery-times'] })
    const offered = await chat.says('no, that did not help either')
    expect(offered.of('AnswerRated')[0]?.answerId).to.equal(`${CONVERSATION}.a3`)
    expect(offered.text).to.equal(say('en', 'offer.unhelpful_answers'))
    expect(offered.chips).to.deep.equal(['Talk to a person', 'No, thanks'])
    const queued = await chat.says('yes please')
    expect(queued.of('HandoffRequested')[0]).to.deep.include({
      reason: 'unhelpful_answers',
      brief: {
        wants: 'How long does delivery take?',
        tried: [
          { question: 'How long does delivery take?', title: 'Delivery times', slug: 'delivery-times' },
          { question: 'How long does delivery take?', title: 'Track an order', slug: 'track-an-order' },
        ],
        mood: 'calm',
      },
    })
    expect(chat.state.owner.kind).to.equal('queue')
  })

  it('no, when there is no other answer: a person is offered', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How do I return something?')
    const turn = await chat.taps('No, not really')
    expect(turn.text).to.equal(say('en', 'offer.unhelpful_answers'))
    expect(turn.completed).to.deep.include({ noAnswer: 'missing_knowledge', route: 'feedback' })
  })

  it('no, with what was meant: that is looked up', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const turn = await chat.says('no, I meant how do I return it')
    expect(turn.text).to.contain('60 days')
    expect(turn.of('AnswerRated')[0]?.helped).to.equal(false)
  })

  it('a tap on an older answer is noted once and disturbs nothing', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('How do I return something?')
    const late = await chat.acts({ warmline: 'helped', answerId: `${CONVERSATION}.a1` })
    expect(late.of('AnswerRated')).to.have.length(1)
    expect(late.of('CaseClosed')).to.deep.equal([])
    const forged = await chat.acts({ warmline: 'helped', answerId: 'another.a1' })
    expect(forged.of('AnswerRated')).to.deep.equal([])
    expect((await chat.says('yes')).of('CaseClosed')).to.have.length(1)
  })

  it('thanks alone settles nothing, it asks', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const turn = await chat.says('thank you')
    expect(turn.chips).to.deep.equal(['Yes, thanks', 'No, not really'])
    expect(turn.of('CaseClosed')).to.deep.equal([])
    expect((await chat.taps('Yes, thanks')).of('CaseClosed')).to.have.length(1)
  })
})

describe('a rating', () => {
  it('may come days after, opens no case, and belongs to the case it names', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    await chat.says('yes')
    await chat.says('bye')
    await chat.says('How do I return something?')
    const late = await chat.acts({ warmline: 'rate', caseId: CASE, score: 2 })
    expect(late.of('CaseRated')[0]?.caseId).to.equal(CASE)
    expect(late.of('CaseOpened')).to.deep.equal([])
    expect(chat.state.case?.id).to.equal(`${CONVERSATION}.c2`)
  })

  it('of a case that is not of this conversation is not taken', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    for (const caseId of ['other.c1', `${CONVERSATION}.c2`, `${CONVERSATION}.c0`, `${CONVERSATION}.c1x`]) {
      expect((await chat.acts({ warmline: 'rate', caseId, score: 5 })).of('CaseRated'), caseId).to.deep.equal([])
    }
  })

  it('comes after a person’s goodbye, tapped or typed', async () => {
    for (const rate of ['tapped', 'typed']) {
      const chat = startScript({ answerQuestion: shop })
      await chat.says('agent!!')
      const handoffId = `${CONVERSATION}.h1`
      chat.happens({ type: 'HandoffClaimed', handoffId, agentId: 'ada', agentName: 'Ada', slotId: 's' })
      chat.happens({ type: 'HandoffReturned', handoffId, agentId: 'ada', seenVersion: chat.state.version })
      const rated = rate === 'typed' ? await chat.says('4') : await chat.acts({ warmline: 'rate', caseId: CASE, score: 4 })
      expect(rated.of('CaseRated')[0], rate).to.deep.include({ caseId: CASE, score: 4 })
      expect((await chat.says('Ada was very kind')).of('RatingCommented')[0]?.comment).to.equal('Ada was very kind')
      expect((await chat.says('How do I return something?')).text).to.contain('60 days')
    }
  })
})

describe('a person', () => {
  it('is called at once when asked for, with the matter and the mood', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('My parcel from Monday has not been delivered')
    const turn = await chat.says('this bot is useless, get me a human')
    expect(turn.events.map(({ type }) => type)).to.deep.equal(['HandoffRequested', 'HandoffQueued', 'Notice', 'TurnCompleted'])
    expect(turn.of('HandoffRequested')[0]).to.deep.include({ reason: 'customer_request', caseId: CASE })
    expect(turn.of('HandoffRequested')[0]?.brief).to.deep.include({
      wants: 'My parcel from Monday has not been delivered',
      mood: 'angry',
      suggested: { slug: 'delivery-times', title: 'Delivery times' },
    })
    expect(turn.completed.route).to.equal('hand_off')
  })

  it('is called as the first thing said, which opens the case', async () => {
    const turn = await startScript().says('agent')
    expect(turn.events.map(({ type }) => type)).to.deep.equal([
      'CaseOpened',
      'HandoffRequested',
      'HandoffQueued',
      'Notice',
      'TurnCompleted',
    ])
  })

  it('is called although the knowledge base is down', async () => {
    const chat = startScript({ answerQuestion: () => Promise.reject(new Error('down')) })
    expect((await chat.says('Kann ich bitte mit einem Menschen sprechen?')).of('HandoffQueued')).to.have.length(1)
  })

  it('is not called twice', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('agent')
    chat.happens({ type: 'CustomerWentOn', handoffId: `${CONVERSATION}.h1` })
    const again = await chat.says('where is my agent? I want a human')
    expect(again.of('HandoffRequested')).to.deep.equal([])
    expect(again.chips).to.deep.equal(['Cancel'])
    expect((await chat.says('How do I return something?')).text).to.contain('60 days')
    const settled = await chat.says('yes')
    expect(settled.of('CaseClosed')).to.deep.equal([])
    expect(settled.text).to.equal(say('en', 'feedback.settled_waiting'))
    expect((await chat.says('Do you sell kayaks?')).text).to.equal(say('en', 'decline.waiting'))
  })

  it('who is waited for can be given an address, which the notice answers', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('agent')
    chat.happens({ type: 'CustomerWentOn', handoffId: `${CONVERSATION}.h1` })
    expect((await chat.says('me@example.org')).events.map(({ type }) => type)).to.deep.equal(['TurnCompleted'])
    expect((await chat.says('me@example.org, and how do I return it?')).text).to.contain('60 days')
  })

  it('is offered when nothing answers, and may be declined', async () => {
    for (const reason of ['missing_knowledge', 'low_confidence', 'provider_failure'] as const) {
      const chat = startScript({ answerQuestion: async () => noAnswer(reason) })
      const turn = await chat.says('Do you sell kayaks?')
      expect(turn.text).to.equal(say('en', `decline.${reason}`))
      expect(turn.completed).to.deep.include({ route: 'decline', noAnswer: reason })
      expect(turn.of('HandoffRequested')).to.deep.equal([])
      const declined = await chat.taps('No, thanks')
      expect(declined.text).to.equal(say('en', 'offer.declined'))
      await chat.says('Do you sell kayaks?')
      expect((await chat.taps('Talk to a person')).of('HandoffRequested')[0]?.reason).to.equal(reason)
    }
  })

  it('is offered in other words the second time', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('Do you sell kayaks?')
    expect((await chat.says('Do you sell canoes?')).text).to.equal(say('en', 'decline.again'))
    await chat.says('How do I return something?')
    expect((await chat.says('Do you sell rafts?')).text).to.equal(say('en', 'decline.missing_knowledge'))
  })

  it('is offered in anger when what was found is unclear', async () => {
    const chat = startScript({ answerQuestion: async () => twoReadings })
    const turn = await chat.says('THIS IS RIDICULOUS WHERE IS MY RETURN!!!')
    expect(turn.bot.map(({ text }) => text).at(-1)).to.equal(say('en', 'offer.frustration'))
    expect(turn.completed.route).to.equal('hand_off')
  })

  it('is offered in anger, beside the answer, and what went wrong is named', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('WHERE IS MY PARCEL THIS IS RIDICULOUS!!!')
    expect(turn.bot.map(({ text }) => text)).to.deep.equal([
      say('en', 'trouble.late'),
      'Standard delivery takes 2 to 4 working days.',
      say('en', 'offer.frustration'),
    ])
    const queued = await chat.says('yes')
    expect(queued.of('HandoffRequested')[0]).to.deep.include({ reason: 'frustration' })
    expect(queued.of('HandoffQueued')[0]?.priority).to.equal('high')
    expect(queued.of('HandoffRequested')[0]?.brief.mood).to.equal('angry')
  })

  it('is offered at once when an answer missed and patience is gone', async () => {
    const chat = startScript({ answerQuestion: shop })
    await chat.says('How long does delivery take?')
    const turn = await chat.says("no, that didn't help, this bot is useless!!")
    expect(turn.text).to.equal(`${say('en', 'trouble.bot')}\n${say('en', 'offer.frustration')}`)
    expect(turn.of('AnswerRated')[0]?.helped).to.equal(false)
  })

  it('is offered after an insult, which is no matter of its own', async () => {
    const chat = startScript({ answerQuestion: shop })
    const turn = await chat.says('you are useless')
    expect(turn.text).to.equal(`${say('en', 'trouble.bot')}\n${say('en', 'offer.frustration')}`)
    expect(turn.of('CaseOpened')).to.deep.equal([])
    expect((await chat.says('yes')).of('CaseOpened')).to.have.length(1)
  })

  it('is not offered for ever: an offer is for the next message only', async () => {
    const chat = startScript()
    await chat.says('Do you sell kayaks?')
    await chat.says('hello')
    expect((await chat.says('yes')).of('HandoffRequested')).to.deep.equal([])
  })
})

describe('a clarification', () => {
  it('offers two readings, and the one chosen is answered', async () => {
    const chat = startScript({
      answerQuestion: async ({ text }) => (text === 'Return tents' ? answered('Return tents', 'Dry it first.') : twoReadings),
    })
    const turn = await chat.says('return')
    expect(turn.chips).to.deep.equal(['Return boots', 'Return tents', 'Neither of these'])
    expect(turn.completed.route).to.equal('clarify')
    const chosen = await chat.taps('Return tents')
    expect(chosen.text).to.contain('Dry it first.')
    expect(chat.asked.at(-1)?.except).to.deep.equal(['boots'])
    expect(chat.state.caseCount).to.equal(1)
  })

  it('is asked twice at most; then a person is offered', async () => {
    const chat = startScript({ answerQuestion: async () => twoReadings })
    expect((await chat.says('return')).completed.route).to.equal('clarify')
    expect((await chat.says('return something')).completed.route).to.equal('clarify')
    const third = await chat.says('return it')
    expect(third.text).to.equal(say('en', 'offer.clarification_exhausted'))
    expect((await chat.says('ok')).of('HandoffRequested')[0]?.reason).to.equal('clarification_exhausted')
  })

  it('neither, twice: a person is offered', async () => {
    const chat = startScript({ answerQuestion: async () => twoReadings })
    await chat.says('return')
    await chat.taps('Neither of these')
    await chat.says('neither of these')
    expect((await chat.says('neither of these')).text).to.equal(say('en', 'offer.clarification_exhausted'))
  })

  it('neither: asks for more words', async () => {
    const chat = startScript({ answerQuestion: async () => twoReadings })
    await chat.says('return')
    expect((await chat.taps('Neither of these')).text).to.equal(say('en', 'clarify.rephrase'))
  })
})

describe('small talk', () => {
  for (const [text, key] of [
    ['hello', 'small_talk.hello'],
    ['how are you?', 'small_talk.how_are_you'],
    ['are you a bot?', 'small_talk.are_you_bot'],
    ['thanks!', 'small_talk.thanks'],
    ['bye', 'small_talk.bye'],
    ['you are awesome', 'small_talk.compliment'],
    ['yes', 'small_talk.go_ahead'],
    ['never mind', 'small_talk.all_right'],
    ['👍', 'turn.unreadable'],
  ] as const) {
    it(`"${text}" is answered and opens no case`, async () => {
      const turn = await startScript().says(text)
      expect(turn.text).to.equal(say('en', key, { shopName: 'Larkhollow' }))
      expect(turn.of('CaseOpened')).to.deep.equal([])
    })
  }
})

describe('what is stored', () => {
  it('that names a dialog of another release is cleared, said so, and asked again', async () => {
    const chat = startScript({ answerQuestion: shop })
    chat.state = {
      ...chat.state,
      dialog: {
        v: 1,
        stack: [{ id: 'start-return.9', state: { step: 4 } }],
        shown: [],
        unhelpful: 0,
        clarifications: 0,
        tried: [],
      },
    }
    const turn = await chat.says('LH-1234')
    expect(turn.text).to.equal(say('en', 'turn.lost_thread'))
    expect(chat.state.dialog.stack).to.deep.equal([])
    expect((await chat.says('How do I return something?')).text).to.contain('60 days')
  })

  it('that is garbage is a fresh start', async () => {
    const chat = startScript({ answerQuestion: shop })
    chat.state = { ...chat.state, dialog: { v: 1, stack: 'x', offer: 7 } }
    expect((await chat.says('How do I return something?')).text).to.contain('60 days')
  })

  it('stays small with long messages', async () => {
    const chat = startScript({ answerQuestion: async () => answered('Return something '.repeat(60), 'y'.repeat(9_000)) })
    for (let turn = 0; turn < 12; turn++) await chat.says(`${'日本語の長い文章です。'.repeat(720)}${turn}?`)
    expect(Buffer.byteLength(JSON.stringify(chat.state))).to.be.below(16 * 1024)
  })
})

describe('giving up a turn', () => {
  it('rejects at once, whatever it waits for', async () => {
    const runTurn = createRunTurn({ answerQuestion: () => new Promise(() => undefined), detectLanguage, shopName: 'Larkhollow' })
    const given = new AbortController()
    const chat = startScript({ runTurn: (input) => runTurn(input, given.signal) })
    const turn = chat.says('How do I return something?')
    given.abort(new Error('too late'))
    const failure: unknown = await turn.then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).to.have.property('message', 'too late')
  })

  it('rejects when the knowledge base does', async () => {
    const chat = startScript({ answerQuestion: () => Promise.reject(new Error('down')) })
    const failure: unknown = await chat.says('How do I return something?').then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).to.have.property('message', 'down')
  })
})
