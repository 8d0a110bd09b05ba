import { expect } from 'chai'
import fc from 'fast-check'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createComposingBudget } from '../../knowledge/composing-budget.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createGenerateAnswer } from '../../knowledge/generate-answer.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { restAfterFailures } from '../../knowledge/rest-after-failures.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import type { AnswerOutcome, Asker } from '../../knowledge/answer.ts'
import type { ComposedSentence, Composer, ComposeRequest } from '../../knowledge/ports.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'
import { SAMPLE_ARTICLES } from './sample-articles.ts'

const clock = { now: () => 0 }
const question = { text: 'how do i return an item', language: 'en', history: [] }

async function publishedSamples() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const draft = createDraftArticle({ revisions, clock })
  const publish = createPublishArticle({ library, revisions, clock })
  for (const article of SAMPLE_ARTICLES) {
    const drafted = await draft({ article: { ...article, language: 'en' }, by: 'ed' })
    if (drafted.kind === 'drafted') await publish({ articleId: drafted.revision.articleId, by: 'ed' })
  }
  return { library, revisions, shelf: createShelf() }
}

/** A library of one article, and a judge that always has it answer. */
async function publishedArticle({ title, body }: { title: string; body: string }) {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const article = { slug: 'one', section: 'Shop', aliases: [], language: 'en', title, body }
  const drafted = await createDraftArticle({ revisions, clock })({ article, by: 'ed' })
  if (drafted.kind !== 'drafted') throw new Error(drafted.kind)
  await createPublishArticle({ library, revisions, clock })({ articleId: drafted.revision.articleId, by: 'ed' })
  const weights = { provenance: 'none', bias: 0, weights: {}, answerFrom: 0, clarifyFrom: 0 }
  return { library, revisions, shelf: createShelf(), readJudge: async () => ({ weights }) }
}

type Answer = Extract<AnswerOutcome, { kind: 'answer' }>

describe('generated answers', () => {
  let samples: Awaited<ReturnType<typeof publishedSamples>>
  before(async () => (samples = await publishedSamples()))

  async function answerWith(composer: Composer, asker?: Asker, limitMs = 300): Promise<Answer & { reported: unknown[] }> {
    const reported: unknown[] = []
    const generateAnswer = createGenerateAnswer({
      composer,
      budget: () => true,
      report: (error) => reported.push(error),
      limitMs,
    })
    const outcome = await createAnswerQuestion({ ...samples, generateAnswer })(question, asker)
    if (outcome.kind !== 'answer') throw new Error(outcome.kind)
    return { ...outcome, reported }
  }
  const saying = (...sentences: ComposedSentence[]): Composer =>
    composing(async function* () {
      yield* sentences
    })
  const told = (): Asker & { words: string[] } => {
    const words: string[] = []
    return { conversationId: 'c', signal: new AbortController().signal, words, onWords: (text) => void words.push(text) }
  }

  it('keeps what the passages say and drops the rest, telling each sentence as it passes', async () => {
    const asker = told()
    const answer = await answerWith(
      saying(
        { text: 'You can return unworn items within 60 days of delivery.', passages: [1] },
        { text: 'Unworn items can be returned within 30 days of delivery.', passages: [1] },
        { text: 'It is free of charge.', passages: [1] },
        { text: 'Print the label and drop the parcel at any post office.', passages: [2] },
        { text: 'Print the label and drop the parcel at any post office.', passages: [2] },
      ),
      asker,
    )
    const [first, second] = [
      'Unworn items can be returned within 30 days of delivery.',
      'Print the label and drop the parcel at any post office.',
    ]
    expect(answer).to.include({ text: `${first}\nHow to: ${second}`, generated: true, promptVersion: 'test.1', language: 'en' })
    expect(answer.citations.map(({ slug }) => slug)).to.deep.equal(['returns', 'returns'])
    expect(asker.words).to.deep.equal([first, `${first}\nHow to: ${second}`])
  })

  it('does not begin with another article than the one that was judged to answer, nor with a sentence that hangs in the air', async () => {
    const seen: ComposeRequest[] = []
    const answer = await answerWith(
      composing(async function* (request) {
        seen.push(request)
        for (const [at, { text }] of request.passages.entries())
          if (at >= 3) yield { text: text.split(/(?<=[.!?])\s/)[0] ?? '', passages: [at + 1] }
      }),
    )
    expect(seen[0]?.passages.at(-1)?.title).to.not.equal(seen[0]?.passages[0]?.title)
    expect(answer.generated).to.equal(false)
  })

  it('lets a pronoun stand only right after the sentence it hangs on', async () => {
    const own = await publishedArticle({
      title: 'Express delivery',
      body: 'Express delivery takes 1 working day. It costs 12 euros. Standard delivery takes 3 days. It costs 4 euros.',
    })
    const text = async (...sentences: string[]): Promise<string | undefined> => {
      const composer = saying(...sentences.map((each) => ({ text: each, passages: [1] })))
      const generateAnswer = createGenerateAnswer({ composer, budget: () => true, report: (error) => expect.fail(String(error)) })
      const outcome = await createAnswerQuestion({ ...own, generateAnswer })({ ...question, text: 'express delivery' })
      return outcome.kind === 'answer' && outcome.generated ? outcome.text : undefined
    }
    const [express, standard] = ['Express delivery takes 1 working day.', 'Standard delivery takes 3 days.']
    expect(await text(express, 'It costs 12 euros.')).to.equal(`${express} It costs 12 euros.`)
    expect(await text(`${express} It costs 12 euros.`), 'two in one').to.equal(`${express} It costs 12 euros.`)
    expect(await text(express, 'It costs 4 euros.'), 'the price of something else').to.equal(express)
    expect(await text(standard, 'It costs 12 euros.'), 'the price of something else').to.equal(standard)
    expect(await text(standard, express, 'It costs 4 euros.')).to.equal(`${standard} ${express}`)
    expect(await text('It costs 12 euros.')).to.equal(undefined)
  })

  it('says the heading with what holds only under it, once', async () => {
    const own = await publishedArticle({
      title: 'Gas stove',
      body: 'We sell gas stoves.\n\n## If the stove leaks\n\nTake the stove outdoors. Let the cartridge empty.',
    })
    const composer = composing(async function* ({ passages }) {
      const at = passages.findIndex(({ heading }) => heading !== '') + 1
      for (const text of ['Take the stove outdoors.', 'Let the cartridge empty.']) yield { text, passages: [at] }
    })
    const generateAnswer = createGenerateAnswer({ composer, budget: () => true, report: (error) => expect.fail(String(error)) })
    const outcome = await createAnswerQuestion({ ...own, generateAnswer })({ ...question, text: 'gas stove leaks' })
    expect(outcome).to.include({ text: 'If the stove leaks: Take the stove outdoors. Let the cartridge empty.' })
  })

  it('is the extractive answer whatever goes wrong, in time', async () => {
    const extractive = await createAnswerQuestion(samples)(question)
    const one = { text: 'You can return unworn items within 30 days of delivery.', passages: [1] }
    const broken: Composer[] = [
      composing(() => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) })),
      composing(async function* () {
        yield one
        await new Promise(() => undefined)
      }),
      composing(async function* () {
        yield one
        throw new Error('cut')
      }),
      composing(() => {
        throw new Error('at once')
      }),
      saying(),
      saying({ ...one, passages: [] }, { ...one, passages: [99] }, { ...one, passages: [0, 1] }, { ...one, passages: [-1] }),
      saying({ text: '', passages: [1] }, { text: 'x'.repeat(5000), passages: [1] }),
    ]
    for (const composer of broken) {
      const { reported: _reported, ...answer } = await answerWith(composer, told(), 100)
      expect(answer).to.deep.equal(extractive)
    }
  })

  it('says nothing that is not in the library, whatever is composed', async () => {
    const library = SAMPLE_ARTICLES.map(({ title, body }) => `${title}\n${body.replaceAll('**', '')}`)
      .join('\n')
      .toLowerCase()
    const words = [...new Set(library.match(/\p{L}+|\d+/gu))]
    const word = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.constantFrom('not', '7', 'never', 'Amazon') },
    )
    const sentence = fc.record({
      text: fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => `${all.join(' ')}.`),
      passages: fc.array(fc.integer({ min: -1, max: 8 }), { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(sentence, { maxLength: 6 }), async (sentences) => {
        const answer = await answerWith(saying(...sentences))
        for (const number of answer.text.match(/\d+/g) ?? []) expect(library).to.contain(number)
        expect(answer.text).to.not.match(/amazon/i)
        expect(answer.citations).to.not.have.length(0)
      }),
      { numRuns: 60 },
    )
  })

  it('asks nobody when the judgement is not to answer', async () => {
    let asked = 0
    const generateAnswer = async (): Promise<undefined> => {
      asked++
      return undefined
    }
    const outcome = await createAnswerQuestion({ ...samples, generateAnswer })({ ...question, text: 'who painted the mona lisa' })
    expect(outcome.kind).to.not.equal('answer')
    expect(asked).to.equal(0)
  })
})

