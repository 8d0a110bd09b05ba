import { EventFactory, TestAdapter, TurnContext } from 'botbuilder'
import { expect } from 'chai'
import { createConnectorSender } from '../../bot/channels/bot-framework/connector-sender.ts'
import { parseActivity } from '../../bot/channels/bot-framework/parse-activity.ts'
import { conversationOf, emptyView, viewAfter } from '../../bot/desk-view.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { createCommit } from '../../conversation/commit.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { createEchoApplication } from '../torture/echo-application.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'
import { SERVICE_URL, teamsMessage } from './connector-server.ts'

const ADA = { agentId: 'ada', name: 'Ada' }

describe('a conversation that another bot hands to us', () => {
  let desk: Awaited<ReturnType<typeof openDesk>>
  beforeEach(async () => {
    desk = await openDesk()
  })
  afterEach(async () => {
    expect(desk.problems).to.deep.equal([])
    await desk.store.close()
  })

  it('waits in our queue with what was said there, as EventFactory sends it', async () => {
    await desk.isHandedOver()
    expect((await desk.head()).state).to.deep.include({ owner: { kind: 'queue' }, handedOver: true })
    const { messages, handoff, customer } = await desk.view()
    expect(messages.map(({ from, text }) => [from, text])).to.deep.equal([
      ['customer', 'My tent leaks'],
      ['bot', 'Is it under warranty?'],
      ['customer', 'I do not know'],
      ['notice', messages.at(-1)?.text],
    ])
    expect(messages[0]?.at).to.equal(Date.parse('2026-01-05T08:00:00Z'))
    expect(handoff?.brief.wants).to.equal('I do not know')
    expect(customer).to.deep.include({ name: 'Iris', channel: 'msteams' })
    expect(
      desk.sent.map(({ type }) => type),
      'the customer reads the place in the queue, and nothing twice',
    ).to.deep.equal(['message'])
  })

  it('is told back how it goes, between the agent’s words and in order', async () => {
    await desk.isHandedOver()
    await desk.adaActs('claim')
    await desk.adaActs('say')
    await desk.customerSays('Thank you')
    await desk.adaActs('close')
    expect(desk.sent.map(({ name, value, text }) => (name === undefined ? text : [name, value?.state])).slice(1)).to.deep.equal([
      ['handoff.status', 'accepted'],
      'Ada has joined the conversation.',
      'Ada: Send it to us.',
      ['handoff.status', 'completed'],
      'Ada has closed this conversation. How was it?',
    ])
    for (const activity of desk.sent) {
      expect(activity.conversation?.id).to.equal('19:abc@thread.tacv2;messageid=17')
      expect(activity.recipient?.id).to.equal('29:customer')
    }
    await desk.customerSays('One more question')
    expect(desk.sent.at(-1)?.text, 'over, so it is told no more').to.equal('re: One more question')
  })

  it('is told that it failed when the customer leaves', async () => {
    await desk.isHandedOver()
    await desk.customerSays('cancel')
    expect(desk.sent.filter(({ name }) => name === 'handoff.status').map(({ value }) => value?.state)).to.deep.equal(['failed'])
  })

  it('is one handoff however often it is handed over, and a new one when it comes back', async () => {
    await desk.isHandedOver()
    await desk.isHandedOver()
    await desk.isHandedOver({ id: 'another' })
    expect((await desk.head()).state.handoffCount).to.equal(1)
    await desk.customerSays('cancel')
    await desk.isHandedOver({ id: 'a third' })
    expect((await desk.head()).state).to.deep.include({ handoffCount: 2, handedOver: true })
  })

  it('takes of a transcript what is one, and no more of it than it keeps', async () => {
    const activities = [
      { type: 'typing' },
      7,
      null,
      { type: 'message' },
      ...Array.from({ length: 150 }, (_, n) => said('user', `m${n}`)),
    ]
    await desk.isHandedOver({
      attachments: [{ name: 'x' }, { contentType: 'application/json', name: 'Transcript', content: { activities } }],
    })
    const texts = (await desk.view()).messages.filter(({ from }) => from === 'customer').map(({ text }) => text)
    expect([texts.length, texts[0], texts.at(-1)]).to.deep.equal([100, 'm50', 'm149'])
    const plain = await openDesk()
    await plain.isHandedOver({ attachments: undefined, value: { reason: 'frustration', brief: { wants: 'A refund' } } })
    expect((await plain.view()).handoff).to.deep.include({ reason: 'frustration' })
    expect((await plain.view()).handoff?.brief.wants).to.equal('A refund')
    await plain.store.close()
  })

  it('leaves not a word behind when it is erased', async () => {
    await desk.isHandedOver()
    await desk.erase()
    expect((await desk.allCommits()).at(-1)?.outbox, 'and there is nowhere to send').to.deep.equal([])
    expect(JSON.stringify(await desk.store.log.read('c', 0, 100)) + JSON.stringify(await desk.allCommits())).not.to.match(
      /tent|warranty|Iris/,
    )
  })

  it('is nothing when the event is another', () => {
    expect(parseActivity(teamsMessage({ type: 'event', name: 'tokens/response' })).kind).to.equal('ignored')
    expect(parseActivity(teamsMessage({ type: 'event', name: 'handoff.status' })).kind).to.equal('ignored')
  })
})

