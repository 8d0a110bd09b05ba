import { expect } from 'chai'
import fc from 'fast-check'
import { customerView, greetingActivity } from '../../bot/customer-view.ts'
import { withWholeLinks } from '../../bot/channels/render-parts.ts'
import type { Commit } from '../../conversation/ports.ts'
import { fold } from '../../conversation/fold.ts'
import { initialState } from '../../conversation/state.ts'
import type { ConversationEvent } from '../../domain/events.ts'

const viewer = { userId: 'dl_me', origin: 'https://help.example' }
const at = Date.UTC(2026, 0, 5, 9)

function commitOf(...events: ConversationEvent[]): Commit {
  const state = fold(initialState(), events, { version: 7, at })
  return { conversationId: 'c', version: 7, commitId: 'x', at, epoch: state.epoch, events, keys: [], outbox: [], owed: [], state }
}

const handoffId = 'c.h1'
const slot = { agentId: 'agent-7', agentName: 'Ann', slotId: 'slot-7' }
const brief = { wants: 'SECRET', tried: [], mood: 'angry' as const }

/** One of each kind that is not for the customer, each with a word that must not get out. */
const HIDDEN: ConversationEvent[] = [
  { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'SECRET' },
  { type: 'HandoffRequested', handoffId, caseId: 'c.c1', reason: 'frustration', brief, transcript: { from: 1, to: 6 } },
  { type: 'HandoffQueued', handoffId, queue: 'SECRET', priority: 'high' },
  { type: 'HandoffClaimed', handoffId, ...slot },
  { type: 'HandoffTransferred', handoffId, fromAgentId: 'SECRET', ...slot },
  { type: 'HandoffRequeued', handoffId, fromAgentId: 'SECRET', cause: 'claim_lapsed', queue: 'default' },
  { type: 'ContactLeft', handoffId, contact: 'SECRET' },
  { type: 'CaseOpened', caseId: 'SECRET', messageVersion: 1, openedAt: at },
  { type: 'RatingCommented', caseId: 'c.c1', comment: 'SECRET' },
  { type: 'TurnCompleted', messageVersion: 1, outcome: 'answered', language: 'en', dialog: { SECRET: true } },
  { type: 'DeliveryFailed', entryId: '1-0', code: 'SECRET' },
  { type: 'SlotSwept', slotId: 'SECRET' },
  { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: '' },
]

