import { expect } from 'chai'
import { articleDetail, articleList, draftAnswer } from '../../bot/api/articles.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { type Browser, openStaffWorld, type StaffWorld } from './staff-world.ts'

const ARTICLE = { title: 'Return an order', section: 'Returns', language: 'en', aliases: [], body: 'Within 45 days.' }

describe('those who work here, while the store is slow', () => {
  let world: StaffWorld
  let held: Promise<void> | undefined
  let letGo: () => void
  beforeEach(async () => {
    held = undefined
    world = await openStaffWorld({ bounds: { limitMs: 100, mostUnderWay: 100 }, whenWriting: () => held })
  })
  afterEach(() => world.close())

  const hold = (): void => {
    held = new Promise((resolve) => (letGo = resolve))
  }
  const release = (): void => {
    held = undefined
    letGo()
  }

  /** Asked while nothing can be written, asked again while it still cannot, and once more when what waited was written. */
  async function askedThreeTimes(ask: () => Promise<Response>): Promise<Response> {
    hold()
    for (const told of await Promise.all([ask(), ask()])) {
      expect(told.status).to.equal(503)
      expect(told.headers.get('retry-after')).to.equal('5')
      expect(await told.json()).to.deep.include({ code: 'store_unavailable' })
    }
    release()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const answer = await ask()
    expect(answer.status, await answer.clone().text()).to.be.oneOf([200, 201])
    return answer
  }

  describe('at the desk', () => {
    let ana: Browser
    let id: string
    beforeEach(async () => {
      ana = await world.signedIn('Ana', 'agent')
      await ana.post('/api/desk/presence', { presence: 'available' })
      await (await world.signedIn('Ben', 'agent')).post('/api/desk/presence', { presence: 'available' })
      id = await world.customerWrites('Kim', 'My tent leaks', { human: true })
    })
    const claim = () => ana.post(`/api/desk/handoffs/${id}.h1/claim`, { epoch: 1 })
    const onHandoff = (verb: string, more: object) => () => ana.post(`/api/desk/handoffs/${id}.h1/${verb}`, { epoch: 2, ...more })
    const inConversation = (what: string, body: object) => () => ana.post(`/api/desk/conversations/${id}/${what}`, body)

    async function happened(type: ConversationEvent['type']): Promise<ConversationEvent[]> {
      const commits = await world.store.log.read(id, 0, 100)
      return commits.flatMap(({ events }) => events).filter((event) => event.type === type)
    }
    const slotsOf = async (agent: string) => (await world.store.agents.get(agent))?.slots.length ?? 0
    /** Every place of an agent but `free` is taken by others. */
    async function leave(agent: string, free: number): Promise<void> {
      const stored = (await world.store.agents.get(agent))!
      expect(await world.store.agents.compareAndSet({ ...stored, capacity: stored.slots.length + free })).to.equal('ok')
    }

    it('a claim is made once, also with one place left', async () => {
      await leave('ana', 1)
      await (await askedThreeTimes(claim)).json()
      expect(await happened('HandoffClaimed')).to.have.length(1)
      expect(await slotsOf('ana')).to.equal(1)
    })

    const commands: [ConversationEvent['type'], string, () => Promise<Response>][] = [
      ['HandoffReturned', 'a return', onHandoff('return', { version: 2 })],
      ['HandoffClosed', 'a close', onHandoff('close', { version: 2, disposition: 'solved' })],
      ['HandoffRequeued', 'a transfer to the queue', onHandoff('transfer', { to: 'queue' })],
      ['HandoffTransferred', 'a transfer to a colleague', onHandoff('transfer', { to: 'ben' })],
      ['HumanMessage', 'a message', inConversation('messages', { epoch: 2, text: 'Hello', clientMessageId: 'm1' })],
      ['NoteAdded', 'a note', inConversation('notes', { text: 'A tent', clientMessageId: 'n1' })],
    ]
    for (const [type, name, ask] of commands) {
      it(`${name} is made once`, async () => {
        await claim()
        await leave('ben', 1)
        await askedThreeTimes(ask)
        expect(await happened(type)).to.have.length(1)
        const stillHeld = type === 'HumanMessage' || type === 'NoteAdded'
        expect(await slotsOf('ana')).to.equal(stillHeld ? 1 : 0)
        expect(await slotsOf('ben')).to.equal(type === 'HandoffTransferred' ? 1 : 0)
      })
    }

    it('a close after a return that was done is not passed off as done', async () => {
      await claim()
      hold()
      expect((await onHandoff('return', { version: 2 })()).status).to.equal(503)
      release()
      expect((await onHandoff('return', { version: 2 })()).status).to.equal(200)
      const closed = await onHandoff('close', { version: 2, disposition: 'solved' })()
      expect(closed.status).to.equal(409)
      expect(await closed.json()).to.deep.include({ code: 'not_owner', owner: { kind: 'bot' } })
    })

    it('presence is told again, and a look at the lists waits for no write', async () => {
      await askedThreeTimes(() => ana.post('/api/desk/presence', { presence: 'away' }))
      expect((await world.store.agents.get('ana'))?.presence).to.equal('away')
      hold()
      expect((await ana.get('/api/desk/rows?list=waiting')).status).to.equal(200)
      release()
    })
  })

  describe('at the editor', () => {
    let eva: Browser
    beforeEach(async () => (eva = await world.signedIn('Eva', 'editor')))
    const detail = async (id: string) => articleDetail.parse(await (await eva.get(`/api/articles/${id}`)).json())

    for (const [name, more] of [
      ['a new article', {}],
      ['a new article of a chosen slug', { slug: 'returns' }],
    ] as const) {
      it(`${name} is one article`, async () => {
        const { articleId } = draftAnswer.parse(
          await (await askedThreeTimes(() => eva.post('/api/articles', { ...ARTICLE, ...more }))).json(),
        )
        const { items } = articleList.parse(await (await eva.get('/api/articles')).json())
        expect(items.map((item) => item.articleId)).to.deep.equal([articleId])
      })
    }

    it('a draft is one revision; it is published once and retired once', async () => {
      const { articleId } = draftAnswer.parse(await (await eva.post('/api/articles', ARTICLE)).json())
      const draft = { ...ARTICLE, body: 'Within 30 days.', basedOn: 1 }
      const drafted = await askedThreeTimes(() => eva.put(`/api/articles/${articleId}/draft`, draft))
      expect(draftAnswer.parse(await drafted.json())).to.deep.equal({ articleId, revision: 2 })
      await askedThreeTimes(() => eva.post(`/api/articles/${articleId}/publish`, { revision: 2, libraryVersion: 0 }))
      expect(await detail(articleId)).to.deep.include({ newestRevision: 2, publishedRevision: 2, libraryVersion: 1 })
      await askedThreeTimes(() => eva.post(`/api/articles/${articleId}/retire`, { libraryVersion: 1 }))
      expect(await detail(articleId)).to.deep.include({ state: 'retired', libraryVersion: 2 })
    })

    it('who signs in or out is told to come again as well', async () => {
      hold()
      expect((await eva.post('/api/session/sign-out')).status).to.equal(503)
      const code = await world.makeSignInCode({ accountId: 'eva', name: 'Eva', roles: ['editor'] })
      expect((await world.openLink(code)).response.status).to.equal(503)
      release()
    })
  })
})
