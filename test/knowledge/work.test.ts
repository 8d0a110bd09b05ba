import { expect } from 'chai'
import { ArticleIndex } from '../../knowledge/article-index.ts'
import { readSampleBase } from '../../bench/quality/sample-base.ts'
import { shippedRanker } from '../../knowledge/rank.ts'
import { READ, retrieve } from '../../knowledge/retrieve.ts'
import { sentenceVector } from '../../language/vectors.ts'

const QUESTIONS = [
  'How long do I have to return something?',
  'where is my order it was due last week',
  'Can I use two gift cards at once?',
  'is the Plover jacket waterproof',
  'do you repair boots that I bought elsewhere',
]
/** What reading the question and choosing candidates may ask beside. */
const READING = 1500

/** Counts how often it is asked what a term is worth: once for each term of each name looked at, and for those of the question. */
class Counted extends ArticleIndex {
  asked = 0

  override idf(termId: number | undefined): number {
    this.asked++
    return super.idf(termId)
  }
}

/** Figures of work, not of time: they are the same on every machine. */
describe('the work of one question', () => {
  const index = new Counted({ meaning: sentenceVector })
  before(async () => {
    for (const article of await readSampleBase()) index.put(article)
  })

  it('is not too little to find a new subject after another was talked about', () => {
    const history = [{ from: 'customer' as const, text: 'Can I top up a gift card with more money?' }]
    const question = { text: 'How do I return a jacket?', language: 'en', history }
    expect(retrieve(question, index, shippedRanker).candidates[0]?.article.slug).to.equal('return-something')
  })

  for (const text of QUESTIONS) {
    it(`'${text}' reads few articles, the names of each once, and no other`, () => {
      index.asked = 0
      const { candidates } = retrieve({ text, language: 'en', history: [] }, index, shippedRanker)
      const names = candidates.flatMap(({ article }) => article.names)
      const terms = names.reduce((sum, name) => sum + name.terms.length, 0)
      expect(candidates.length).to.be.within(1, READ)
      expect(index.asked).to.be.within(terms, terms + READING)
    })
  }
})
