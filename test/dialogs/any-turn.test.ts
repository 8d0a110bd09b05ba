import { expect } from 'chai'
import fc from 'fast-check'
import { fold } from '../../conversation/fold.ts'
import { forbiddenEvent } from '../../conversation/speakers.ts'
import { type ConversationState, conversationState, initialState } from '../../conversation/state.ts'
import { fallbackTurn } from '../../dialogs/fallback-turn.ts'
import { createRunTurn, type TurnInput } from '../../dialogs/run-turn.ts'
import { type ConversationEvent, conversationEvent, type CustomerMessage } from '../../domain/events.ts'
import type { Action, HandoffReason } from '../../domain/words.ts'
import { recogniseCommand } from '../../handoff/recognise-command.ts'
import type { AnswerOutcome } from '../../knowledge/answer.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { answered, CONVERSATION, noAnswer } from './conversation-script.ts'

const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8_000, size: 'max' }),
  fc.constantFrom(
    'yes',
    'no',
    '5',
    'agent!!',
    'cancel',
    'go on',
    'hello',
    'THIS IS RIDICULOUS AND USELESS!!!',
    'Return boots',
    '2',
    'no thanks',
    '',
  ),
  fc.constantFrom('Wo ist mein Paket?', 'no, I meant express?', 'bist du ein Bot?', '担当者と話したい', 'où est mon colis ?'),
)

const id = fc.oneof(
  fc.constantFrom(`${CONVERSATION}.c1`, `${CONVERSATION}.c2`, `${CONVERSATION}.a1`, `${CONVERSATION}.a3`),
  fc.string({ maxLength: 100 }),
)
const action: fc.Arbitrary<Action | undefined> = fc.option(
  fc.oneof(
    fc.record({ warmline: fc.constantFrom('helped' as const, 'not_helped' as const), answerId: id }),
    fc.record({ warmline: fc.constantFrom('human' as const, 'cancel' as const, 'go_on' as const) }),
    fc.record({ warmline: fc.constant('rate' as const), caseId: id, score: fc.integer({ min: 1, max: 5 }) }),
  ),
  { nil: undefined, freq: 3 },
)

const outcome: fc.Arbitrary<AnswerOutcome> = fc.oneof(
  fc
    .tuple(fc.string({ maxLength: 400 }), fc.string({ maxLength: 4_000, size: 'max' }), fc.constantFrom('en', 'de', 'x'))
    .map((given) => answered(...given)),
  fc.constantFrom(noAnswer(), noAnswer('low_confidence'), noAnswer('provider_failure')),
  fc
    .array(fc.record({ articleId: fc.string({ maxLength: 60 }), title: fc.string({ maxLength: 400 }) }), {
      minLength: 2,
      maxLength: 3,
    })
    .map((options): AnswerOutcome => ({ kind: 'clarify', options, probability: 0.5, libraryVersion: 1, candidates: [] })),
)

const dialogInstance = fc.oneof(
  fc.record({
    id: fc.string({ maxLength: 20 }),
    state: fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 })),
  }),
  fc.record({
    id: fc.constantFrom('rate-case.1', 'support.1', 'rate-case.0'),
    state: fc.record({
      options: fc.oneof(fc.record({ caseId: id }), fc.constant({})),
      values: fc.constantFrom({}, { instanceId: 'x' }),
      stepIndex: fc.integer({ min: -2, max: 6 }),
    }),
  }),
)
const reason = fc.constantFrom<HandoffReason>('frustration', 'low_confidence', 'unhelpful_answers')
const dialog: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.dictionary(fc.string({ maxLength: 20 }), fc.jsonValue()).map((value) => value as Record<string, unknown>),
  fc.record(
    {
      v: fc.constant(1),
      stack: fc.array(dialogInstance, { maxLength: 3 }),
      shown: fc.array(fc.string({ maxLength: 20 }), { maxLength: 8 }),
      unhelpful: fc.nat(99),
      clarifications: fc.nat(99),
      tried: fc.constant([]),
      offer: reason,
      answer: fc.record({
        answerId: id,
        question: said.map((text) => text.slice(0, 300)),
        articleId: fc.constant('a'),
        slug: fc.constant('a'),
        title: fc.constant('A'),
      }),
      choice: fc.constant({ question: 'return', options: [{ articleId: 'boots', title: 'Return boots' }] }),
      caseId: id,
    },
    { requiredKeys: ['v', 'stack', 'shown', 'unhelpful', 'clarifications', 'tried'] },
  ),
)

