import { expect } from 'chai'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArticleFiles } from '../../knowledge/article-files.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createImportArticles } from '../../knowledge/import-articles.ts'
import { createListArticles } from '../../knowledge/list-articles.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createReadArticle } from '../../knowledge/read-article.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'

const clock = { now: () => 1000 }
const article = { slug: 'returns', title: 'Returns', section: 'Returns', language: 'en', aliases: [], body: 'Within 30 days.' }

function createOffice() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const draft = createDraftArticle({ revisions, clock })
  const publish = createPublishArticle({ library, revisions, clock })
  return {
    library,
    revisions,
    draft,
    publish,
    retire: createRetireArticle({ library, clock }),
    list: createListArticles({ library, revisions }),
    read: createReadArticle({ library, revisions }),
    importAll: createImportArticles({ draft, publish, revisions }),
  }
}

async function drafted(office: ReturnType<typeof createOffice>, changes: Partial<typeof article> = {}): Promise<string> {
  const outcome = await office.draft({ article: { ...article, ...changes }, by: 'ed' })
  if (outcome.kind !== 'drafted') throw new Error(outcome.kind)
  return outcome.revision.articleId
}

describe('the editors', () => {
  let office: ReturnType<typeof createOffice>
  beforeEach(() => (office = createOffice()))

  it('draft, publish, change and retire an article', async () => {
    const articleId = await drafted(office)
    expect((await office.list()).articles[0]).to.include({ state: 'draft', newestRevision: 1 })
    expect(await office.publish({ articleId, by: 'ed' })).to.include({ kind: 'published', revision: 1, libraryVersion: 1 })
    await office.draft({ articleId, article: { ...article, body: 'Within 60 days.' }, by: 'ed' })
    expect((await office.list()).articles[0]).to.include({ state: 'changed', newestRevision: 2, liveRevision: 1 })
    expect(await office.read({ slug: 'returns' })).to.have.nested.property('live.body', 'Within 30 days.')
    await office.publish({ articleId, by: 'ed' })
    expect(await office.publish({ articleId, by: 'ed' })).to.include({ kind: 'unchanged', libraryVersion: 2 })
    expect(await office.retire({ articleId, by: 'ed' })).to.include({ kind: 'retired', revision: 2, libraryVersion: 3 })
    expect(await office.retire({ articleId, by: 'ed' })).to.deep.equal({ kind: 'not_live' })
    expect(await office.read({ articleId })).to.include({ kind: 'found', state: 'retired', live: undefined })
  })

  it('are told when somebody else was first', async () => {
    const articleId = await drafted(office)
    const other = await drafted(office, { slug: 'delivery', title: 'Delivery' })
    await office.publish({ articleId: other, by: 'ed' })
    expect(await office.publish({ articleId, by: 'ed', testedAt: 0 })).to.deep.equal({ kind: 'conflict', libraryVersion: 1 })
    expect(await office.publish({ articleId, by: 'ed', testedAt: 1 })).to.include({ kind: 'published', libraryVersion: 2 })
    const late = await office.draft({ articleId, after: 0, article: { ...article, body: 'Late.' }, by: 'ed' })
    expect(late).to.deep.equal({ kind: 'conflict', newest: 1 })
  })

  it('publish what they read and retire what they saw, whatever a colleague does meanwhile', async () => {
    const articleId = await drafted(office)
    await office.draft({ articleId, article: { ...article, body: 'Half a senten' }, by: 'colleague' })
    expect(await office.publish({ articleId, by: 'ed', revision: 1, testedAt: 0 })).to.include({ kind: 'published', revision: 1 })
    expect(await office.publish({ articleId, by: 'ed', revision: 1, testedAt: 0 }), 'asked again').to.include({
      kind: 'unchanged',
    })
    expect(await office.publish({ articleId, by: 'ed', revision: 3 })).to.deep.equal({ kind: 'not_found' })
    await office.publish({ articleId, by: 'colleague' })
    expect(await office.retire({ articleId, by: 'ed', testedAt: 1 })).to.deep.equal({ kind: 'conflict', libraryVersion: 2 })
    expect(await office.retire({ articleId, by: 'ed', testedAt: 2 })).to.include({ kind: 'retired', revision: 2 })
  })

  it('publish past each other without losing one', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((slug) => drafted(office, { slug, title: slug })))
    await Promise.all(ids.map((articleId) => office.publish({ articleId, by: 'ed' })))
    expect(office.library.entries.map((entry) => entry.libraryVersion)).to.deep.equal([1, 2, 3, 4])
    expect(new Set(office.library.entries.map((entry) => entry.articleId)).size).to.equal(4)
  })

  it('are refused what makes no article', async () => {
    const articleId = await drafted(office)
    expect(await office.draft({ article: { ...article, slug: 'empty', body: ' ' }, by: 'ed' })).to.have.property(
      'kind',
      'invalid',
    )
    expect(await office.draft({ article: { ...article, slug: 'other', title: '' }, by: 'ed' })).to.have.property(
      'kind',
      'invalid',
    )
    expect(await office.draft({ articleId: 'nobody', article: { ...article, slug: 'new' }, by: 'ed' })).to.deep.equal({
      kind: 'not_found',
    })
    await drafted(office, { slug: 'delivery' })
    expect(await office.draft({ articleId, article: { ...article, slug: 'delivery' }, by: 'ed' })).to.have.property(
      'kind',
      'slug_taken',
    )
    expect(await office.publish({ articleId: 'nobody', by: 'ed' })).to.deep.equal({ kind: 'not_found' })
    expect(await office.read({ slug: 'nothing' })).to.deep.equal({ kind: 'not_found' })
  })

  it('import a folder as often as they like', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'articles-'))
    await mkdir(join(folder, 'delivery'))
    await writeFile(join(folder, 'README.md'), 'About this folder.')
    await writeFile(join(folder, 'returns.md'), '---\ntitle: Returns\nsection: Returns\n---\nWithin 30 days.')
    await writeFile(
      join(folder, 'delivery', 'times.md'),
      '---\ntitle: Times\nsection: Delivery\naliases:\n  - When?\n---\nThree days.',
    )
    await writeFile(join(folder, 'delivery', 'times.aliases.txt'), 'How long?\n\n  How many days? \r\n')
    await writeFile(
      join(folder, 'unanswered.md'),
      '---\nunanswered: true\n---\n## Jobs\n- Are you hiring?\n## Press\n- Press kit?',
    )
    await writeFile(join(folder, 'broken.md'), 'No front matter.')
    const files = await readArticleFiles(folder)
    await rm(folder, { recursive: true })
    expect(await office.importAll({ files, by: 'import' })).to.include({ published: 4, unchanged: 0, failed: 1 })
    expect(await office.importAll({ files, by: 'import' })).to.include({ published: 0, unchanged: 4, failed: 1 })
    expect(office.revisions.all.map(({ slug, aliases }) => [slug, aliases])).to.deep.equal([
      ['times', ['When?', 'How long?', 'How many days?']],
      ['returns', []],
      ['unanswered-jobs', ['Are you hiring?']],
      ['unanswered-press', ['Press kit?']],
    ])
    expect(office.library.entries).to.have.length(4)
  })
})
