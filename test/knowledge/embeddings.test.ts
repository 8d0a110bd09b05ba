import { expect } from 'chai'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createCatchUp } from '../../knowledge/catch-up.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createEmbedLibrary } from '../../knowledge/embed-library.ts'
import { createEmbedQuestion } from '../../knowledge/embed-question.ts'
import { createLoadVectors } from '../../knowledge/load-vectors.ts'
import { Neighbours } from '../../knowledge/neighbours.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createRest } from '../../knowledge/rest.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import type { Question } from '../../knowledge/answer.ts'
import { failing, HandEmbedder, InMemoryVectors } from './in-memory-vectors.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'
import { SAMPLE_ARTICLES } from './sample-articles.ts'

const clock = { now: () => 0 }
const never = new AbortController().signal
const ask = (text: string, language = 'en'): Question => ({ text, language, history: [] })
const always = async (): Promise<boolean> => true

/** A library on one store, and nodes on it. */
async function createHouse() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const vectors = new InMemoryVectors()
  const embedder = new HandEmbedder()
  const draft = createDraftArticle({ revisions, clock })
  const publish = createPublishArticle({ library, revisions, clock })
  const retire = createRetireArticle({ library, clock })
  const ids = new Map<string, string>()
  const write = async (slug: string, body: string, title = slug, aliases: string[] = []): Promise<void> => {
    const article = { slug, title, section: 'Help', language: 'en', aliases, body }
    const articleId = ids.get(slug)
    const drafted = await draft({ ...(articleId === undefined ? {} : { articleId }), article, by: 'ed' })
    if (drafted.kind !== 'drafted') throw new Error(drafted.kind)
    ids.set(slug, drafted.revision.articleId)
    await publish({ articleId: drafted.revision.articleId, by: 'ed' })
  }
  for (const { slug, body, title, aliases } of SAMPLE_ARTICLES) await write(slug, body, title, aliases)

  const createNode = () => {
    const shelf = createShelf()
    const told: unknown[] = []
    let now = 0
    const rest = createRest(() => now)
    const deps = { library, revisions, shelf, vectors, embedder, rest, limitMs: 50, report: (error: unknown) => told.push(error) }
    const catchUp = createCatchUp(deps)
    const embedLibrary = createEmbedLibrary({ shelf, vectors, embedder })
    const load = createLoadVectors(deps)
    return {
      shelf,
      told,
      load,
      catchUp,
      pass: (ms: number) => (now += ms),
      embed: async (mayGoOn = always) => {
        await catchUp()
        return embedLibrary(mayGoOn, never)
      },
      round: async () => {
        await catchUp()
        await embedLibrary(always, never)
        return load()
      },
      answer: createAnswerQuestion({ ...deps, embedQuestion: createEmbedQuestion(deps) }),
      plain: createAnswerQuestion({ library, revisions, shelf: createShelf() }),
    }
  }
  return { library, vectors, embedder, write, ids, retire, createNode }
}

