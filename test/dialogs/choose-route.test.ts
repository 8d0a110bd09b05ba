import { expect } from 'chai'
import { type Chosen, chooseRoute, type Situation } from '../../dialogs/choose-route.ts'
import { freshMemory, type Memory } from '../../dialogs/memory.ts'
import type { Recognised } from '../../dialogs/recognise.ts'

const ANSWER = { answerId: 'c.a1', question: 'delivery?', articleId: 'delivery', slug: 'delivery', title: 'Delivery' }
const OPTIONS = [
  { articleId: 'boots', title: 'Return boots' },
  { articleId: 'tents', title: 'Return tents' },
]
const RATING = { stage: 'score', caseId: 'c.c1' } as const
const COMMENT = { stage: 'comment', caseId: 'c.c1' } as const

interface Row {
  name: string
  recognised: Recognised
  memory?: Partial<Memory>
  situation?: Partial<Situation>
  act: Chosen['act']
  route: Chosen['route']
  also?: Record<string, unknown>
  without?: string
}

const question = (text: string): Recognised => ({ kind: 'question', text })
const topic = (name: Extract<Recognised, { kind: 'small_talk' }>['topic']): Recognised => ({ kind: 'small_talk', topic: name })

const TABLE: Row[] = [
  {
    name: 'a question',
    recognised: question('where is it?'),
    act: 'look_up',
    route: 'answer',
    also: { question: 'where is it?' },
  },
  { name: 'a wish', recognised: { kind: 'human' }, act: 'queue', route: 'hand_off', also: { reason: 'customer_request' } },
  {
    name: 'a wish while waiting',
    recognised: { kind: 'human' },
    situation: { waiting: true },
    act: 'already_queued',
    route: 'hand_off',
  },
  {
    name: 'a wish during a rating',
    recognised: { kind: 'human' },
    situation: { rating: COMMENT },
    act: 'queue',
    route: 'hand_off',
  },
  {
    name: 'a wish with the thread lost',
    recognised: { kind: 'human' },
    situation: { lostThread: true },
    act: 'queue',
    route: 'hand_off',
  },
  {
    name: 'yes to an offer',
    recognised: { kind: 'yes' },
    memory: { offer: 'low_confidence' },
    act: 'queue',
    route: 'hand_off',
    also: { reason: 'low_confidence' },
  },
  {
    name: 'yes to an offer, with an answer open',
    recognised: { kind: 'yes' },
    memory: { offer: 'frustration', answer: ANSWER },
    act: 'queue',
    route: 'hand_off',
  },
  {
    name: 'no to an offer',
    recognised: { kind: 'no' },
    memory: { offer: 'low_confidence' },
    act: 'offer_declined',
    route: 'small_talk',
  },
  {
    name: 'no, thanks to an offer',
    recognised: { kind: 'no_thanks' },
    memory: { offer: 'low_confidence' },
    act: 'offer_declined',
    route: 'small_talk',
  },
  { name: 'yes to an answer', recognised: { kind: 'yes' }, memory: { answer: ANSWER }, act: 'settle', route: 'feedback' },
  { name: 'no to an answer', recognised: { kind: 'no' }, memory: { answer: ANSWER }, act: 'next_best', route: 'feedback' },
  {
    name: 'a tap on the open answer',
    recognised: { kind: 'feedback', helped: false, answerId: 'c.a1' },
    memory: { answer: ANSWER },
    act: 'next_best',
    route: 'feedback',
  },
  {
    name: 'a tap on an older answer',
    recognised: { kind: 'feedback', helped: true, answerId: 'c.a0' },
    memory: { answer: ANSWER },
    act: 'note',
    route: 'feedback',
  },
  {
    name: 'a tap with an id of elsewhere',
    recognised: { kind: 'feedback', helped: true, answerId: 'x' },
    situation: { isOurAnswer: () => false },
    act: 'talk',
    route: 'small_talk',
  },
  {
    name: 'no with a question of its own',
    recognised: { kind: 'no', rest: 'express?' },
    memory: { answer: ANSWER },
    act: 'look_up',
    route: 'answer',
    also: { question: 'express?', verdict: { answerId: 'c.a1', helped: false } },
  },
  { name: 'yes out of the blue', recognised: { kind: 'yes' }, act: 'talk', route: 'small_talk', also: { topic: 'go_ahead' } },
  {
    name: 'a score on a rating',
    recognised: { kind: 'rate', score: 4 },
    situation: { rating: RATING },
    act: 'rate',
    route: 'feedback',
    also: { caseId: 'c.c1', score: 4 },
  },
  {
    name: 'a tapped score, late',
    recognised: { kind: 'rate', score: 2, caseId: 'c.c7' },
    act: 'rate',
    route: 'feedback',
    also: { caseId: 'c.c7' },
  },
  {
    name: 'a tapped score of elsewhere',
    recognised: { kind: 'rate', score: 2, caseId: 'x' },
    situation: { isOurCase: () => false, text: '2' },
    act: 'look_up',
    route: 'answer',
  },
  {
    name: 'a typed score after a goodbye',
    recognised: { kind: 'rate', score: 5 },
    situation: { ratableCaseId: 'c.c1' },
    act: 'rate',
    route: 'feedback',
  },
  {
    name: 'a bare number with nothing to rate',
    recognised: { kind: 'rate', score: 5 },
    situation: { text: '5' },
    act: 'look_up',
    route: 'answer',
  },
  {
    name: 'a sentence on a rating',
    recognised: question('Quick and kind'),
    situation: { rating: COMMENT },
    act: 'comment',
    route: 'feedback',
  },
  {
    name: 'praise on a rating',
    recognised: topic('compliment'),
    situation: { rating: COMMENT, text: 'great' },
    act: 'comment',
    route: 'feedback',
  },
  {
    name: 'a scolding on a rating',
    recognised: topic('insult'),
    situation: { rating: COMMENT, text: 'useless', mood: 'angry' },
    act: 'comment',
    route: 'feedback',
  },
  {
    name: 'a no that says more on a rating',
    recognised: { kind: 'no' },
    situation: { rating: COMMENT, text: 'it did not help with my tent' },
    act: 'comment',
    route: 'feedback',
  },
  {
    name: 'a yes that says more on a rating',
    recognised: { kind: 'yes' },
    situation: { rating: COMMENT, text: 'yes that was very helpful' },
    act: 'comment',
    route: 'feedback',
  },
  {
    name: 'no on a rating',
    recognised: { kind: 'no' },
    situation: { rating: COMMENT, text: 'no' },
    act: 'skip_rating',
    route: 'feedback',
  },
  {
    name: 'no on a rating, with a question',
    recognised: { kind: 'no', rest: 'where is it?' },
    situation: { rating: COMMENT, text: 'no, where is it?' },
    act: 'look_up',
    route: 'answer',
  },
  {
    name: 'thanks on a rating',
    recognised: topic('thanks'),
    situation: { rating: COMMENT, text: 'thanks' },
    act: 'skip_rating',
    route: 'feedback',
  },
  {
    name: 'a greeting on a rating',
    recognised: topic('hello'),
    situation: { rating: COMMENT, text: 'hello' },
    act: 'talk',
    route: 'small_talk',
  },
  {
    name: 'no, thanks on a rating',
    recognised: { kind: 'no_thanks' },
    situation: { rating: COMMENT },
    act: 'skip_rating',
    route: 'feedback',
  },
  {
    name: 'a question on a rating',
    recognised: question('where is my parcel?'),
    situation: { rating: COMMENT },
    act: 'look_up',
    route: 'answer',
  },
  {
    name: 'words before a score',
    recognised: question('The tent leaks'),
    situation: { rating: RATING },
    act: 'look_up',
    route: 'answer',
  },
  {
    name: 'an insult',
    recognised: topic('insult'),
    situation: { mood: 'angry' },
    act: 'offer',
    route: 'hand_off',
    also: { reason: 'frustration' },
  },
  {
    name: 'thanks with an answer open',
    recognised: topic('thanks'),
    memory: { answer: ANSWER },
    act: 'talk',
    route: 'small_talk',
    also: { topic: 'thanks_open' },
  },
  { name: 'hello', recognised: topic('hello'), act: 'talk', route: 'small_talk', also: { topic: 'hello' } },
  {
    name: 'cancel with nothing to cancel',
    recognised: { kind: 'cancel' },
    act: 'talk',
    route: 'small_talk',
    also: { topic: 'all_right' },
  },
  {
    name: 'a reading, tapped',
    recognised: question('Return tents'),
    situation: { text: 'Return tents' },
    memory: { choice: { question: 'return', options: OPTIONS } },
    act: 'look_up',
    route: 'answer',
    also: { question: 'Return tents', except: ['boots'] },
  },
  {
    name: 'a reading, noted as what was meant',
    recognised: question('Return tents'),
    situation: { text: 'Return tents' },
    memory: { choice: { question: 'return', askedOf: 3, options: OPTIONS } },
    act: 'look_up',
    route: 'answer',
    also: { choice: { messageVersion: 3, articleId: 'tents' } },
  },
  {
    name: 'neither reading, noted as well',
    recognised: { kind: 'neither' },
    memory: { choice: { question: 'return', askedOf: 3, options: OPTIONS } },
    act: 'rephrase',
    route: 'clarify',
    also: { choice: { messageVersion: 3, articleId: null } },
  },
  {
    name: 'another question, which says nothing of the readings',
    recognised: question('how about gas?'),
    situation: { text: 'how about gas?' },
    memory: { choice: { question: 'return', askedOf: 3, options: OPTIONS } },
    act: 'look_up',
    route: 'answer',
    without: 'choice',
  },
  {
    name: 'a reading, by its number',
    recognised: { kind: 'rate', score: 1 },
    situation: { text: '1' },
    memory: { choice: { question: 'return', options: OPTIONS } },
    act: 'look_up',
    route: 'answer',
    also: { question: 'Return boots', except: ['tents'] },
  },
  {
    name: 'neither reading',
    recognised: { kind: 'neither' },
    memory: { choice: { question: 'return', options: OPTIONS } },
    act: 'rephrase',
    route: 'clarify',
  },
  {
    name: 'no to both readings',
    recognised: { kind: 'no' },
    memory: { choice: { question: 'return', options: OPTIONS } },
    act: 'rephrase',
    route: 'clarify',
  },
  {
    name: 'another question instead of a reading',
    recognised: question('how about gas?'),
    situation: { text: 'how about gas?' },
    memory: { choice: { question: 'return', options: OPTIONS } },
    act: 'look_up',
    route: 'answer',
    also: { except: [] },
  },
  {
    name: 'an address for the person waited for',
    recognised: question('me@example.org'),
    situation: { waiting: true, contactNoted: true },
    act: 'nothing',
    route: 'hand_off',
  },
  {
    name: 'a question with the thread lost',
    recognised: question('x'),
    situation: { lostThread: true },
    act: 'lost_thread',
    route: 'clarify',
  },
  { name: 'nothing to read', recognised: { kind: 'nothing' }, act: 'unreadable', route: 'clarify' },
]

describe('chooseRoute', () => {
  for (const { name, recognised, memory, situation, act, route, also, without } of TABLE) {
    it(`${name}: ${act}`, () => {
      const chosen = chooseRoute(recognised, {
        text: recognised.kind === 'question' ? recognised.text : '',
        mood: 'calm',
        waiting: false,
        lostThread: false,
        contactNoted: false,
        isOurCase: () => true,
        isOurAnswer: () => true,
        ...situation,
        memory: { ...freshMemory(), ...memory },
      })
      expect(chosen).to.deep.include({ act, route, ...also })
      if (without !== undefined) expect(chosen).not.to.have.property(without)
    })
  }
})
