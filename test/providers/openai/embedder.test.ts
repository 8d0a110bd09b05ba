import { expect } from 'chai'
import { WarmlineError } from '../../../domain/errors.ts'
import type { Embedder } from '../../../knowledge/ports.ts'
import { createOpenAiEmbedder } from '../../../providers/openai/embedder.ts'
import { prefixesOf } from '../../../providers/openai/embedding-prefixes.ts'
import { type EmbeddingManner, type FakeEmbeddings, startFakeEmbeddings } from './fake-embeddings.ts'

const never = new AbortController().signal

describe('embeddings by address', () => {
  let fake: FakeEmbeddings
  let embedder: Embedder
  beforeEach(async () => {
    fake = await startFakeEmbeddings()
    embedder = createOpenAiEmbedder({ baseUrl: fake.baseUrl, apiKey: 'sk-ours', model: 'text-embedding-3-small' })
  })
  afterEach(() => fake.close())

  it('embeds texts as OpenAI documents it', async () => {
    const { vectors, model } = await embedder.embed({ texts: ['a parcel', 'a refund'], as: 'passage' }, never)
    expect(fake.requests).to.deep.equal([
      {
        model: 'text-embedding-3-small',
        input: ['a parcel', 'a refund'],
        encoding_format: 'float',
        authorization: 'Bearer sk-ours',
      },
    ])
    expect(vectors.map((vector) => vector.length)).to.deep.equal([64, 64])
    for (const vector of vectors) expect(Math.hypot(...vector)).to.be.closeTo(1, 1e-6)
    expect(model).to.contain('text-embedding-3-small').and.contain('64')
  })

  it('needs no key, and sends none that is not meant for it', async () => {
    const before = process.env['OPENAI_API_KEY']
    process.env['OPENAI_API_KEY'] = 'sk-of-the-composer'
    try {
      await createOpenAiEmbedder({ baseUrl: fake.baseUrl, model: 'any' }).embed({ texts: ['a'], as: 'question' }, never)
    } finally {
      if (before === undefined) delete process.env['OPENAI_API_KEY']
      else process.env['OPENAI_API_KEY'] = before
    }
    expect(fake.requests[0]?.authorization).to.not.contain('composer')
  })

  it('puts vectors in the order of the texts, also when the server does not', async () => {
    const straight = await embedder.embed({ texts: ['one parcel', 'two refunds', 'three gifts'], as: 'passage' }, never)
    fake.manner = { does: 'changes', data: (data) => [...data].reverse() }
    expect(await embedder.embed({ texts: ['one parcel', 'two refunds', 'three gifts'], as: 'passage' }, never)).to.deep.equal(
      straight,
    )
  })

  it('takes them as they come from a server that does not number them', async () => {
    const straight = await embedder.embed({ texts: ['one parcel', 'two refunds'], as: 'passage' }, never)
    fake.manner = { does: 'changes', data: (data) => data.map(({ embedding }) => ({ embedding })) }
    expect(await embedder.embed({ texts: ['one parcel', 'two refunds'], as: 'passage' }, never)).to.deep.equal(straight)
  })

  it('tells models what they want to be told', async () => {
    const e5 = createOpenAiEmbedder({ baseUrl: fake.baseUrl, model: 'multilingual-e5-small' })
    await e5.embed({ texts: ['where?'], as: 'question' }, never)
    await e5.embed({ texts: ['there'], as: 'passage' }, never)
    expect(fake.requests.map(({ input }) => input)).to.deep.equal([['query: where?'], ['passage: there']])
    expect(prefixesOf('intfloat/multilingual-e5-large-instruct').question).to.equal('')
    expect(prefixesOf('nomic-embed-text:v1.5').passage).to.equal('search_document: ')
    expect(prefixesOf('text-embedding-3-large')).to.deep.equal({ question: '', passage: '' })
    expect(prefixesOf('multilingual-e5-small', { question: 'ask: ' })).to.deep.equal({ question: 'ask: ', passage: 'passage: ' })
    expect(prefixesOf('multilingual-e5-small', { passage: '' }).passage).to.equal('')
  })

  it('tells apart what cannot be compared, and asks an earlier model again as it was asked then', async () => {
    const { model } = await embedder.embed({ texts: ['a'], as: 'question' }, never)
    const e5 = createOpenAiEmbedder({ baseUrl: fake.baseUrl, model: 'e5-small' })
    const other = await e5.embed({ texts: ['a'], as: 'question' }, never)
    expect(other.model).to.not.equal(model)
    expect((await e5.embed({ texts: ['a'], as: 'question', model }, never)).model).to.equal(model)
    expect(fake.requests.at(-1)).to.deep.include({ model: 'text-embedding-3-small', input: ['a'] })

    fake.dimensions = 32
    expect((await embedder.embed({ texts: ['a'], as: 'question' }, never)).model).to.not.equal(model)
    fake.dimensions = 64
    fake.model = 'another-one.gguf'
    expect((await embedder.embed({ texts: ['a'], as: 'question' }, never)).model).to.not.equal(model)
  })

  it('sends long texts cut short', async () => {
    await embedder.embed({ texts: ['word '.repeat(20_000)], as: 'passage' }, never)
    expect(fake.requests[0]?.input[0]).to.have.length(4000)
  })

  it('asks once', async () => {
    fake.manner = { does: 'fails', status: 500 }
    await refusal(embedder)
    expect(fake.requests).to.have.length(1)
  })

  const badDays: Record<string, EmbeddingManner> = {
    'a 500': { does: 'fails', status: 500 },
    'a 401': { does: 'fails', status: 401 },
    'a cut answer': { does: 'cuts' },
    'a page of HTML': { does: 'sends html' },
    'fewer vectors than texts': { does: 'changes', data: (data) => data.slice(1) },
    'more vectors than texts': { does: 'changes', data: (data) => [...data, ...data] },
    'one vector twice': { does: 'changes', data: (data) => data.map((item) => ({ ...item, index: 0 })) },
    'no vectors': { does: 'changes', data: () => [] },
    'nothing where the vectors should be': { does: 'changes', data: () => null },
    'vectors of two lengths': {
      does: 'changes',
      data: (data) => data.map((item, at) => (at === 0 ? { ...item, embedding: [1, 2] } : item)),
    },
    'an empty vector': { does: 'changes', data: (data) => data.map((item) => ({ ...item, embedding: [] })) },
    'a vector of nothing': { does: 'changes', data: (data) => data.map((item) => ({ ...item, embedding: [0, 0, 0] })) },
    'not a number': { does: 'changes', data: (data) => data.map((item) => ({ ...item, embedding: [1, 'NaN', 2] })) },
    'null for a number': { does: 'changes', data: (data) => data.map((item) => ({ ...item, embedding: [1, null, 2] })) },
    'a number beyond all': { does: 'changes', data: (data) => data.map((item) => ({ ...item, embedding: [1e308, 1e308] })) },
    'base64 that nobody asked for': {
      does: 'changes',
      data: (data) => data.map((item) => ({ ...item, embedding: 'AACAPwAAgD8=' })),
    },
  }
  for (const [name, manner] of Object.entries(badDays)) {
    it(`takes nothing from ${name}, and repeats no word of it`, async () => {
      fake.manner = manner
      const error = await refusal(embedder)
      expect(error).to.include({ code: 'provider_failed' })
      expect(error.message).to.not.contain('secret')
    })
  }

  it('hears when it should come again', async () => {
    fake.manner = { does: 'fails', status: 429, retryAfter: '7' }
    expect((await refusal(embedder)).facts).to.deep.equal({ retryAfterMs: 7000 })
    fake.manner = { does: 'fails', status: 429, retryAfter: 'Fri, 31 Dec 1999 23:59:59 GMT' }
    expect((await refusal(embedder)).facts).to.deep.equal({})
  })

  it('lets go when nobody waits any longer', async () => {
    fake.manner = { does: 'hangs' }
    const waiting = new AbortController()
    const asked = refusal(embedder, waiting.signal)
    setTimeout(() => waiting.abort(), 20)
    expect(await asked).to.include({ code: 'provider_failed' })
  })

  it('is refused by nobody who listens', async () => {
    await fake.close()
    expect(await refusal(embedder)).to.include({ code: 'provider_failed' })
  })
})

async function refusal(embedder: Embedder, signal = never): Promise<WarmlineError> {
  try {
    await embedder.embed({ texts: ['my secret question', 'another'], as: 'question' }, signal)
  } catch (error) {
    if (error instanceof WarmlineError) return error
    throw error
  }
  throw new Error('It took what it should not.')
}