describe('embeddings', () => {
  let house: Awaited<ReturnType<typeof createHouse>>
  let node: ReturnType<typeof house.createNode>
  beforeEach(async () => {
    house = await createHouse()
    node = house.createNode()
  })

  it('embed every name and every passage with its title, each text once', async () => {
    expect(await node.embed()).to.equal('complete')
    const { texts } = house.embedder
    expect(texts).to.have.length(new Set(texts).size)
    expect(texts).to.include('I want to send something back')
    expect(texts.some((text) => text.startsWith('How do I return an item?\nWhat you cannot return\nUnderwear'))).to.equal(true)
    await node.embed()
    expect(house.embedder.texts).to.deep.equal(texts)
  })

  it('find an article in words that it does not hold', async () => {
    await node.round()
    const question = ask('Artikel zurückschicken', 'de')
    const found = await node.answer(question)
    expect(found.candidates[0]?.title).to.equal('How do I return an item?')
    expect(found.candidates[0]?.signals['embeddedBest']).to.equal(1)
    expect(found.candidates[0]?.signals['embeddedName']).to.be.above(0.1)
  })

  it('change not one figure where there is no endpoint, or while it does not answer', async () => {
    await node.round()
    for (const text of [
      'how do i return an item',
      'delivrey time',
      'password gone',
      'capital of Mongolia',
      'Passwort vergessen',
    ]) {
      const plain = await node.plain(ask(text))
      expect(plain.candidates.every(({ signals }) => signals['embeddedBest'] === 0)).to.equal(true)
      expect(await house.createNode().answer(ask(text))).to.deep.equal(plain)
      house.embedder.meanwhile = failing
      expect(await node.answer(ask(text))).to.deep.equal(plain)
      house.embedder.meanwhile = () => undefined
      node.pass(20_000)
    }
    expect((await node.answer(ask('Passwort vergessen'))).candidates).to.not.deep.equal(
      (await node.plain(ask('Passwort vergessen'))).candidates,
    )
  })

  it('hold up a question no longer than the limit, and then nobody for a while', async () => {
    await node.round()
    house.embedder.meanwhile = () => new Promise(() => undefined)
    const began = performance.now()
    expect((await node.answer(ask('how do i return an item'))).kind).to.equal('answer')
    expect((await node.answer(ask('how do i return an item'))).kind).to.equal('answer')
    expect(performance.now() - began).to.be.below(1000)
    expect(node.told).to.have.length(2)
    const asked = house.embedder.requests.length
    await node.answer(ask('how do i return an item'))
    expect(house.embedder.requests).to.have.length(asked)
    node.pass(20_000)
    house.embedder.meanwhile = () => undefined
    expect((await node.answer(ask('how do i return an item'))).candidates[0]?.signals['embeddedBest']).to.equal(1)
  })

  it('ask nobody before there is something to compare with', async () => {
    await node.answer(ask('how do i return an item'))
    expect(house.embedder.requests).to.deep.equal([])
  })

  it('lose nothing to a crash: the next node goes on where it was', async () => {
    for (let at = 0; at < 60; at++) await house.write(`more-${at}`, `Text about matter ${at}.`)
    let batches = 0
    house.embedder.meanwhile = () => {
      batches += 1
      if (batches > 4) failing()
    }
    const refused = await node.embed().catch((error: unknown) => error)
    expect(refused).to.be.instanceOf(Error)
    const kept = house.vectors.kept.size
    expect(kept).to.be.above(5).and.below(65)
    house.embedder.meanwhile = () => undefined
    const before = new Set([...house.vectors.kept.values()].map(({ articleId }) => articleId))
    house.embedder.requests.length = 0
    const next = house.createNode()
    expect(await next.round()).to.equal('complete')
    expect(house.vectors.kept.size).to.equal(65)
    const again = house.embedder.texts
    for (const articleId of before) {
      const title = next.shelf.index.get(articleId)?.title ?? ''
      expect(again).to.not.include(title)
    }
  })

  it('embed of a new revision only what is new, and nothing of an older one is used', async () => {
    await node.round()
    house.embedder.requests.length = 0
    const { body, title, aliases } = SAMPLE_ARTICLES[0]!
    await house.write('returns', `${body}\n\n## Abroad\n\nFrom Norway you pay the postage.`, title, aliases)
    await node.catchUp()
    const { candidates } = await node.answer(ask('how do i return an item'))
    expect(candidates[0]).to.include({ title })
    expect(candidates[0]?.signals['embeddedBest']).to.equal(0.5)
    expect(await node.round()).to.equal('complete')
    expect(house.embedder.texts.filter((text) => text.includes('\n'))).to.deep.equal([
      'How do I return an item?\nAbroad\nFrom Norway you pay the postage.',
    ])
    expect(house.vectors.kept.size).to.equal(5)
    expect((await node.answer(ask('how do i return an item'))).candidates[0]?.signals['embeddedBest']).to.equal(1)
  })

  it('go with a retired article', async () => {
    await node.round()
    const articleId = house.ids.get('returns')!
    await house.retire({ articleId, by: 'ed' })
    const { candidates } = await node.answer(ask('how do i return an item'))
    expect(candidates.map((each) => each.articleId)).to.not.include(articleId)
    await node.round()
    expect([...house.vectors.kept.values()].map((each) => each.articleId)).to.not.include(articleId)
    expect([...(node.shelf.vectors?.articleIds ?? [])]).to.not.include(articleId)
  })

  it('of an earlier model go on serving until those of the next are complete, and two are never mixed', async () => {
    await node.round()
    house.embedder.model = 'second'
    let batches = 0
    house.embedder.meanwhile = async ({ as, texts }) => {
      if (texts[0] === 'hello' || as === 'question') return
      batches += 1
      await node.load()
      const outcome = await node.answer(ask('how do i return an item'))
      expect(node.shelf.vectors?.model).to.equal('first')
      expect(outcome.candidates[0]?.signals['embeddedBest']).to.equal(1)
    }
    await node.embed()
    expect(batches).to.be.above(0)
    house.embedder.meanwhile = () => undefined
    expect([...house.vectors.kept.values()].every(({ model }) => model === 'second')).to.equal(true)
    expect(await node.load()).to.equal('complete')
    expect(node.shelf.vectors?.model).to.equal('second')
    expect((await node.answer(ask('how do i return an item'))).candidates[0]?.signals['embeddedBest']).to.equal(1)
    expect(house.embedder.requests.at(-1)?.model).to.equal('second')
  })

  it('are not misled by an article that is alike only for its language', async () => {
    const vectors = new Neighbours()
    const point = (...values: number[]): Float32Array => Float32Array.from(values, (value) => value / Math.hypot(...values))
    // The first dimension is the language, the second the matter.
    for (let at = 0; at < 9; at++) vectors.put(`english ${at}`, 'en', [point(0, 0, 1, at)])
    vectors.put('right', 'en', [point(0, 1, 1, 0)])
    for (let at = 0; at < 3; at++) vectors.put(`german ${at}`, 'de', [point(3, 0, 1, at)])
    expect(vectors.nearest(point(3, 1, 0, 0), 1)).to.deep.equal(['right'])
    vectors.remove('right')
    expect(vectors.nearest(point(3, 1, 0, 0), 20))
      .to.have.length(12)
      .and.not.include('right')
  })

  it('stop when another node has taken over', async () => {
    expect(await node.embed(async () => false)).to.equal('left_to_another')
    expect(house.vectors.kept.size).to.equal(0)
  })

  it('are made again where another release cut the texts otherwise', async () => {
    await node.round()
    const [key, kept] = [...house.vectors.kept][0]!
    house.vectors.kept.set(key, { ...kept, vectors: kept.vectors.map(({ vector }, at) => ({ hash: `other ${at}`, vector })) })
    const next = house.createNode()
    await next.catchUp()
    expect(await next.load()).to.equal('incomplete')
    expect(await next.round()).to.equal('complete')
  })

  it('say which version of the library an answer rests on, however long a question waits for its vector', async () => {
    await node.round()
    house.embedder.meanwhile = async ({ texts }) => {
      if (texts[0] !== 'how do i return an item') return
      house.embedder.meanwhile = () => undefined
      await house.write('news', 'News.')
      await node.answer(ask('news'))
    }
    const outcome = await node.answer(ask('how do i return an item'))
    expect(outcome.libraryVersion).to.equal(await house.library.head())
  })
})
