import { expect } from 'chai'
import { ArticleIndex } from '../../knowledge/article-index.ts'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { softCover, softQuery, softScore, softWord } from '../../knowledge/soft-words.ts'
import { sentenceVector } from '../../language/vectors.ts'
import type { Revision } from '../../knowledge/ports.ts'

const ARTICLES = {
  refund: ['How refunds work', 'We pay the money back to the card you used, within five days.'],
  delivery: ['Delivery times', 'A parcel takes two to four working days. Express is delivered the next day.'],
  password: ['Reset your password', 'Choose forgot password when you sign in and follow the link in the email.'],
  repair: ['Repairs', 'We mend zips, seams and torn fabric in our workshop.'],
} as const

describe('questions in another language than the base', () => {
  for (const [text, language, right] of [
    ['Ich habe mein Kennwort vergessen', 'de', 'password'],
    ['Wann wird mein Paket geliefert?', 'de', 'delivery'],
    ['Pouvez-vous réparer une fermeture cassée ?', 'fr', 'repair'],
    ['¿Cuándo me devuelven el dinero?', 'es', 'refund'],
    ['Quanto tempo demora a entrega da encomenda?', 'pt', 'delivery'],
  ] as const) {
    it(`'${text}' finds the article on ${right}`, () => {
      const { candidates } = retrieve({ text, language, history: [] }, indexOf(), shippedRanker)
      expect(candidates[0]?.article.articleId).to.equal(right)
    })
  }

  it('are not measured against an article that did not help', () => {
    const question = { text: 'Wann kommt mein Paket oder das Geld?', language: 'de', history: [], except: ['delivery'] }
    const { candidates } = retrieve(question, indexOf(), shippedRanker)
    expect(Math.max(...candidates.map(({ signals }) => signals.softOfBest))).to.equal(1)
  })

  it('meet no word of an article that is gone', () => {
    const index = indexOf()
    expect(index.near('Passwort')).not.to.deep.equal([])
    index.remove('password')
    expect(index.near('Passwort').map(([term]) => index.holding(term))).not.to.include(0)
  })
})

describe('a word by what it means', () => {
  it('counts once, by the nearest of its terms', () => {
    const query = softQuery([
      {
        near: [
          [1, 1],
          [2, 0.5],
        ],
        worth: 2,
      },
      { near: [[2, 0.8]], worth: 1 },
    ])
    expect(query.worth).to.equal(3)
    expect(softCover(query, Int32Array.of(2, 7))).to.be.closeTo(1.8, 1e-9)
    expect(softCover(query, Int32Array.of(1, 2))).to.be.closeTo(2.8, 1e-9)
    expect(softScore(query, (term) => (term === 2 ? 2 : 0))).to.be.closeTo(3.6, 1e-9)
  })

  it('tells less the more of the base means it', () => {
    const index = indexOf()
    const rare = softWord('workshop', [], 'en', index)
    for (const at of [1, 2, 3]) index.put(revision(`workshop-${String(at)}`, ['Workshop', 'Our workshop is open.']))
    expect(softWord('workshop', [], 'en', index).worth).to.be.below(rare.worth)
  })
})

function indexOf(): ArticleIndex {
  const index = new ArticleIndex({ meaning: sentenceVector })
  for (const [id, texts] of Object.entries(ARTICLES)) index.put(revision(id, texts))
  return index
}

function revision(articleId: string, [title, body]: readonly [string, string]): Revision {
  return { articleId, revision: 1, slug: articleId, title, section: '', language: 'en', aliases: [], body, at: 0, by: 'test' }
}
