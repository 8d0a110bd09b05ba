import { expect } from 'chai'
import type {
  ArticleVectors,
  Calibration,
  Calibrations,
  LibraryEntry,
  LibraryLog,
  Revision,
  Revisions,
  Vectors,
} from '../../knowledge/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'

export function describeRevisionsContract(name: string, open: Open<{ revisions: Revisions }>): void {
  describe(`revisions · ${name}`, () => {
    let store: Opened<{ revisions: Revisions }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('keeps every revision as it was written', async () => {
      for (const number of [1, 2]) expect(await store.revisions.put(revision('returns', number))).equal('ok')
      expect(await store.revisions.get('returns', 1)).deep.equal(revision('returns', 1))
      expect(await store.revisions.ofArticle('returns')).deep.equal([revision('returns', 1), revision('returns', 2)])
      expect(await store.revisions.get('returns', 3)).equal(undefined)
      expect(await store.revisions.ofArticle('delivery')).deep.equal([])
    })

    it('gives a number once, also to many at once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.revisions.put({ ...revision('returns', 1), title: `title ${index}` })),
      )
      expect(outcomes.filter((outcome) => outcome === 'ok')).lengthOf(1)
      expect((await store.revisions.get('returns', 1))?.title).equal(`title ${outcomes.indexOf('ok')}`)
    })

    it('finds the newest of every article', async () => {
      expect(await store.revisions.newest()).deep.equal([])
      for (const [article, number] of [
        ['returns', 1],
        ['delivery', 1],
        ['returns', 2],
        ['returns', 10],
      ] as const) {
        await store.revisions.put(revision(article, number))
      }
      expect(await store.revisions.newest()).deep.equal([revision('delivery', 1), revision('returns', 10)])
    })
  })
}

export function describeLibraryLogContract(name: string, open: Open<{ libraryLog: LibraryLog }>): void {
  describe(`library log · ${name}`, () => {
    let store: Opened<{ libraryLog: LibraryLog }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('starts at 0 and takes exactly the next version', async () => {
      expect(await store.libraryLog.head()).equal(0)
      expect(await store.libraryLog.append(entry(2))).equal('conflict')
      expect(await store.libraryLog.append(entry(1))).equal('ok')
      expect(await store.libraryLog.append(entry(1))).equal('conflict')
      expect(await store.libraryLog.append(entry(3))).equal('conflict')
      expect(await store.libraryLog.append(entry(2))).equal('ok')
      expect(await store.libraryLog.head()).equal(2)
    })

    it('reads in order what came after a version', async () => {
      for (let version = 1; version <= 12; version++) await store.libraryLog.append(entry(version))
      expect(await store.libraryLog.read(9)).deep.equal([entry(10), entry(11), entry(12)])
      expect(await store.libraryLog.read(12)).deep.equal([])
    })

    it('lets one of many publish a version', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.libraryLog.append({ ...entry(1), by: `editor ${index}` })),
      )
      expect(outcomes.filter((outcome) => outcome === 'ok')).lengthOf(1)
      expect((await store.libraryLog.read(0)).map(({ by }) => by)).deep.equal([`editor ${outcomes.indexOf('ok')}`])
    })
  })
}

