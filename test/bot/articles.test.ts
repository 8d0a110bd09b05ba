import { expect } from 'chai'
import {
  articleDetail,
  articleList,
  askAnswer,
  draftAnswer,
  libraryAnswer,
  previewAnswer,
  revisionList,
  suggestionList,
} from '../../bot/api/articles.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { type Browser, openStaffWorld, type StaffWorld } from './staff-world.ts'

const RETURNS = {
  title: 'Return an order',
  section: 'Returns',
  language: 'en',
  aliases: ['How do I send something back?'],
  body: 'You can return an order within 45 days of delivery. The label is in your account.',
}

describe('articles over HTTP', () => {
  let world: StaffWorld
  let eva: Browser
  beforeEach(async () => {
    world = await openStaffWorld()
    eva = await world.signedIn('Eva', 'editor')
  })
  afterEach(async () => {
    expect(world.reported).to.deep.equal([])
    await world.close()
  })

  const create = async (body: object) => {
    const response = await eva.post('/api/articles', body)
    expect(response.status).to.equal(201)
    return draftAnswer.parse(await response.json())
  }
  const detail = async (id: string) => articleDetail.parse(await (await eva.get(`/api/articles/${id}`)).json())
  const publish = (id: string, revision: number, libraryVersion: number) =>
    eva.post(`/api/articles/${id}/publish`, { revision, libraryVersion })
  const ask = async (question: string) => askAnswer.parse(await (await eva.post('/api/ask', { question })).json())

  it('suggests what customers asked, nameless, until they are erased; to editors only', async () => {
    const { articleId } = await create(RETURNS)
    const asks = async (name: string, text: string, came: (id: string) => ConversationEvent[]): Promise<string> => {
      const id = await world.customerWrites(name, text)
      await world.commit({ conversationId: id, decide: () => ({ events: came(id) }) })
      return id
    }
    const helped = (id: string): ConversationEvent[] => [
      {
        ...{ type: 'BotMessage', replyTo: 1, text: '45 days.', quickReplies: [] },
        citations: [{ articleId, revision: 1, slug: 'return-an-order', title: RETURNS.title, passage: '45 days' }],
        answer: { answerId: `${id}.a1`, probability: 0.8, libraryVersion: 1, generated: false, language: 'en' },
      },
      { type: 'AnswerRated', answerId: `${id}.a1`, helped: true },
    ]
    const declined = (): ConversationEvent[] => [
      {
        ...{ type: 'TurnCompleted', messageVersion: 1, outcome: 'answered', language: 'en', dialog: {} },
        noAnswer: 'missing_knowledge',
      },
    ]
    const kim = await asks('Kimberley', 'Kimberley here, may I give LH-1234567 back?', helped)
    const lou = await asks('Lou', 'Do you rent out tents? lou@post.example', declined)
    const suggestions = async () => suggestionList.parse(await (await eva.get('/api/articles/suggestions')).json())
    const { confirmed, unanswered } = await suggestions()
    expect(confirmed[0]).to.include({ articleId, title: RETURNS.title, question: '… here, may I give … back?', count: 1 })
    expect(unanswered[0]).to.include({ question: 'Do you rent out tents? …', count: 1 })
    const agent = await world.signedIn('Ada', 'agent')
    expect((await agent.get('/api/articles/suggestions')).status).to.equal(403)

    const erase = createEraseConversation({ ...world.store, commit: world.commit })
    for (const id of [kim, lou]) await erase(id)
    expect(await suggestions()).to.deep.equal({ confirmed: [], unanswered: [] })
  })

  it('goes from a draft to customers and away again, in the shapes of the contract', async () => {
    const { articleId } = await create(RETURNS)
    expect(await detail(articleId)).to.deep.include({
      slug: 'return-an-order',
      state: 'draft',
      publishedRevision: null,
      published: null,
    })
    expect((await ask('How do I return an order?')).decision).to.equal('decline')

    const published = await publish(articleId, 1, 0)
    expect(libraryAnswer.parse(await published.json())).to.deep.equal({ libraryVersion: 1 })
    const answer = await ask('How do I return an order?')
    expect(answer).to.deep.include({ decision: 'answer' })
    expect(answer.citations[0]).to.deep.include({ articleId, revision: 1, slug: 'return-an-order' })
    expect(answer.candidates[0]).to.have.all.keys('articleId', 'title', 'score', 'signals')

    const draft = await eva.put(`/api/articles/${articleId}/draft`, {
      ...RETURNS,
      body: `${RETURNS.body} It is free.`,
      basedOn: 1,
    })
    expect(draftAnswer.parse(await draft.json())).to.deep.equal({ articleId, revision: 2 })
    expect(await detail(articleId)).to.deep.include({ state: 'changed', newestRevision: 2, publishedRevision: 1 })
    const list = articleList.parse(await (await eva.get('/api/articles')).json())
    expect(list).to.deep.include({ libraryVersion: 1 })
    expect(list.items[0]).to.deep.include({ articleId, state: 'changed', updatedAt: world.clock.time })
    const revisions = revisionList.parse(await (await eva.get(`/api/articles/${articleId}/revisions`)).json())
    expect(revisions.items.map(({ revision, by }) => [revision, by])).to.deep.equal([
      [2, 'eva'],
      [1, 'eva'],
    ])

    await publish(articleId, 2, 1)
    const retired = await eva.post(`/api/articles/${articleId}/retire`, { libraryVersion: 2 })
    expect(libraryAnswer.parse(await retired.json())).to.deep.equal({ libraryVersion: 3 })
    expect(await detail(articleId)).to.deep.include({ state: 'retired', published: null })
    expect((await ask('How do I return an order?')).decision).to.equal('decline')
    const again = await eva.post(`/api/articles/${articleId}/retire`, { libraryVersion: 2 })
    expect(libraryAnswer.parse(await again.json()), 'as the first time').to.deep.equal({ libraryVersion: 3 })
  })

  it('gives two articles of one title two slugs, but takes a chosen slug only once', async () => {
    const first = await create(RETURNS)
    const second = await create({ ...RETURNS, body: 'Another shop, another rule.' })
    expect((await detail(second.articleId)).slug).to.equal('return-an-order-2')
    expect(first.articleId).not.to.equal(second.articleId)
    await create({ ...RETURNS, slug: 'chosen' })
    const again = await eva.post('/api/articles', { ...RETURNS, slug: 'chosen', body: 'Mine.' })
    expect(again.status).to.equal(409)
    expect((await eva.post('/api/articles', { ...RETURNS, slug: 'Not a slug' })).status).to.equal(400)
  })

  it('writes over nothing that the editor has not seen', async () => {
    const { articleId } = await create(RETURNS)
    const draft = (basedOn: number, title: string) => eva.put(`/api/articles/${articleId}/draft`, { ...RETURNS, title, basedOn })
    const answers = await Promise.all([draft(1, 'One'), draft(1, 'Two')])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    expect((await publish(articleId, 1, 0)).status, 'an older revision').to.equal(409)
    expect((await publish(articleId, 2, 7)).status, 'another library version').to.equal(409)
    expect((await publish(articleId, 2, 0)).status).to.equal(200)
    expect((await eva.post(`/api/articles/${articleId}/retire`, { libraryVersion: 0 })).status).to.equal(409)
  })

  it('answers 404 for what does not exist and 400, naming the field, for what is not an article', async () => {
    for (const path of ['/api/articles/nothing', '/api/articles/nothing/revisions'])
      expect((await eva.get(path)).status).to.equal(404)
    expect((await publish('nothing', 1, 0)).status).to.equal(404)
    expect((await eva.put('/api/articles/nothing/draft', { ...RETURNS, basedOn: 0 })).status).to.equal(404)
    const unnamed = await eva.post('/api/articles', { ...RETURNS, title: ' ' })
    expect(unnamed.status).to.equal(400)
    expect(await unnamed.json())
      .to.have.property('detail')
      .that.matches(/title/)
    expect((await eva.post('/api/ask', { question: '' })).status).to.equal(400)
  })

  it('takes what is not answered as well, shows it to no customer, and says what is wrong with it', async () => {
    const topic = { title: 'Renting', section: 'Not answered', aliases: ['Do you rent out tents?'], body: '', unanswered: true }
    const { articleId } = await create(topic)
    await publish(articleId, 1, 0)
    expect(await detail(articleId)).to.deep.include({ slug: 'renting', unanswered: true, state: 'published' })
    const answer = await ask('Can I rent a tent from you?')
    expect(answer).to.deep.include({ decision: 'decline', candidates: [] })
    const returned = await create(RETURNS)
    await publish(returned.articleId, 1, 1)
    expect(await ask('Do you rent out tents?')).to.deep.include({ decision: 'decline' })
    expect((await ask('Do you rent out tents?')).unanswered).to.include({ articleId, title: 'Renting' })

    const problemWith = async (body: object): Promise<string> => {
      const response = await eva.post('/api/articles', body)
      return `${response.status} ${((await response.json()) as { detail?: string }).detail ?? ''}`
    }
    expect(await problemWith({ ...topic, body: 'We do.' })).to.match(/^400 .*what is not answered has no text/)
    expect(await problemWith({ ...topic, aliases: [] })).to.match(/^400 .*no question is listed/)
    expect(await problemWith({ ...RETURNS, body: '' })).to.match(/^400 .*the text is empty/)
  })

  it('previews Markdown without letting HTML through', async () => {
    const response = await eva.post('/api/articles/preview', { body: '# Hi\n\n<script>x</script>' })
    expect(previewAnswer.parse(await response.json()).html).to.equal('<h1>Hi</h1>\n&lt;script&gt;x&lt;/script&gt;')
  })
})