interface Start {
  before: { text: string; dialog: Record<string, unknown>; caseCount: number; open: boolean; waiting: boolean }
  text: string
  action: Action | undefined
  outcome: AnswerOutcome
  agentsOnline: number
}
const start: fc.Arbitrary<Start> = fc.record({
  before: fc.record({ text: said, dialog, caseCount: fc.nat(3), open: fc.boolean(), waiting: fc.boolean() }),
  text: said,
  action,
  outcome,
  agentsOnline: fc.nat(2),
})

function inputOf({ before, text, action: tapped, agentsOnline }: Start): TurnInput {
  let state: ConversationState = { ...initialState(), caseCount: before.caseCount, dialog: before.dialog }
  const play = (...events: ConversationEvent[]): void => {
    state = fold(state, events, { version: state.version + 1, at: state.at + 1 })
  }
  const says = (words: string): CustomerMessage => ({
    type: 'CustomerMessage',
    channel: 'test',
    customerKey: 'customer',
    text: words,
  })
  play(says(before.text))
  if (before.open || before.waiting) {
    const caseId = `${CONVERSATION}.c${before.caseCount + 1}`
    play({ type: 'CaseOpened', caseId, messageVersion: 1, openedAt: 1 })
    if (before.waiting) {
      const handoffId = `${CONVERSATION}.h1`
      play(
        {
          type: 'HandoffRequested',
          handoffId,
          caseId,
          reason: 'customer_request',
          brief: { wants: '', tried: [], mood: 'calm' },
          transcript: { from: 1, to: 1 },
        },
        { type: 'HandoffQueued', handoffId, queue: 'default', priority: 'normal' },
      )
      play({ type: 'CustomerWentOn', handoffId })
    }
  }
  const message = { ...says(text), ...(tapped && { action: tapped }) }
  play(message)
  return {
    conversationId: CONVERSATION,
    state,
    message,
    version: state.version,
    at: state.at,
    now: state.at,
    outlook: { agentsOnline, waiting: 0, typicalWaitMs: null },
  }
}

function checkTurn(input: TurnInput, events: ConversationEvent[]): void {
  for (const event of events) expect(() => conversationEvent.parse(event), event.type).not.to.throw()
  expect(forbiddenEvent(input.state, events)?.type).to.equal(undefined)
  expect(events.filter(({ type }) => type === 'TurnCompleted')).to.have.length(1)
  expect(events.at(-1)?.type).to.equal('TurnCompleted')
  const told = events.filter(({ type }) => type === 'BotMessage' || type === 'Notice').length
  if (!noted(input)) expect(told, 'the customer is told something').to.be.at.least(1)
  const opened = events.filter(({ type }) => type === 'CaseOpened')
  expect(opened.length).to.be.at.most(input.state.case === null ? 1 : 0)
  if (input.state.handoff) expect(events.some(({ type }) => type === 'HandoffRequested')).to.equal(false)
  const after = fold(input.state, events, { version: input.state.version + 1, at: input.at })
  expect(() => conversationState.parse(after)).not.to.throw()
  expect(after.handledThrough).to.be.at.least(input.version)
  expect(Buffer.byteLength(JSON.stringify(after))).to.be.below(16 * 1024)
}

/** An address left while waiting was noted when it was received; the turn adds nothing. */
function noted({ state, message }: TurnInput): boolean {
  return state.handoff !== null && recogniseCommand(message)?.kind === 'contact'
}

describe('any turn', () => {
  it('is a valid list of events, whatever was said, tapped, stored or found', async () => {
    await fc.assert(
      fc.asyncProperty(start, async (given) => {
        const runTurn = createRunTurn({ answerQuestion: async () => given.outcome, detectLanguage, shopName: 'Larkhollow' })
        const input = inputOf(given)
        checkTurn(input, await runTurn(input, new AbortController().signal))
      }),
      { numRuns: 100 },
    )
  }).timeout(60_000)

  it('can fail and still be concluded', () => {
    fc.assert(
      fc.property(start, (given) => {
        const input = inputOf(given)
        checkTurn(input, fallbackTurn(input))
      }),
      { numRuns: 80 },
    )
  }).timeout(60_000)

  it('lets a wish for a person reach the queue, whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(start, fc.constantFrom('agent', 'get me a human', 'Mitarbeiter bitte'), async (given, text) => {
        const input = inputOf({ ...given, text, action: undefined, before: { ...given.before, waiting: false } })
        const runTurn = createRunTurn({
          answerQuestion: () => Promise.reject(new Error('down')),
          detectLanguage,
          shopName: 'Larkhollow',
        })
        const events = await runTurn(input, new AbortController().signal)
        for (const turn of [events, fallbackTurn(input)]) expect(turn.some(({ type }) => type === 'HandoffQueued')).to.equal(true)
      }),
      { numRuns: 50 },
    )
  }).timeout(60_000)
})
