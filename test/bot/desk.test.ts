import { customerView } from '../../bot/customer-view.ts'
import { expect } from 'chai'
import type { z } from 'zod'
import { agentList, deskConversation, epochAnswer, handoffList, rowList } from '../../bot/api/desk.ts'
import { problem } from '../../bot/api/problem.ts'
import type { Signal } from '../../bot/signals.ts'
import { endKeyOf } from '../../conversation/entry-id.ts'
import { type Browser, openStaffWorld, type StaffWorld } from './staff-world.ts'

async function read<S extends z.ZodType>(schema: S, response: Response): Promise<z.infer<S>> {
  const body = await response.json()
  expect(response.status, JSON.stringify(body)).to.equal(200)
  return schema.parse(body)
}

describe('the desk', () => {
  let world: StaffWorld
  let ana: Browser
  let ben: Browser
  beforeEach(async () => {
    world = await openStaffWorld()
    ana = await world.signedIn('Ana', 'agent')
    ben = await world.signedIn('Ben', 'agent')
  })
  afterEach(async () => {
    expect(world.reported).to.deep.equal([])
    await world.close()
  })

  const conversation = async (id: string, query = '') =>
    read(deskConversation, await ana.get(`/api/desk/conversations/${id}${query}`))
  it('sends again only what could not be delivered, and tells whoever asks for anything else that there is nothing', async () => {
    const id = await world.customerWrites('Kim', 'My tent leaks', { human: true })
    const again = (of: string, entryId: unknown) => ana.post(`/api/desk/conversations/${of}/retry`, { entryId })
    expect((await again(id, '2-0')).status).to.equal(404)
    expect((await again('nobody', '2-0')).status).to.equal(404)
    expect((await again(id, '')).status).to.equal(400)
    expect((await again(id, 7)).status).to.equal(400)
    await world.commit({ conversationId: id, keys: [endKeyOf('1-3')], decide: () => ({ events: [failed] }) })
    expect((await again(id, '1-3')).status, 'web chat has no outbox, so no such entry').to.equal(404)
  })

  const failed = { type: 'DeliveryFailed', entryId: '1-3', code: 'http_403' } as const
  const claim = (agent: Browser, id: string, epoch = 1) => agent.post(`/api/desk/handoffs/${id}.h1/claim`, { epoch })

  it('lists who waits and who is served, in the shape of the contract', async () => {
    const waiting = await world.customerWrites('Kim', 'My tent leaks', { human: true })
    world.clock.pass(1000)
    const served = await world.customerWrites('Lou', 'Where is my order?', { human: true })
    await claim(ana, served)
    await world.customerWrites('Max', 'Only the bot knows me')
    const all = await read(handoffList, await ana.get('/api/desk/handoffs'))
    expect(all.items.map(({ id, state }) => [id, state])).to.deep.equal([
      [`${waiting}.h1`, 'queued'],
      [`${served}.h1`, 'active'],
    ])
    const queued = await read(handoffList, await ana.get('/api/desk/handoffs?state=queued'))
    expect(queued.items).to.deep.equal([
      {
        id: `${waiting}.h1`,
        conversationId: waiting,
        state: 'queued',
        reason: 'customer_request',
        epoch: 1,
        queuedAt: world.clock.time - 1000,
        priority: 'normal',
        queue: 'default',
        wentOn: false,
        contactLeft: false,
      },
    ])
    const active = await read(handoffList, await ana.get('/api/desk/handoffs?state=active'))
    expect(active.items).to.have.length(1)
    expect(active.items[0]).to.deep.include({ claimedBy: 'ana', agentName: 'Ana', epoch: 2 })
    expect((await ana.get('/api/desk/handoffs?state=nonsense')).status).to.equal(400)
  })

  it('lists conversations as waiting, mine and all', async () => {
    const waiting = await world.customerWrites('Kim', 'My tent leaks', { human: true })
    world.clock.pass(1)
    const mine = await world.customerWrites('Lou', 'Where is my order?', { human: true })
    await claim(ana, mine)
    world.clock.pass(1)
    const bots = await world.customerWrites('Max', 'Only the bot knows me')
    const list = async (agent: Browser, query: string) => {
      const { items } = await read(rowList, await agent.get(`/api/desk/rows?${query}`))
      return items.map(({ conversationId }) => conversationId)
    }
    expect(await list(ana, 'list=waiting')).to.deep.equal([waiting])
    expect(await list(ana, 'list=mine')).to.deep.equal([mine])
    expect(await list(ben, 'list=mine')).to.deep.equal([])
    expect(await list(ana, 'list=all')).to.deep.equal([bots, mine, waiting])
    expect(await list(ana, `list=all&before=${world.clock.time}`)).to.deep.equal([mine, waiting])
    expect(await list(ana, `list=all&before=${world.clock.time}&beforeId=~`)).to.deep.equal([bots, mine, waiting])
    expect((await ana.get('/api/desk/rows')).status).to.equal(400)
  })

  it('shows a conversation whole, or what came since a version', async () => {
    const id = await world.customerWrites('Kim', 'My tent leaks')
    await world.customerWrites('Kim', 'I want a person', { human: true })
    await claim(ana, id)
    await ana.post(`/api/desk/conversations/${id}/messages`, { epoch: 2, text: ' Hello Kim ', clientMessageId: 'm1' })
    await ana.post(`/api/desk/conversations/${id}/notes`, { text: 'Third time this week', clientMessageId: 'n1' })
    const whole = await conversation(id)
    expect(whole).to.deep.include({ id, owner: { kind: 'human', agentId: 'ana' }, epoch: 2, version: 5 })
    expect(whole.messages.map(({ from, text }) => `${from}: ${text}`)).to.deep.equal([
      'customer: My tent leaks',
      'customer: I want a person',
      `notice: ${whole.messages[2]!.text}`,
      'notice: Ana has joined the conversation.',
      'human: Hello Kim',
    ])
    expect(whole.messages[4]).to.deep.include({ name: 'Ana' })
    expect(whole.notes.map(({ name, text }) => [name, text])).to.deep.equal([['Ana', 'Third time this week']])
    expect(whole.customer).to.deep.include({
      name: 'Kim',
      channel: 'directline',
      conversations: 1,
      firstSeenAt: world.clock.time,
    })
    expect(whole.handoff).to.deep.include({ state: 'active', brief: { wants: 'I want a person', tried: [], mood: 'calm' } })
    const since = await conversation(id, '?after=3')
    expect(since.messages.map(({ text }) => text)).to.deep.equal(['Hello Kim'])
    expect(since.notes).to.have.length(1)
    expect((await conversation(id, '?after=5')).messages).to.deep.equal([])
    expect((await ana.get('/api/desk/conversations/nothing')).status).to.equal(404)
    expect((await ana.get(`/api/desk/conversations/${id}?after=-1`)).status).to.equal(400)
  })

  it('takes down what an agent thinks of an answer; the last word counts, and the customer never sees it', async () => {
    const id = await world.customerWrites('Kim', 'How long may I return it?')
    const answerId = `${id}.a1`
    const answer = { answerId, probability: 0.7, libraryVersion: 1, generated: false, language: 'en' }
    await world.commit({
      conversationId: id,
      decide: () => ({
        events: [{ type: 'BotMessage', replyTo: 1, text: 'Within 45 days.', quickReplies: [], citations: [], answer }],
      }),
    })
    const judge = (right: boolean, of = answerId) => ana.post(`/api/desk/conversations/${id}/judgements`, { answerId: of, right })
    expect((await conversation(id)).messages[1]?.answer).to.deep.equal({ answerId })
    await read(epochAnswer, await judge(false))
    expect((await conversation(id)).messages[1]?.answer).to.deep.equal({ answerId, judged: 'wrong' })
    await judge(true)
    const since = await conversation(id, '?after=3')
    expect(since.messages.map(({ answer: told }) => told)).to.deep.equal([{ answerId, judged: 'right' }])
    for (const wrong of [`${id}.a9`, `${id}.c1`, 'kim.a1']) expect((await judge(true, wrong)).status).to.equal(404)
    expect((await ana.post('/api/desk/conversations/nothing/judgements', { answerId, right: true })).status).to.equal(404)
    expect((await ana.post(`/api/desk/conversations/${id}/judgements`, { answerId })).status).to.equal(400)
    const commits = await world.store.log.read(id, 2, 10)
    expect(commits.flatMap((commit) => customerView(commit, { userId: 'dl_kim', origin: '' }))).to.deep.equal([])
  })

  it('takes one agent, and tells the other who owns it', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    const answers = await Promise.all([claim(ana, id), claim(ben, id)])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    const won = answers.find(({ status }) => status === 200)!
    const lost = answers.find(({ status }) => status === 409)!
    expect(await read(epochAnswer, won)).to.deep.equal({ epoch: 2 })
    expect(lost.headers.get('content-type')).to.equal('application/problem+json')
    const told = problem.parse(await lost.json())
    const { owner } = await conversation(id)
    expect(told).to.deep.include({ code: 'conflict', status: 409, epoch: 2, owner })
  })

  it('answers not_owner to whoever does not own it, and changes nothing', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    await claim(ana, id)
    const before = await conversation(id)
    const handoff = `/api/desk/handoffs/${id}.h1`
    const refused = [
      await ben.post(`/api/desk/conversations/${id}/messages`, { epoch: 2, text: 'Me too', clientMessageId: 'b1' }),
      await ben.post(`${handoff}/return`, { epoch: 2, version: 2 }),
      await ben.post(`${handoff}/close`, { epoch: 2, version: 2, disposition: 'solved' }),
      await ben.post(`${handoff}/transfer`, { epoch: 2, to: 'queue' }),
      await ana.post(`/api/desk/conversations/${id}/messages`, { epoch: 1, text: 'Too early', clientMessageId: 'a1' }),
    ]
    for (const response of refused) {
      expect(response.status).to.equal(409)
      expect(await response.json()).to.deep.include({ code: 'not_owner', owner: { kind: 'human', agentId: 'ana' }, epoch: 2 })
    }
    expect(await conversation(id)).to.deep.equal(before)
  })

  it('says a message once, however often it is sent', async () => {
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    await claim(ana, id)
    const send = () => ana.post(`/api/desk/conversations/${id}/messages`, { epoch: 2, text: 'Hello', clientMessageId: 'm1' })
    const answers = await Promise.all([send(), send(), send()])
    for (const response of answers) expect(await read(epochAnswer, response)).to.deep.equal({ epoch: 2 })
    expect((await conversation(id)).messages.filter(({ from }) => from === 'human')).to.have.length(1)
  })

  it('returns, closes and transfers', async () => {
    const returned = await world.customerWrites('Kim', 'I want a person', { human: true })
    await claim(ana, returned)
    await read(epochAnswer, await ana.post(`/api/desk/handoffs/${returned}.h1/return`, { epoch: 2, version: 2 }))
    expect(await conversation(returned)).to.deep.include({ owner: { kind: 'bot' }, epoch: 3, handoff: null })

    const closed = await world.customerWrites('Lou', 'I want a person', { human: true })
    await claim(ana, closed)
    await read(
      epochAnswer,
      await ana.post(`/api/desk/handoffs/${closed}.h1/close`, { epoch: 2, version: 2, disposition: 'solved' }),
    )
    expect(await conversation(closed)).to.deep.include({ owner: { kind: 'bot' }, handoff: null })

    const passed = await world.customerWrites('Max', 'I want a person', { human: true })
    await claim(ana, passed)
    await ben.post('/api/desk/presence', { presence: 'available' })
    await read(epochAnswer, await ana.post(`/api/desk/handoffs/${passed}.h1/transfer`, { epoch: 2, to: 'ben' }))
    expect((await conversation(passed)).owner).to.deep.equal({ kind: 'human', agentId: 'ben' })
    await read(epochAnswer, await ben.post(`/api/desk/handoffs/${passed}.h1/transfer`, { epoch: 3, to: 'queue' }))
    expect((await conversation(passed)).owner).to.deep.equal({ kind: 'queue' })
    expect((await ana.post(`/api/desk/handoffs/${passed}.h1/transfer`, { epoch: 4, to: 'nobody' })).status).to.equal(404)
  })

  it('refuses a claim beyond capacity, and one of what does not exist', async () => {
    for (let n = 1; n <= 4; n++)
      expect((await claim(ana, await world.customerWrites(`C${n}`, 'help', { human: true }))).status).to.equal(200)
    const fifth = await claim(ana, await world.customerWrites('C5', 'help', { human: true }))
    expect(fifth.status).to.equal(409)
    expect(await fifth.json()).to.deep.include({ code: 'capacity_reached', owner: { kind: 'queue' }, epoch: 1 })
    expect((await claim(ben, 'nothing')).status).to.equal(404)
    expect((await ben.post('/api/desk/handoffs/x.h1/claim', { epoch: 'one' })).status).to.equal(400)
  })

  it("shows colleagues' presence; who acts or is streaming is here, who is silent for a minute is gone", async () => {
    const agents = async () => (await read(agentList, await ana.get('/api/desk/agents'))).items
    expect(await agents()).to.deep.equal([])
    await ben.post('/api/desk/presence', { presence: 'away' })
    await claim(ana, await world.customerWrites('Kim', 'I want a person', { human: true }))
    expect(await agents()).to.deep.equal([
      { agentId: 'ana', name: 'Ana', presence: 'available', free: 3, capacity: 4 },
      { agentId: 'ben', name: 'Ben', presence: 'away', free: 4, capacity: 4 },
    ])
    expect(await (await ben.get('/api/session')).json()).to.deep.include({ presence: 'away' })
    world.clock.pass(60_001)
    expect((await agents()).map(({ presence }) => presence)).to.deep.equal(['offline', 'offline'])
  })

  it('passes on that the owner is typing, and nobody else', async () => {
    const heard: Signal[] = []
    world.signals.subscribe((signal) => heard.push(signal))
    const id = await world.customerWrites('Kim', 'I want a person', { human: true })
    await claim(ana, id)
    const typing = (agent: Browser, body: object) => agent.post(`/api/desk/conversations/${id}/typing`, body)
    for (const response of [await typing(ben, {}), await typing(ana, { epoch: 1 }), await typing(ana, { epoch: 2 })])
      expect(response.status).to.equal(204)
    expect(heard).to.deep.equal([{ kind: 'typing', conversationId: id, from: 'human', name: 'Ana', epoch: 2 }])
  })
})
