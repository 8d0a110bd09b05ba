import { expect } from 'chai'
import fc from 'fast-check'
import { ArticleIndex } from '../../knowledge/article-index.ts'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { revisionOf, SAMPLE_ARTICLES } from './sample-articles.ts'
import type { Revision } from '../../knowledge/ports.ts'

const WORDS = [
  'return',
  'parcel',
  'express',
  'delivery',
  'refund',
  'card',
  'login',
  'password',
  'the',
  'euros',
  'hotel',
  'parking',
]
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((list) => list.join(' '))
const revision: fc.Arbitrary<Revision> = fc.record({
  articleId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  revision: fc.constant(1),
  slug: fc.constant('s'),
  title: words,
  section: fc.constantFrom('Delivery', 'Grand Hotel', ''),
  language: fc.constantFrom('en', 'de'),
  aliases: fc.array(words, { maxLength: 2 }),
  body: words,
  at: fc.constant(0),
  by: fc.constant('test'),
})
const change = fc.oneof({ weight: 3, arbitrary: revision }, { weight: 1, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e') })

/** An index that took the changes one by one must not be told from one made of what is left. */
function checkIncremental(createIndex: () => ArticleIndex): void {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), words, (changes, question) => {
      const incremental = createIndex()
      const left = new Map<string, Revision>()
      for (const each of changes) {
        if (typeof each === 'string') {
          incremental.remove(each)
          left.delete(each)
        } else {
          incremental.put(each)
          left.set(each.articleId, each)
        }
      }
      const scratch = new ArticleIndex()
      for (const each of [...left.values()].reverse()) scratch.put(each)
      expect(found(incremental, question)).to.deep.equal(found(scratch, question))
    }),
  )
}

function found(index: ArticleIndex, text: string): unknown {
  const history = [{ from: 'customer' as const, text: 'the grand hotel' }]
  const { candidates, query } = retrieve({ text: `${text} parcle`, language: 'en', history }, index, shippedRanker)
  return [query.worth, candidates.map(({ article, score, signals, passage }) => [article.articleId, score, signals, passage])]
}

describe('ArticleIndex', () => {
  it('is the same whether made step by step or from scratch', () => {
    checkIncremental(() => new ArticleIndex())
  })

  it('would be caught if it forgot to remove', () => {
    class Forgetful extends ArticleIndex {
      override remove(articleId: string): void {
        if (articleId !== 'b') super.remove(articleId)
      }
    }
    expect(() => {
      checkIncremental(() => new Forgetful())
    }).to.throw()
  })

  it('gives an article that holds a word which tells nothing no less for the other words', () => {
    const index = new ArticleIndex()
    index.put(revisionOf('returns', { articleId: 'a', title: 'Return parcel', aliases: [], body: '' }))
    const [nothing, something] = [index.termId('return') ?? -1, index.termId('parcel') ?? -1]
    const scores = index.score([
      [nothing, 0],
      [something, 1],
    ])
    expect(scores.numbers).to.deep.equal([0])
    expect(scores.of(0)).to.equal(index.score([[something, 1]]).of(0))
    expect(index.score([[nothing, 0]]).numbers).to.deep.equal([])
  })

  it('reads a word anew when the base has changed', () => {
    const index = new ArticleIndex()
    const fresh = new ArticleIndex()
    const returns = revisionOf('returns', { articleId: 'a', title: 'Return parcel', aliases: [], body: '' })
    const other = revisionOf('returns', { articleId: 'b', title: 'Parcel prices', aliases: [], body: '' })
    index.put(returns)
    found(index, 'return a parcel')
    for (const each of [index, fresh]) for (const article of [returns, other]) each.put(article)
    expect(found(index, 'return a parcel')).to.deep.equal(found(fresh, 'return a parcel'))
    index.remove('b')
    fresh.remove('b')
    expect(found(index, 'return a parcel')).to.deep.equal(found(fresh, 'return a parcel'))
  })

  it('takes one article in milliseconds among a thousand', () => {
    const index = new ArticleIndex()
    for (let at = 0; at < 1000; at++) {
      const { slug } = SAMPLE_ARTICLES[at % SAMPLE_ARTICLES.length]!
      index.put(revisionOf(slug, { articleId: `${slug}-${at}` }))
    }
    const times = Array.from({ length: 20 }, (_, at) => {
      const started = performance.now()
      index.put(revisionOf('returns', { articleId: `returns-${at * 5}`, title: `How do I return item ${at}?` }))
      return performance.now() - started
    })
    // The machine may be busy with other things; it is not all twenty times.
    expect(Math.min(...times)).to.be.below(5)
  })
})
