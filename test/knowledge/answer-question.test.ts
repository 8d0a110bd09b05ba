import { expect } from 'chai'
import fc from 'fast-check'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'
import { SAMPLE_ARTICLES } from './sample-articles.ts'
import type { AnswerOutcome, AnswerQuestion, Question } from '../../knowledge/answer.ts'
import type { LibraryEntry, LibraryLog } from '../../knowledge/ports.ts'

const clock = { now: () => 0 }
const ask = (text: string, history: Question['history'] = []): Question => ({ text, language: 'en', history })

function createHouse(seenLibrary: (library: LibraryLog) => LibraryLog = (library) => library) {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const draft = createDraftArticle({ revisions, clock })
  const publish = createPublishArticle({ library, revisions, clock })
  const retire = createRetireArticle({ library, clock })
  const answer = createAnswerQuestion({ library: seenLibrary(library), revisions, shelf: createShelf() })
  return { library, revisions, draft, publish, retire, answer }
}

async function publishSamples(house: ReturnType<typeof createHouse>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const article of SAMPLE_ARTICLES) {
    const drafted = await house.draft({ article: { ...article, language: 'en' }, by: 'ed' })
    if (drafted.kind !== 'drafted') throw new Error(drafted.kind)
    await house.publish({ articleId: drafted.revision.articleId, by: 'ed' })
    ids.set(article.slug, drafted.revision.articleId)
  }
  return ids
}

function answered(outcome: AnswerOutcome): Extract<AnswerOutcome, { kind: 'answer' }> {
  if (outcome.kind !== 'answer') throw new Error(`${outcome.kind} at ${outcome.probability}`)
  return outcome
}

/** No answer cites a revision that was retired at or before its library version (and none a revision replaced by then). */
function checkCitedIsLive(outcome: AnswerOutcome, entries: readonly LibraryEntry[]): void {
  if (outcome.kind !== 'answer') return
  for (const citation of outcome.citations) {
    const last = entries
      .filter((entry) => entry.articleId === citation.articleId && entry.libraryVersion <= outcome.libraryVersion)
      .at(-1)
    expect(last).to.include({ change: 'published', revision: citation.revision })
  }
}

async function checkProperty20(seenLibrary?: (library: LibraryLog) => LibraryLog): Promise<void> {
  const slugs = SAMPLE_ARTICLES.map(({ slug }) => slug)
  const step = fc.record({ act: fc.constantFrom('publish', 'retire', 'ask', 'ask twice'), slug: fc.constantFrom(...slugs) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const house = createHouse(seenLibrary)
      const ids = await publishSamples(house)
      await house.answer(ask('warm up'))
      for (const [at, { act, slug }] of steps.entries()) {
        const articleId = ids.get(slug)!
        const sample = SAMPLE_ARTICLES.find((each) => each.slug === slug)!
        if (act === 'publish') {
          await house.draft({
            articleId,
            article: { ...sample, language: 'en', body: `${sample.body}\n\nChange ${at}.` },
            by: 'ed',
          })
          await house.publish({ articleId, by: 'ed' })
        } else if (act === 'retire') await house.retire({ articleId, by: 'ed' })
        else {
          const head = await house.library.head()
          const outcomes = await Promise.all((act === 'ask' ? [1] : [1, 2]).map(() => house.answer(ask(sample.title))))
          for (const outcome of outcomes) {
            expect(outcome.libraryVersion).to.be.at.least(head)
            checkCitedIsLive(outcome, house.library.entries)
          }
        }
      }
    }),
    { numRuns: 40, seed: 20 },
  )
}

describe('a number alone', () => {
  it('is no question, though one alias holds it and nothing else does', async () => {
    const house = createHouse()
    await publishSamples(house)
    const [sample] = SAMPLE_ARTICLES
    if (!sample) throw new Error('no samples')
    const article = { ...sample, slug: 'bills', title: 'Your bill', aliases: ['The receipt says £74'], language: 'en' }
    const drafted = await house.draft({ article, by: 'ed' })
    if (drafted.kind !== 'drafted') throw new Error(drafted.kind)
    await house.publish({ articleId: drafted.revision.articleId, by: 'ed' })
    for (const text of ['74', 'hello web0-74'])
      expect(await house.answer(ask(text))).to.include({ kind: 'no_answer', probability: 0 })
    expect((await house.answer(ask('the receipt says 74'))).kind).not.to.equal('no_answer')
  })
})

describe('answerQuestion', () => {
  let answer: AnswerQuestion
  let house: ReturnType<typeof createHouse>

  before(async () => {
    house = createHouse()
    await publishSamples(house)
    answer = house.answer
  })

  it('answers whatever a language is called: a channel may send anything', async () => {
    const house = createHouse()
    await publishSamples(house)
    for (const language of [...Object.getOwnPropertyNames(Object.prototype), '', '-', 'x', 'not a language']) {
      const outcome = await house.answer({ ...ask('How long do I have to return something?'), language })
      expect(outcome.candidates.length, language).to.be.greaterThan(0)
    }
  })

  it('answers with the passage, not the page, and says where it stands', async () => {
    const outcome = answered(await answer(ask('how do i return an item')))
    expect(outcome.text).to.contain('within 30 days').and.not.contain('hygiene')
    expect(outcome.citations[0]).to.include({ slug: 'returns', revision: 1, title: 'How do I return an item?' })
    expect(outcome).to.include({ language: 'en', generated: false, libraryVersion: 5 })
  })

  it('finds the passage further down that holds what was asked', async () => {
    const outcome = answered(await answer(ask('can underwear be returned')))
    expect(outcome.text).to.contain('Underwear').and.not.contain('30 days')
  })

  it('understands a misspelt question', async () => {
    expect(answered(await answer(ask('how long does delivrey take'))).citations[0]?.slug).to.equal('delivery-times')
  })

  it('takes the words of an alias', async () => {
    expect(answered(await answer(ask('when will my parcel arrive?'))).citations[0]?.slug).to.equal('delivery-times')
  })

  it('knows what a follow-up is about', async () => {
    const history: Question['history'] = [
      { from: 'customer', text: 'how much does delivery cost' },
      { from: 'bot', text: 'Standard delivery costs 4.90 euros.' },
    ]
    const outcome = await answer(ask('and express?', history))
    expect(outcome.candidates[0]?.title).to.equal('How much does delivery cost?')
  })

  it('does not offer again what did not help', async () => {
    const first = answered(await answer(ask('how long does delivery take')))
    const again = await answer({ ...ask('how long does delivery take'), except: [first.citations[0]!.articleId] })
    expect(again.candidates.map((candidate) => candidate.articleId)).to.not.include(first.citations[0]!.articleId)
  })

  it('says that it does not know', async () => {
    const outcome = await answer(ask('what is the capital of Mongolia'))
    expect(outcome).to.include({ kind: 'no_answer', reason: 'missing_knowledge' })
    expect(outcome.probability).to.be.below(0.2)
  })

  it('finds nothing in an empty library', async () => {
    expect(await createHouse().answer(ask('where is my order'))).to.include({
      kind: 'no_answer',
      reason: 'missing_knowledge',
      libraryVersion: 0,
    })
  })

  it('never cites what was retired (property 20)', () => checkProperty20())

  it('would be caught by property 20 if it did not look at the head', async () => {
    const blind = (library: LibraryLog): LibraryLog => ({
      head: async () => Math.min(5, await library.head()),
      append: (entry) => library.append(entry),
      read: (after) => library.read(after),
    })
    let failed = false
    await checkProperty20(blind).catch(() => (failed = true))
    expect(failed).to.equal(true)
  })
})