interface Sent {
  type: string
  name?: string
  text?: string
  value?: { state: string }
  conversation?: { id: string }
  recipient?: { id: string }
}

function said(role: string, text: string): Record<string, unknown> {
  return { type: 'message', text, from: { id: role, role }, timestamp: '2026-01-05T08:00:00Z' }
}

/** A node in front of a connector that takes everything. */
async function openDesk() {
  const clock = createHandClock()
  const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
  await store.agents.compareAndSet({ ...ADA, presence: 'available', seenAt: clock.now(), capacity: 9, slots: [], revision: 0 })
  const sent: Sent[] = []
  const take: typeof fetch = async (_url, init) => {
    sent.push(JSON.parse(init?.body as string) as Sent)
    return Response.json({ id: '1' })
  }
  const { app, problems } = createEchoApplication(store, {
    senderOf: () => createConnectorSender({ fetch: take, getToken: undefined, publicUrl: undefined }),
  })
  let conversationId = ''
  let keys = 0

  const desk = {
    ...{ store, sent, problems },
    async isHandedOver(changes: object = {}): Promise<void> {
      const asked = parseActivity(initiation(changes))
      if (asked.kind !== 'handed_over') throw new Error(asked.kind)
      conversationId = asked.handed.conversationId
      await app.receiveHandoff(asked.handed)
      await app.settled()
    },
    async customerSays(text: string): Promise<void> {
      const asked = parseActivity(teamsMessage({ id: `said${++keys}`, text, entities: [] }))
      if (asked.kind !== 'message') throw new Error(asked.kind)
      await app.receive(asked.inbound)
      await app.settled()
    },
    async adaActs(act: 'claim' | 'say' | 'close'): Promise<void> {
      const { epoch, version, state } = await desk.head()
      const handoffId = state.handoff?.id ?? ''
      if (act === 'claim') await app.desk.claim(ADA, handoffId, epoch)
      else if (act === 'close') await app.desk.close(ADA, { handoffId, epoch, version, disposition: 'solved' })
      else await app.desk.relay(ADA, { conversationId, epoch, text: 'Send it to us.', clientMessageId: 'm' })
      await app.settled()
    },
    async head() {
      const head = await store.log.head(conversationId)
      if (!head) throw new Error('no conversation')
      return head
    },
    allCommits: () => store.log.read(conversationId, 0, 1000),
    async view() {
      const { state } = await desk.head()
      return conversationOf(viewAfter(emptyView(conversationId), await desk.allCommits()), state)
    },
    async erase(): Promise<void> {
      const commit = createCommit({ log: store.log, clock, ids: countingIds('erase') })
      await createEraseConversation({ ...store, commit })(conversationId)
    },
  }
  return desk
}

/** What the other bot sends: made by botbuilder, in the conversation of the customer. */
function initiation(changes: object): unknown {
  const context = new TurnContext(new TestAdapter(async () => undefined), teamsMessage())
  const activities = [said('user', 'My tent leaks'), said('bot', 'Is it under warranty?'), said('user', 'I do not know')]
  const event = EventFactory.createHandoffInitiation(context, { skill: 'tents' }, { activities } as never)
  const carried = { ...teamsMessage({ entities: [] }), ...event, id: 'initiate-1', serviceUrl: SERVICE_URL, ...changes }
  return JSON.parse(JSON.stringify(carried))
}
