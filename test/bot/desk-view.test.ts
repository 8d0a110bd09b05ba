import { expect } from 'chai'
import type { Commit } from '../../conversation/ports.ts'
import type { ConversationState } from '../../conversation/state.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { deskConversation } from '../../bot/api/desk.ts'
import { conversationOf, deskRowOf, type DeskView, emptyView, viewAfter } from '../../bot/desk-view.ts'
import { createReadConversation } from '../../bot/read-conversation.ts'
import { HandClock } from '../contracts/opened.ts'
import { sampleCommit, sampleHandoff, sampleRow } from '../contracts/samples.ts'

const brief = { wants: 'A refund', tried: [{ question: 'Where is it?' }], mood: 'upset' as const }
const handoff: NonNullable<ConversationState['handoff']> = {
  ...sampleHandoff('kim', { claimedBy: 'ana' }),
  ...{ id: 'kim.h1', caseId: 'kim.c1', slotId: 's', claimedAt: 1 },
}

/** One commit an event list, from version 1 on. */
function commits(...lists: ConversationEvent[][]): Commit[] {
  return lists.map((events, index) => sampleCommit('kim', index + 1, { events, at: 1000 + index }))
}

function shown(list: Commit[], after?: number) {
  const view = viewAfter(emptyView('kim'), list)
  return deskConversation.parse(conversationOf(view, view.state!, after))
}

const customer = (text: string): ConversationEvent => ({ type: 'CustomerMessage', channel: 'teams', customerKey: 'k', text })
const bot = (text: string): ConversationEvent => ({
  type: 'BotMessage',
  replyTo: 1,
  text,
  quickReplies: [],
  citations: [{ articleId: 'a', revision: 2, slug: 'returns', title: 'Returns', passage: 'Within 45 days.' }],
})
const human = (text: string): ConversationEvent => ({ type: 'HumanMessage', agentId: 'ana', agentName: 'Ana', text })
const note = (text: string): ConversationEvent => ({ type: 'NoteAdded', agentId: 'ana', agentName: 'Ana', text })