export function describeVectorsContract(name: string, open: Open<{ vectors: Vectors }>): void {
  describe(`vectors · ${name}`, () => {
    let store: Opened<{ vectors: Vectors }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('keeps every number of every vector', async () => {
      await store.vectors.put(vectorsOf('a', 'returns', 1))
      await store.vectors.put({ ...vectorsOf('a', 'empty', 1), vectors: [] })
      expect(await store.vectors.read('a', ['returns', 'unknown'])).deep.equal([vectorsOf('a', 'returns', 1)])
      expect(await store.vectors.read('a', ['empty'])).deep.equal([{ ...vectorsOf('a', 'empty', 1), vectors: [] }])
      expect(await store.vectors.read('a', [])).deep.equal([])
    })

    it('replaces what an article had before', async () => {
      await store.vectors.put(vectorsOf('a', 'returns', 1))
      await store.vectors.put(vectorsOf('a', 'returns', 2))
      expect(await store.vectors.read('a', ['returns'])).deep.equal([vectorsOf('a', 'returns', 2)])
      expect(await store.vectors.list()).deep.equal([{ model: 'a', articleId: 'returns', revision: 2 }])
    })

    it('keeps models apart', async () => {
      for (const [model, revision] of [
        ['a', 1],
        ['["b","b",3,"query: ",""]', 2],
      ] as const)
        await store.vectors.put(vectorsOf(model, 'returns', revision))
      expect(await store.vectors.read('a', ['returns'])).deep.equal([vectorsOf('a', 'returns', 1)])
      await store.vectors.remove('a', 'returns')
      await store.vectors.remove('a', 'returns')
      expect(await store.vectors.list()).deep.equal([{ model: '["b","b",3,"query: ",""]', articleId: 'returns', revision: 2 }])
    })

    it('takes the same article from many at once', async () => {
      await Promise.all(Array.from({ length: 8 }, () => store.vectors.put(vectorsOf('a', 'returns', 3))))
      expect(await store.vectors.list()).lengthOf(1)
    })
  })
}

export function describeCalibrationsContract(name: string, open: Open<{ calibrations: Calibrations }>): void {
  describe(`calibrations · ${name}`, () => {
    let store: Opened<{ calibrations: Calibrations }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('starts with none and takes exactly the next version', async () => {
      expect(await store.calibrations.newest()).equal(undefined)
      expect(await store.calibrations.put(calibration(2))).equal('conflict')
      expect(await store.calibrations.put(calibration(1))).equal('ok')
      expect(await store.calibrations.put(calibration(1, 0.9))).equal('conflict')
      expect(await store.calibrations.put(calibration(3))).equal('conflict')
      expect(await store.calibrations.newest()).deep.equal(calibration(1))
    })

    it('gives back the newest as it was put, a reset as well', async () => {
      for (let version = 1; version <= 11; version++) await store.calibrations.put(calibration(version, version / 20))
      expect(await store.calibrations.newest()).deep.equal(calibration(11, 11 / 20))
      const reset: Calibration = { kind: 'reset', version: 12, at: 1_700_000_000_012 }
      expect(await store.calibrations.put(reset)).equal('ok')
      expect(await store.calibrations.newest()).deep.equal(reset)
    })

    it('lets one of many put a version', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => store.calibrations.put(calibration(1, index / 10))),
      )
      expect(outcomes.filter((outcome) => outcome === 'ok')).lengthOf(1)
      expect(await store.calibrations.newest()).deep.equal(calibration(1, outcomes.indexOf('ok') / 10))
    })
  })
}

function vectorsOf(model: string, articleId: string, revision: number): ArticleVectors {
  const vector = (seed: number): Float32Array => Float32Array.from([seed / 3, -1e-7, 0, 1])
  return { model, articleId, revision, vectors: [1, 2].map((at) => ({ hash: `hash ${at}`, vector: vector(revision + at) })) }
}

function calibration(version: number, answerFrom = 0.7): Calibration {
  const figures = { n: 80, logLoss: 0.512_345_678_9, brier: 0.2, ece: 0.1, precision: null, coverage: 0 }
  const weights = { lead: 1 / 3, 'a.dotted $name': -0.1 }
  return {
    ...{ kind: 'refitted', version, at: 1_700_000_000_000 + version, shipped: 'x', method: 'scale', right: 40 },
    ...{ before: figures, after: figures, judge: { provenance: 'test', bias: -1, answerFrom, clarifyFrom: 0.3, weights } },
  }
}

function revision(articleId: string, number: number): Revision {
  return {
    articleId,
    revision: number,
    slug: articleId,
    title: `All about ${articleId}`,
    section: 'Orders',
    language: 'de-CH',
    aliases: ['Zurückschicken?', 'send it back'],
    body: `# ${articleId}\n\nText ${number} with “quotes”.\n`,
    at: 1_700_000_000_000 + number,
    by: 'import',
  }
}

function entry(libraryVersion: number): LibraryEntry {
  return {
    libraryVersion,
    articleId: 'returns',
    revision: libraryVersion,
    change: 'published',
    at: 1_700_000_000_000,
    by: 'rosa',
  }
}
