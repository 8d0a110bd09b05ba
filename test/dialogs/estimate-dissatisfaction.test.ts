import { expect } from 'chai'
import { DISSATISFIED_FROM, estimateDissatisfaction, strainOf, type Utterance } from '../../dialogs/estimate-dissatisfaction.ts'
import { say } from '../../language/catalogue.ts'
import { answered, startScript } from './conversation-script.ts'

/** Customer and bot in turns, the customer first and last. */
function conversation(...texts: string[]): Utterance[] {
  return texts.map((text, at) => ({ from: at % 2 === 0 ? 'customer' : 'bot', text }))
}

/** As it is read turn by turn. */
function getsNowhere(utterances: readonly Utterance[]): boolean {
  let strain: ReturnType<typeof strainOf> = { getsNowhere: false, since: undefined }
  for (const [at, { from }] of utterances.entries())
    if (from === 'customer') strain = strainOf(utterances.slice(0, at + 1), strain.since)
  return strain.getsNowhere
}

const GOING_WELL: Record<string, string[]> = {
  'a first question': ['Where is my order?'],
  'a second question': ['Where is my order?', 'It arrives on Monday.', 'And can I change the address?'],
  thanks: ['Where is my order?', 'It arrives on Monday.', 'No, thanks, that is all'],
  'a no that was asked for': ['I need a tent', 'For more than two people?', 'No, two'],
  'the same question about another thing': [
    'Do you repair tents?',
    'Yes, we do.',
    'Do you repair jackets?',
    'Yes.',
    'And boots?',
  ],
}

const GOING_NOWHERE: Record<string, string[]> = {
  'corrects, and corrects again': [
    'I want my money back for the blue jacket',
    'You can exchange it within 45 days.',
    'No, I asked for my money back, not an exchange',
    'Exchanges are free of charge.',
    'No, that is not what I asked. My money back, please',
  ],
  'says the same again and again': [
    'How do I change the address of my order?',
    'Sorry, I am not sure what you mean.',
    'I said, how do I change the address of my order?',
    'Sorry, I am not sure what you mean.',
    'no, how do I change the address of my order',
  ],
  'in German': [
    'Wie bekomme ich das Geld für die Jacke zurück?',
    'Sie können 45 Tage lang umtauschen.',
    'Nein, ich habe doch gesagt, ich will mein Geld zurück',
    'Ein Umtausch ist kostenlos.',
    'Nein, das ist nicht meine Frage. Ich meinte das Geld',
  ],
}

describe('estimating dissatisfaction', () => {
  for (const [name, texts] of Object.entries(GOING_WELL)) {
    it(`${name}: goes well`, () => expect(getsNowhere(conversation(...texts))).to.equal(false))
  }
  for (const [name, texts] of Object.entries(GOING_NOWHERE)) {
    it(`${name}: gets nowhere`, () => {
      expect(estimateDissatisfaction(conversation(...texts))).to.be.above(DISSATISFIED_FROM)
      expect(getsNowhere(conversation(...texts))).to.equal(true)
      expect(getsNowhere(conversation(...texts.slice(0, 3))), 'after one such turn').to.equal(false)
    })
  }

  it('without a word nothing is estimated to be wrong', () => {
    expect(estimateDissatisfaction([])).to.be.below(DISSATISFIED_FROM)
    expect(strainOf([], undefined)).to.deep.equal({ getsNowhere: false, since: undefined })
  })

  it('is forgotten after two turns that went well', () => {
    const well: Utterance[] = [{ from: 'customer', text: 'And where is the shop?' }]
    expect([undefined, 0, 1].map((since) => strainOf(well, since).since)).to.deep.equal([undefined, 1, undefined])
  })
})

describe('a customer who gets nowhere politely', () => {
  it('is offered a person before they explode', async () => {
    const chat = startScript({ answerQuestion: async () => answered('Exchanges', 'You can exchange it within 45 days.') })
    const first = await chat.says('I would like my money back for the blue jacket')
    expect(first.text).not.to.contain(say('en', 'offer.frustration'))
    const second = await chat.says('I said I would like my money back for the blue jacket')
    expect(second.text).not.to.contain(say('en', 'offer.frustration'))
    const third = await chat.says('I asked how I get my money back for the blue jacket, not how I exchange it')
    expect(third.text).to.contain(say('en', 'offer.frustration'))
    expect(third.chips).to.include('Talk to a person')
    const queued = await chat.says('yes please')
    expect(queued.of('HandoffRequested')[0]?.reason).to.equal('frustration')
  })
})
