import { expect } from 'chai'
import { createCatchUp } from '../../knowledge/catch-up.ts'
import type { LibraryEntry } from '../../knowledge/ports.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import { InMemoryLibrary, InMemoryRevisions } from './in-memory-library.ts'
import { revisionOf } from './sample-articles.ts'

const ARTICLES = 60

describe('catching up with a large library', () => {
  it('lets the node do other things, and is at one version whenever it does', async () => {
    const { library, revisions, publish } = createLibrary()
    for (let at = 0; at < ARTICLES; at++) await publish(`a${at}`)
    const shelf = createShelf()
    const seen: [number, number][] = []
    let done = false
    const look = (): void => {
      seen.push([shelf.libraryVersion, shelf.index.size])
      if (!done) setImmediate(look)
    }
    look()
    const version = await createCatchUp({ library, revisions, shelf })()
    done = true
    expect(version).to.equal(ARTICLES)
    expect(seen.filter(([at]) => at > 0 && at < ARTICLES)).to.have.length.above(1)
    for (const [at, size] of seen) expect(size).to.equal(at)
  })

  it('never holds what was retired by then, nor a revision that was replaced', async () => {
    const { library, revisions, publish, append } = createLibrary()
    const shelf = createShelf()
    const catchUp = createCatchUp({ library, revisions, shelf })
    await publish('retired')
    await publish('replaced')
    await catchUp()
    await append({ articleId: 'retired', revision: 1, change: 'retired' })
    await publish('replaced', 2)
    for (let at = 0; at < ARTICLES; at++) await publish(`a${at}`)
    await publish('retired', 2)
    await publish('replaced', 3)
    const look = (): void => {
      if (shelf.libraryVersion < 4 || shelf.libraryVersion === ARTICLES + 6) return
      expect(shelf.index.get('retired')).to.equal(undefined)
      expect(shelf.index.get('replaced')).to.equal(undefined)
      looked++
    }
    let looked = 0
    const immediately = (): void => {
      look()
      if (shelf.libraryVersion < ARTICLES + 6) setImmediate(immediately)
    }
    immediately()
    await catchUp()
    expect(looked).to.be.above(1)
    expect(shelf.index.get('retired')?.revision).to.equal(2)
    expect(shelf.index.get('replaced')?.revision).to.equal(3)
  })
})

function createLibrary() {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  const append = (entry: Pick<LibraryEntry, 'articleId' | 'revision' | 'change'>) =>
    library.append({ ...entry, libraryVersion: library.entries.length + 1, at: 0, by: 'test' })
  const publish = async (articleId: string, revision = 1): Promise<void> => {
    await revisions.put(revisionOf('returns', { articleId, revision }))
    await append({ articleId, revision, change: 'published' })
  }
  return { library, revisions, append, publish }
}
