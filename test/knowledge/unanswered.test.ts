import { expect } from 'chai'
import fc from 'fast-check'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createFindPassages } from '../../knowledge/find-passages.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import type { ArticleText } from '../../knowledge/parse-article.ts'
import type { Revision } from '../../knowledge/ports.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'
import { SAMPLE_ARTICLES } from './sample-articles.ts'

const clock = { now: () => 0 }

/** Questions that no sample article answers, though some are near to one. */
const TOPICS: ArticleText[] = [
  topic('Renting', ['Can I rent a tent?', 'Do you hire out gear for a weekend?', 'What does it cost to borrow a tent?']),
  topic('Returns by drone', ['Can a drone collect my return?', 'Do you pick returns up by air?']),
  topic('Delivery to the moon', ['How long does delivery to the moon take?', 'Do you ship to space?']),
]

function topic(title: string, aliases: string[]): ArticleText {
  const slug = `unanswered-${title.toLowerCase().replaceAll(' ', '-')}`
  return { slug, title, section: 'Not answered', language: 'en', aliases, body: '', unanswered: true }
}

class House {
  readonly library = new InMemoryLibrary()
  readonly #shelf = createShelf()
  readonly #draft
  readonly #publish
  readonly retire = createRetireArticle({ library: this.library, clock })
  readonly answer
  readonly find

  constructor(revisions = new InMemoryRevisions()) {
    const { library } = this
    this.#draft = createDraftArticle({ revisions, clock })
    this.#publish = createPublishArticle({ library, revisions, clock })
    this.answer = createAnswerQuestion({ library, revisions, shelf: this.#shelf })
    this.find = createFindPassages({ library, revisions, shelf: this.#shelf })
  }

  async put(article: ArticleText): Promise<string> {
    const drafted = await this.#draft({ article, by: 'ed' })
    if (drafted.kind !== 'drafted') throw new Error(drafted.kind)
    await this.#publish({ articleId: drafted.revision.articleId, by: 'ed' })
    return drafted.revision.articleId
  }

  ask(text: string) {
    return this.answer({ text, language: 'en', history: [] })
  }
}

async function withSamples(revisions?: InMemoryRevisions): Promise<House> {
  const house = new House(revisions)
  for (const article of SAMPLE_ARTICLES) await house.put({ ...article, language: 'en' })
  return house
}

async function checkNeverShown(createRevisions: () => InMemoryRevisions): Promise<void> {
  const words = [...TOPICS, ...SAMPLE_ARTICLES]
    .flatMap(({ title, aliases }) => [title, ...aliases])
    .flatMap((text) => text.split(' '))
  const question = fc.oneof(
    fc.constantFrom(...TOPICS.flatMap(({ aliases }) => aliases)),
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((some) => some.join(' ')),
  )
  const house = await withSamples(createRevisions())
  const hidden = new Set<string>()
  for (const each of TOPICS) hidden.add(await house.put(each))
  await fc.assert(
    fc.asyncProperty(question, async (text) => {
      const outcome = await house.ask(text)
      const cited = outcome.kind === 'answer' ? outcome.citations : []
      const offered = outcome.kind === 'clarify' ? outcome.options : []
      const found = await house.find({ text, language: 'en', limit: 10 })
      for (const { articleId } of [...cited, ...offered, ...outcome.candidates, ...found])
        expect(hidden.has(articleId), `${text} shows what is not answered`).to.equal(false)
    }),
    { numRuns: 300 },
  )
}

describe('what is not answered', () => {
  it('is declined, however near an article is, and answered again once it is no longer said to be unanswered', async () => {
    const house = await withSamples()
    const near = 'Can a drone collect the item I return?'
    const before = await house.ask(near)
    const articleId = await house.put(TOPICS[1]!)
    const after = await house.ask(near)
    expect(after).to.include({ kind: 'no_answer', reason: 'missing_knowledge' })
    expect(after.unanswered?.title).to.equal('Returns by drone')
    expect(after.probability).to.be.below(before.probability)
    await house.retire({ articleId, by: 'ed' })
    expect((await house.ask(near)).probability).to.equal(before.probability)
  })

  it('takes nothing from a question that an article answers', async () => {
    const house = await withSamples()
    const before = await house.ask('How do I return an item?')
    for (const each of TOPICS) await house.put(each)
    const after = await house.ask('How do I return an item?')
    expect([before.kind, after.kind]).to.deep.equal(['answer', 'answer'])
  })

  it('is never cited, offered, weighed as an answer or found', () => checkNeverShown(() => new InMemoryRevisions()))

  it('would be caught by a store that forgot which articles are not answered', async () => {
    class Forgetful extends InMemoryRevisions {
      override async get(articleId: string, revision: number): Promise<Revision | undefined> {
        const found = await super.get(articleId, revision)
        if (!found) return undefined
        const { unanswered: _, ...rest } = found
        return rest
      }
    }
    const caught = await checkNeverShown(() => new Forgetful()).then(
      () => undefined,
      (reason: unknown) => (reason as Error).cause,
    )
    expect(String(caught)).to.contain('shows what is not answered')
  })
})