describe('what the customer sees of a commit', () => {
  it('is what people, the bot and notices said, in order, with the place in the log as id', () => {
    const view = customerView(
      commitOf(
        {
          type: 'CustomerMessage',
          channel: 'directline',
          customerKey: 'k',
          customerName: 'Iris',
          text: 'Hello',
          clientActivityId: 'x1',
        },
        { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'SECRET' },
        { type: 'BotMessage', replyTo: 7, text: 'Hi **there**', quickReplies: [], citations: [], route: 'small_talk' },
        {
          type: 'Notice',
          notice: 'ended',
          text: 'Bye.',
          quickReplies: [{ title: '5', action: { warmline: 'rate', caseId: 'c.c1', score: 5 } }],
        },
      ),
      viewer,
    )
    expect(view.map(({ id }) => id)).to.deep.equal(['c|0000007-0', 'c|0000007-2', 'c|0000007-3'])
    expect(view.map(({ textFormat }) => textFormat)).to.deep.equal(['plain', 'markdown', 'plain'])
    expect(view[0]).to.deep.include({
      timestamp: '2026-01-05T09:00:00.000Z',
      from: { id: 'dl_me', role: 'user', name: 'Iris' },
      channelData: { warmline: { from: 'customer', owner: { kind: 'bot' } }, clientActivityID: 'x1' },
    })
    expect(view[1]).to.deep.include({ replyToId: 'c|0000007-0', from: { id: 'warmline', role: 'bot' } })
    expect(view[2]?.suggestedActions?.actions[0]).to.deep.equal({
      type: 'postBack',
      title: '5',
      value: { warmline: 'rate', caseId: 'c.c1', score: 5 },
    })
    expect(view[2]?.channelData?.warmline).to.deep.equal({ from: 'notice', owner: { kind: 'bot' }, notice: 'ended' })
  })

  it('names the human who owns it by name, never by account', () => {
    const [notice, words] = customerView(
      commitOf(
        HIDDEN[1]!,
        HIDDEN[2]!,
        HIDDEN[3]!,
        { type: 'Notice', notice: 'joined', text: 'Ann has joined.', quickReplies: [] },
        { type: 'HumanMessage', agentId: 'agent-7', agentName: 'Ann', text: 'Hello, I am Ann.' },
      ),
      viewer,
    )
    for (const activity of [notice, words]) {
      expect(activity?.channelData?.warmline?.owner).to.deep.equal({ kind: 'human', name: 'Ann' })
      expect(JSON.stringify(activity)).not.to.match(/agent-7|slot-7|SECRET/)
    }
    expect(words?.from).to.deep.equal({ id: 'warmline-desk', role: 'bot', name: 'Ann' })
  })

  it('has links that work on the page of somebody else', () => {
    const text = 'See [our privacy notice](/articles/your-data) or [theirs](https://else.example/).'
    const [activity] = customerView(commitOf({ type: 'BotMessage', replyTo: 1, text, quickReplies: [], citations: [] }), viewer)
    expect(activity?.text).to.equal(
      'See [our privacy notice](https://help.example/articles/your-data) or [theirs](https://else.example/).',
    )
    expect(withWholeLinks(text, undefined)).to.equal('See our privacy notice or [theirs](https://else.example/).')
    const words = 'I read [this](/x).'
    const [own] = customerView(
      commitOf({ type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: words }),
      viewer,
    )
    expect(own?.text, 'nobody changes what people wrote').to.equal(words)
  })

  it('brings its sources as every client of Direct Line’s shows them', () => {
    const citations = [
      { articleId: 'd', revision: 3, slug: 'delivery', title: 'Delivery "prices"', passage: 'It costs £3.95.' },
      { articleId: 'e', revision: 1, slug: 'express', title: 'Express', passage: 'It costs £9.95.' },
    ]
    const answer = { answerId: 'a1', probability: 0.9, libraryVersion: 4, generated: true, language: 'en' }
    const event: ConversationEvent = {
      type: 'BotMessage',
      replyTo: 1,
      text: 'It depends [1] [2].',
      quickReplies: [],
      citations,
      answer,
    }
    const [activity] = customerView(commitOf(event), viewer)
    expect(activity?.text).to.equal(
      [
        'It depends [1] [2].',
        '',
        '[1]: https://help.example/articles/delivery "Delivery \\"prices\\""',
        '[2]: https://help.example/articles/express "Express"',
      ].join('\n'),
    )
    expect(activity?.entities).to.have.length(1)
    const entity = activity?.entities?.[0] as { citation: { position: number; appearance: Record<string, string> }[] }
    expect(entity).to.deep.include({ type: 'https://schema.org/Message', '@id': '', additionalType: ['AIGeneratedContent'] })
    expect(
      entity.citation.map(({ position, appearance }) => [
        position,
        appearance['name'],
        appearance['url'],
        appearance['abstract'],
      ]),
    ).to.deep.equal([
      [1, 'Delivery "prices"', 'https://help.example/articles/delivery', 'It costs £3.95.'],
      [2, 'Express', 'https://help.example/articles/express', 'It costs £9.95.'],
    ])
  })

  it('is nothing for anything else, in any mixture', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HIDDEN), { maxLength: 8 }), (events) => {
        const commit = { ...commitOf(), events }
        expect(customerView(commit, viewer)).to.deep.equal([])
      }),
    )
  })

  it('begins with a greeting that is the same each time', () => {
    const greeting = { text: 'I am a bot.', quickReplies: [{ title: 'Where is my order?' }] }
    const activity = greetingActivity('c', greeting, at, 'https://help.example')
    expect(activity).to.deep.equal(greetingActivity('c', greeting, at, 'https://help.example'))
    expect(activity).to.deep.include({ id: 'c|0000000-0', text: 'I am a bot.' })
    expect(activity.suggestedActions?.actions).to.deep.equal([
      { type: 'imBack', title: 'Where is my order?', value: 'Where is my order?' },
    ])
  })
})
