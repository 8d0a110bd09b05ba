import { type Activity, EventFactory, HandoffEventNames, TestAdapter, type Transcript, TurnContext } from 'botbuilder'
import { expect } from 'chai'
import { type HandoffActivity, handoffActivity } from '../../bot/channels/bot-framework/handoff-events.ts'
import { createCommit } from '../../conversation/commit.ts'
import type { Commit, ConversationLog } from '../../conversation/ports.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { randomIds } from '../../domain/ids.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { botSays } from './chat-server.ts'

const address = {
  serviceUrl: 'https://smba.example/emea/',
  conversation: { id: '19:abc', conversationType: 'personal' },
  user: { id: '29:customer', name: 'Iris' },
  bot: { id: '28:bot', name: 'Warmline' },
}
const said: ConversationEvent = {
  type: 'CustomerMessage',
  channel: 'msteams',
  customerKey: 'k',
  channelActivityId: '1700',
  text: 'A person, please',
  address,
  locale: 'en-GB',
}
const handoffId = 'c.h1'
const requested: ConversationEvent = {
  type: 'HandoffRequested',
  handoffId,
  caseId: 'c.c1',
  reason: 'customer_request',
  brief: { wants: 'a person', tried: [], mood: 'calm' },
  transcript: { from: 1, to: 2 },
}
const queued: ConversationEvent = { type: 'HandoffQueued', handoffId, queue: 'default', priority: 'normal' }
const claimed: ConversationEvent = { type: 'HandoffClaimed', handoffId, agentId: 'a', agentName: 'Ann', slotId: 's' }
const localTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone

describe('a handoff for another desk', () => {
  it('begins exactly as EventFactory begins one', async () => {
    const log = await logOf([said], botSays(1, 'Here is what I know.'), [requested, queued])
    const ours = render(log, 2, 0)
    const incoming: Partial<Activity> = {
      type: 'message',
      id: '1700',
      channelId: 'msteams',
      serviceUrl: address.serviceUrl,
      conversation: address.conversation as never,
      from: address.user,
      recipient: address.bot,
      locale: 'en-GB',
    }
    const context = new TurnContext(new TestAdapter(async () => undefined), incoming)
    const transcript = ours?.attachments[0]?.content as Transcript
    const theirs = EventFactory.createHandoffInitiation(context, ours?.value, transcript)
    expect(alike(ours)).to.deep.equal(alike(theirs))
    expect(ours?.name).to.equal(HandoffEventNames.InitiateHandoff)
    expect(ours?.value).to.deep.include({
      handoffId,
      reason: 'customer_request',
      brief: { wants: 'a person', tried: [], mood: 'calm' },
    })
  })

  it('takes along what the customer saw, from the range the log names, and no note', async () => {
    const note: ConversationEvent = { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'a secret' }
    const log = await logOf([said], [note, ...botSays(1, 'An answer.')], [requested, queued], [{ ...said, text: 'later' }])
    const { activities } = render(log, 2, 0)?.attachments[0]?.content as Transcript
    expect(activities.map(({ text, from }) => [from.role, text])).to.deep.equal([
      ['user', 'A person, please'],
      ['bot', 'An answer.'],
    ])
    expect(activities.map(({ channelId, conversation }) => [channelId, conversation.id])).to.deep.equal([
      ['msteams', '19:abc'],
      ['msteams', '19:abc'],
    ])
  })

  it('works for web chat, where no address is known', async () => {
    const plain: ConversationEvent = { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: 'Hello' }
    const ours = render(await logOf([plain], [requested, queued]), 1, 0)
    expect(ours?.from).to.deep.equal({ id: 'k' })
    expect(ours?.replyToId).to.equal('c|0000001-0')
    expect(ours?.conversation).to.deep.equal({ id: 'c' })
  })

  for (const [state, events] of [
    ['accepted', [claimed]],
    ['completed', [claimed, { type: 'HandoffReturned', handoffId, agentId: 'a', seenVersion: 3 }]],
    ['completed', [claimed, { type: 'HandoffClosed', handoffId, agentId: 'a', seenVersion: 3, disposition: 'solved' }]],
    ['failed', [{ type: 'HandoffAbandoned', handoffId, cause: 'cancelled' }]],
    ['failed', [{ type: 'HandoffExpired', handoffId }]],
    ['failed', [{ type: 'HandoffFailed', handoffId, cause: 'gone' }]],
    ['failed', [claimed, { type: 'HandoffRequeued', handoffId, fromAgentId: 'a', cause: 'claim_lapsed', queue: 'default' }]],
  ] as [string, ConversationEvent[]][]) {
    const last = events.at(-1)!
    it(`tells ${last.type} as ${state}, exactly as EventFactory does`, async () => {
      const log = await logOf([said], [requested, queued], events)
      const ours = render(log, 2, events.length - 1)
      const theirs = EventFactory.createHandoffStatus(address.conversation as never, state, last.type)
      expect(alike(ours)).to.deep.equal(alike(theirs))
      expect(ours?.name).to.equal(HandoffEventNames.HandoffStatus)
    })
  }

  it('has nothing to tell of anything else', async () => {
    const log = await logOf([said], botSays(1, 'An answer.'))
    expect(render(log, 0, 0)).to.equal(undefined)
    expect(render(log, 1, 0)).to.equal(undefined)
    expect(render(log, 1, 9)).to.equal(undefined)
  })
})

function render(log: Commit[], index: number, event: number): HandoffActivity | undefined {
  return handoffActivity(log[index]!, event, { transcript: log, origin: 'https://help.example', localTimezone })
}

/** As it travels, with what no two events have in common taken out: only its kind is compared. */
function alike(activity: object | undefined): unknown {
  const { id, timestamp, ...rest } = JSON.parse(JSON.stringify(activity)) as Record<string, unknown>
  return { ...rest, id: typeof id, timestamp: Number.isNaN(Date.parse(String(timestamp))) }
}

async function logOf(...commits: ConversationEvent[][]): Promise<Commit[]> {
  const store = openSqlite({ file: ':memory:' })
  const log: ConversationLog = store.log
  const commit = createCommit({ log, clock: store.storeClock, ids: randomIds })
  for (const events of commits) await commit({ conversationId: 'c', decide: () => ({ events }) })
  const made = await log.read('c', 0, 100)
  await store.close()
  return made
}
