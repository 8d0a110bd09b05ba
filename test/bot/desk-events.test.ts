import { expect } from 'chai'
import type { DeskEvent } from '../../bot/api/desk.ts'
import { eventSource } from './event-source.ts'
import { type Browser, openStaffWorld, type StaffWorld } from './staff-world.ts'

type DataOf<K extends DeskEvent['event']> = Extract<DeskEvent, { event: K }>['data']

describe('the stream of the desk', () => {
  let world: StaffWorld
  let ana: Browser
  let open: ReturnType<typeof eventSource>[]
  beforeEach(async () => {
    world = await openStaffWorld({ remembered: 5 })
    ana = await world.signedIn('Ana', 'agent')
    open = []
  })
  afterEach(async () => {
    for (const source of open) await source.close()
    await world.close()
  })

  async function listen(lastEventId?: string, agent = ana) {
    const response = await agent.get('/api/desk/events', lastEventId === undefined ? {} : { 'last-event-id': lastEventId })
    expect(response.status).to.equal(200)
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/)
    const source = eventSource(response)
    open.push(source)
    return {
      close: () => source.close(),
      ended: async () => (await source.next()) === undefined,
      async next<K extends DeskEvent['event']>(kind: K): Promise<{ id: string; data: DataOf<K> }> {
        const event = await source.next()
        expect(event?.event, 'the next event').to.equal(kind)
        return { id: event!.id, data: event!.data as DataOf<K> }
      },
    }
  }

  it('begins with every conversation that has a handoff, and goes on with what changes', async () => {
    const waiting = await world.customerWrites('Kim', 'I want a person', { human: true })
    await world.customerWrites('Max', 'Only the bot knows me')
    const desk = await listen()
    const { data } = await desk.next('snapshot')
    expect(data).to.deep.include({ more: false, now: world.clock.time })
    expect(data.items.map(({ conversationId, handoff }) => [conversationId, handoff?.state])).to.deep.equal([[waiting, 'queued']])
    await world.customerWrites('Max', 'Still only the bot')
    await world.customerWrites('Kim', 'Are you there?')
    const row = await desk.next('row')
    expect(row.data).to.deep.include({ conversationId: waiting, version: 2, lastText: 'Are you there?' })
    expect(row.id).to.match(/-\d+$/)
  })

  it('tells that a handoff ended, and what the bot does after it', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    await ana.post(`/api/desk/handoffs/${id}.h1/claim`, { epoch: 1 })
    const desk = await listen()
    await desk.next('snapshot')
    await ana.post(`/api/desk/handoffs/${id}.h1/return`, { epoch: 2, version: 2 })
    expect((await desk.next('row')).data).to.deep.include({ handoff: null, owner: { kind: 'bot' } })
    await world.customerWrites('Kim', 'Thanks')
    expect((await desk.next('row')).data).to.deep.include({ version: 4 })
  })

  it('goes on after the last event the desk had seen', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    const first = await listen()
    const { id: seen } = await first.next('snapshot')
    await first.close()
    await world.customerWrites('Kim', 'one')
    await world.customerWrites('Kim', 'two')
    const second = await listen(seen)
    expect((await second.next('row')).data).to.deep.include({ conversationId: id, lastText: 'one' })
    const { id: later, data } = await second.next('row')
    expect(data.lastText).to.equal('two')
    await second.close()
    const third = await listen(later)
    await world.customerWrites('Kim', 'three')
    expect((await third.next('row')).data.lastText).to.equal('three')
  })

  it('starts anew, and says so, when what came since is no longer remembered or the id is not ours', async () => {
    await world.customerWrites('Kim', 'I want a person', { human: true })
    const first = await listen()
    const { id: seen } = await first.next('snapshot')
    await first.close()
    for (let n = 1; n <= 6; n++) await world.customerWrites('Kim', `message ${n}`)
    for (const id of [seen, 'other-1', 'snapshot', `${seen}x`, '']) {
      const desk = await listen(id)
      await desk.next('reset')
      expect((await desk.next('snapshot')).data.items[0]).to.deep.include({ lastText: 'message 6' })
      await desk.close()
    }
  })

  it('sends a long snapshot in pages and loses nothing at their borders', async () => {
    const ids: string[] = []
    for (let n = 0; n < 230; n++) {
      if (n % 7 === 0) world.clock.pass(1)
      ids.push(await world.customerWrites(`C${n}`, 'help', { human: true }))
    }
    const desk = await listen()
    const seen: string[] = []
    for (let more = true; more;) {
      const { id, data } = await desk.next('snapshot')
      if (data.more) expect(id).to.equal('snapshot')
      seen.push(...data.items.map(({ conversationId }) => conversationId))
      more = data.more
    }
    expect(seen).to.have.members(ids).and.to.have.length(ids.length)
  })

  it('pings, keeps the agent present, and ends when the session does', async () => {
    const desk = await listen()
    await desk.next('snapshot')
    world.clock.pass(15_000)
    world.ping()
    expect((await desk.next('ping')).data).to.deep.equal({ now: world.clock.time })
    expect(await world.store.agents.get('ana')).to.deep.include({ seenAt: world.clock.time, presence: 'available' })
    await ana.post('/api/session/sign-out')
    world.clock.pass(15_000)
    world.ping()
    expect(await desk.ended()).to.equal(true)
    expect((await world.store.agents.get('ana'))?.seenAt).to.equal(world.clock.time - 15_000)
  })

  it('shows that a customer is typing, in conversations of the desk and of this epoch only', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    const bots = await world.customerWrites('Max', 'Only the bot knows me')
    const desk = await listen()
    await desk.next('snapshot')
    const typing = (conversationId: string, epoch: number, from: 'customer' | 'human' = 'customer') =>
      world.signals.publish({ kind: 'typing', conversationId, from, epoch })
    typing(bots, 0)
    typing(id, 0)
    typing(id, 1, 'human')
    typing(id, 1)
    expect((await desk.next('typing')).data).to.deep.equal({ conversationId: id, name: 'Kim' })
  })

  it('is for agents only, and ends when the node stops', async () => {
    expect((await world.browser().get('/api/desk/events')).status).to.equal(401)
    expect((await (await world.signedIn('Eva', 'editor')).get('/api/desk/events')).status).to.equal(403)
    const desk = await listen()
    await desk.next('snapshot')
    world.staff.stream.close()
    expect(await desk.ended()).to.equal(true)
  })
})