describe('restAfterFailures', () => {
  it('leaves a provider alone after two failures in a row, then lets one ask', async () => {
    let now = 0
    let asked = 0
    let works = false
    const composer = restAfterFailures(
      composing(async function* () {
        asked++
        if (!works) throw new Error('down')
        yield { text: 'Up.', passages: [1] }
      }),
      () => now,
    )
    const ask = async (): Promise<number> => {
      let sentences = 0
      for await (const _ of composer.compose(nothing, new AbortController().signal)) sentences++
      return sentences
    }
    for (let at = 0; at < 2; at++) await ask().catch(() => undefined)
    expect(await ask()).to.equal(0)
    expect(asked).to.equal(2)
    now = 31_000
    await ask().catch(() => undefined)
    expect(asked).to.equal(3)
    expect(await ask()).to.equal(0)
    now = 62_000
    works = true
    expect(await ask()).to.equal(1)
    expect(await ask()).to.equal(1)
  })

  it('leaves one alone at once that did not answer in time', async () => {
    let asked = 0
    const late = new AbortController()
    const composer = restAfterFailures(
      composing(() => {
        asked++
        late.abort()
        throw new Error('aborted')
      }),
      () => 0,
    )
    const ask = () => composer.compose(nothing, late.signal)[Symbol.asyncIterator]().next()
    await ask().catch(() => undefined)
    expect((await ask()).done).to.equal(true)
    expect(asked).to.equal(1)
  })
})

describe('createComposingBudget', () => {
  it('counts a day for each conversation by itself', () => {
    let now = 0
    const budget = createComposingBudget({ limit: 2, now: () => now })
    expect([budget('a'), budget('a'), budget('a'), budget('b')]).to.deep.equal([true, true, false, true])
    now = 25 * 3_600_000
    expect(budget('a')).to.equal(true)
  })
})

const nothing: ComposeRequest = { question: '', language: 'en', history: [], passages: [] }

function composing(compose: (request: ComposeRequest, signal: AbortSignal) => AsyncIterable<ComposedSentence>): Composer {
  return { promptVersion: 'test.1', compose }
}