describe('what the desk shows of a conversation', () => {
  it('says who said what, with sources, and keeps notes apart', () => {
    const conversation = shown(commits([customer('Hi')], [bot('Hello')], [note('Angry'), human('I am Ana')]))
    expect(conversation.messages).to.deep.equal([
      { id: 'kim|0000001-0', at: 1000, from: 'customer', text: 'Hi' },
      { id: 'kim|0000002-0', at: 1001, from: 'bot', text: 'Hello', citations: [{ title: 'Returns', slug: 'returns' }] },
      { id: 'kim|0000003-1', at: 1002, from: 'human', text: 'I am Ana', name: 'Ana' },
    ])
    expect(conversation.notes).to.deep.equal([{ id: 'kim|0000003-0', at: 1002, name: 'Ana', text: 'Angry' }])
  })

  it('marks what did not reach the customer', () => {
    const conversation = shown(
      commits(
        [customer('Hi')],
        [bot('Hello'), human('I am Ana')],
        [
          { type: 'DeliveryWithdrawn', entryId: '2-0' },
          { type: 'DeliveryFailed', entryId: '2-1', code: '403' },
        ],
      ),
    )
    expect(conversation.messages.map(({ delivery }) => delivery)).to.deep.equal([undefined, 'withdrawn', 'failed'])
    const since = shown(
      commits([customer('Hi')], [bot('Hello'), human('I am Ana')], [{ type: 'DeliveryFailed', entryId: '2-1', code: '403' }]),
      2,
    )
    expect(since.messages, 'a page that reads on').to.deep.equal([
      {
        id: 'kim|0000002-1',
        at: 1001,
        from: 'human',
        name: 'Ana',
        text: 'I am Ana',
        delivery: 'failed',
        failure: { entryId: '2-1', code: '403' },
      },
    ])
  })

  it('tells what was sent again, and that it failed again', () => {
    const failed = (entryId: string): ConversationEvent => ({ type: 'DeliveryFailed', entryId, code: 'timed_out' })
    const again = (entryId: string): ConversationEvent => ({ type: 'DeliveryRetried', entryId, agentId: 'ana' })
    const list = commits([customer('Hi')], [human('I am Ana')], [failed('2-0')], [again('2-0')], [failed('2-0~1')])
    const told = [2, 3, 4, 5].map((count) => shown(list.slice(0, count)).messages[1])
    expect(told.map((message) => [message?.delivery, message?.failure?.entryId])).to.deep.equal([
      [undefined, undefined],
      ['failed', '2-0'],
      ['retried', undefined],
      ['failed', '2-0~1'],
    ])
  })

  it('tells who beside the customer was not told, where it was first seen, and leaves the message delivered', () => {
    const failed: ConversationEvent = { type: 'DeliveryFailed', entryId: '2-0-webhook', code: 'http_404' }
    const again: ConversationEvent = { type: 'DeliveryRetried', entryId: '2-0-webhook', agentId: 'ana' }
    const list = commits([customer('Hi')], [human('I am Ana')], [failed], [again])
    expect(shown(list).messages.map(({ delivery }) => delivery)).to.deep.equal([undefined, undefined])
    expect(shown(list.slice(0, 3)).untold).to.deep.equal([
      { id: '2-0-webhook', at: 1002, destination: 'webhook', failure: { entryId: '2-0-webhook', code: 'http_404' } },
    ])
    expect(shown(list, 3).untold, 'a page that reads on').to.deep.equal([{ id: '2-0-webhook', at: 1002, destination: 'webhook' }])
    const withdrawn = commits([customer('Hi')], [{ type: 'DeliveryWithdrawn', entryId: '1-0-webhook' }])
    expect(shown(withdrawn).untold).to.deep.equal([])
  })

  it('shows the brief of the open handoff, the last contact and one rating a case, newest first', () => {
    const list = commits(
      [
        {
          type: 'HandoffRequested',
          handoffId: 'kim.h1',
          caseId: 'kim.c1',
          reason: 'frustration',
          brief,
          transcript: { from: 1, to: 1 },
        },
      ],
      [{ type: 'ContactLeft', handoffId: 'kim.h1', contact: 'a@example.org' }],
      [{ type: 'ContactLeft', handoffId: 'kim.h1', contact: 'kim@example.org' }],
      [{ type: 'CaseRated', caseId: 'kim.c1', scale: 'csat', score: 2 }],
      [{ type: 'CaseRated', caseId: 'kim.c2', scale: 'csat', score: 5 }],
      [{ type: 'CaseRated', caseId: 'kim.c1', scale: 'csat', score: 3 }],
      [{ type: 'RatingCommented', caseId: 'kim.c1', comment: 'Slow' }],
    )
    const last = list.at(-1)!
    list[list.length - 1] = { ...last, state: { ...last.state, handoff } }
    const conversation = shown(list)
    expect(conversation.handoff).to.deep.include({ id: 'kim.h1', brief, claimedBy: 'ana', agentName: 'ana' })
    expect(conversation.contact).to.equal('kim@example.org')
    expect(conversation.ratings).to.deep.equal([
      { score: 3, comment: 'Slow', at: 1005 },
      { score: 5, at: 1004 },
    ])
  })

  it('forgets every word at an erasure, also those read before', () => {
    const before = commits(
      [customer('My name is Kim')],
      [human('Hello Kim'), note('Kim is rude')],
      [
        {
          type: 'HandoffRequested',
          handoffId: 'kim.h1',
          caseId: 'kim.c1',
          reason: 'frustration',
          brief,
          transcript: { from: 1, to: 1 },
        },
        { type: 'ContactLeft', handoffId: 'kim.h1', contact: 'kim@example.org' },
        { type: 'CaseRated', caseId: 'kim.c1', scale: 'csat', score: 2 },
        { type: 'RatingCommented', caseId: 'kim.c1', comment: 'Kim was here' },
      ],
    )
    const view = viewAfter(emptyView('kim'), before)
    const erased = viewAfter(view, [sampleCommit('kim', 4, { events: [{ type: 'Erased' }] })])
    expect(
      JSON.stringify({ ...erased, conversationId: '', messages: erased.messages.map(({ message }) => message.text) }),
    ).not.to.match(/Kim|example|refund/)
    expect(erased.messages).to.have.length(2)
    expect(erased.ratings).to.deep.equal([{ caseId: 'kim.c1', score: 2, at: 1002 }])
  })

  it('is the same read at once or bit by bit, and a view given away does not change', () => {
    const list = commits([customer('a')], [bot('b')], [{ type: 'DeliveryFailed', entryId: '2-0', code: '403' }], [note('c')])
    const steps: DeskView[] = [emptyView('kim')]
    for (const commit of list) steps.push(viewAfter(steps.at(-1)!, [commit]))
    const copies = steps.map((view) => structuredClone(view))
    expect(steps.at(-1)).to.deep.equal(viewAfter(emptyView('kim'), list))
    expect(steps).to.deep.equal(copies)
  })

  it('makes a row without what nobody claimed', () => {
    const row = sampleRow('kim', { handoff: sampleHandoff('kim') })
    expect(deskRowOf(row).handoff).not.to.have.any.keys('claimedBy', 'agentName')
    expect(deskRowOf(sampleRow('kim')).handoff).to.equal(null)
  })
})

describe('reading a conversation for the desk', () => {
  it('pages the log, and reads on from where it was', async () => {
    const log = commits(...Array.from({ length: 450 }, (_, n) => [customer(`message ${n + 1}`)]))
    const reads: number[] = []
    const clock = new HandClock()
    const readConversation = createReadConversation({
      clock,
      log: {
        read: async (_id, after, limit) => {
          reads.push(after)
          return log.slice(after, after + limit)
        },
      },
    })
    expect((await readConversation('kim'))?.messages).to.have.length(450)
    expect(reads).to.deep.equal([0, 200, 400])
    log.push(sampleCommit('kim', 451, { events: [customer('and one')] }))
    const both = await Promise.all([readConversation('kim', 450), readConversation('kim')])
    expect(both.map((each) => each?.messages.length)).to.deep.equal([1, 451])
    expect(reads).to.deep.equal([0, 200, 400, 450, 450])
    clock.pass(10 * 60_000)
    expect((await readConversation('kim'))?.messages).to.have.length(451)
    expect(reads.slice(5), 'after a while all of it again').to.deep.equal([0, 200, 400])
  })

  it('knows nothing of a conversation without a commit', async () => {
    expect(await createReadConversation({ log: { read: async () => [] }, clock: new HandClock() })('nobody')).to.equal(undefined)
  })
})
