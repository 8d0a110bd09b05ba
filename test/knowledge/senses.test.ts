import { expect } from 'chai'
import { ArticleIndex } from '../../knowledge/article-index.ts'
import { shippedRanker } from '../../knowledge/rank.ts'
import { retrieve } from '../../knowledge/retrieve.ts'
import { mixed, sensesOf } from '../../knowledge/senses.ts'
import { sentenceVector } from '../../language/vectors.ts'
import { SAMPLE_ARTICLES } from './sample-articles.ts'
import type { Question } from '../../knowledge/answer.ts'

const index = new ArticleIndex({ meaning: sentenceVector })
for (const article of SAMPLE_ARTICLES)
  index.put({ ...article, articleId: article.slug, language: 'en', revision: 1, at: 0, by: 'test' })

const after = (said: string, text: string): Question => ({
  ...{ text, language: 'en' },
  history: [
    { from: 'customer', text: said },
    { from: 'bot', text: 'It is like this.' },
  ],
})

describe('the senses of a question', () => {
  it('is one when nothing was said before, or when it stands by itself', () => {
    const alone = { text: 'And to France?', language: 'en', history: [] }
    expect(sensesOf(alone, index)).to.have.length(1)
    const other = after('How long does delivery take?', 'Where can I see which items can be returned by customers?')
    expect(sensesOf(other, index)).to.have.length(1)
  })

  it('are two when it leans on what was said, and what leans most is taken together first', () => {
    const senses = sensesOf(after('How long does delivery take?', 'And to France?'), index)
    expect(senses.map(({ query }) => query.text)).to.deep.equal([
      'How long does delivery take?\nAnd to France?',
      'And to France?',
    ])
    expect(senses.reduce((sum, { share }) => sum + share, 0)).to.be.closeTo(1, 1e-9)
    expect(senses[0].share).to.be.above(0.5)
  })

  it('lead a question that says nothing by itself to what is talked about', () => {
    const found = (said: string): string | undefined =>
      retrieve(after(said, 'And how long?'), index, shippedRanker).candidates[0]?.article.slug
    expect(found('I want to send something back')).to.equal('returns')
    expect(found('My parcel is on its way')).to.equal('delivery-times')
  })

  it('are mixed by their shares', () => {
    const senses = [
      { share: 0.75, figure: 1 },
      { share: 0.25, figure: 0 },
    ]
    expect(mixed(senses, ({ figure }) => ({ name: figure, other: 0.5 }))).to.deep.equal({ name: 0.75, other: 0.5 })
  })
})
