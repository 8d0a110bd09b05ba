import { RunnableLambda } from '@langchain/core/runnables'
import { expect } from 'chai'
import { createDraftArticle } from '../../../knowledge/draft-article.ts'
import { createFindPassages } from '../../../knowledge/find-passages.ts'
import { passagesOf } from '../../../knowledge/passages.ts'
import { createPublishArticle } from '../../../knowledge/publish-article.ts'
import { createRetireArticle } from '../../../knowledge/retire-article.ts'
import { createShelf } from '../../../knowledge/shelf.ts'
import { PassageSplitter } from '../../../providers/openai/passage-splitter.ts'
import { LibraryRetriever } from '../../../providers/openai/retriever.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../../knowledge/in-memory-library.ts'
import { SAMPLE_ARTICLES } from '../../knowledge/sample-articles.ts'

const clock = { now: () => 0 }

describe('for those who build with LangChain', () => {
  it('our search is a retriever, and finds nothing that is not published', async () => {
    const deps = { library: new InMemoryLibrary(), revisions: new InMemoryRevisions(), clock }
    const draft = createDraftArticle(deps)
    const publish = createPublishArticle(deps)
    for (const article of SAMPLE_ARTICLES) {
      const drafted = await draft({ article: { ...article, language: 'en' }, by: 'ed' })
      if (drafted.kind === 'drafted') await publish({ articleId: drafted.revision.articleId, by: 'ed' })
    }
    const findPassages = createFindPassages({ ...deps, shelf: createShelf() })
    const retriever = new LibraryRetriever({ findPassages, language: 'en', limit: 2 })

    const chain = retriever.pipe(
      RunnableLambda.from((documents: { metadata: { slug: string } }[]) => documents[0]?.metadata.slug),
    )
    expect(await chain.invoke('how do i return an item')).to.equal('returns')
    const found = await retriever.invoke('how do i return an item')
    expect(found).to.have.length(2)
    expect(found[0]?.pageContent).to.contain('30 days')

    await createRetireArticle(deps)({ articleId: found[0]!.metadata.articleId, by: 'ed' })
    const then = await retriever.invoke('how do i return an item')
    expect(then.map(({ metadata }) => metadata.slug)).to.not.contain('returns')
  })

  it('our passages are a splitter', async () => {
    const splitter = new PassageSplitter(passagesOf)
    const documents = await splitter.createDocuments([SAMPLE_ARTICLES[0]!.body])
    expect(documents.map(({ pageContent }) => pageContent.split('\n')[0])).to.deep.equal([
      'You can return unworn items within 30 days of delivery.',
      'How to',
      'What you cannot return',
    ])
  })
})
