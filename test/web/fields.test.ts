import { expect } from 'chai'
import { countChanges, EMPTY, missing, type Fields } from '../../web/editor/fields.ts'

const article: Fields = {
  title: 'Returns',
  section: 'Orders',
  language: 'en',
  aliases: ['send back'],
  body: 'One.\n\nTwo.\n\nThree.',
  unanswered: false,
}

describe('the number on the publish button', () => {
  it('is nothing for the same words, whatever the space around them', () => {
    expect(
      countChanges(article, { ...article, title: ' Returns ', body: `${article.body}\n`, aliases: ['send back', ' '] }),
    ).to.equal(0)
  })

  it('counts each field once and the text by its changed places', () => {
    expect(countChanges(article, { ...article, title: 'Sending back' })).to.equal(1)
    expect(countChanges(article, { ...article, body: 'One, changed.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.' })).to.equal(2)
    expect(countChanges(article, { ...article, section: 'Returns', body: 'One.\n\nThree.' })).to.equal(2)
    expect(countChanges(EMPTY, article)).to.equal(4)
  })

  it('is not offered before all is there that an article needs', () => {
    expect(missing(EMPTY)).to.deep.equal(['a title', 'a section', 'some text'])
    expect(missing(article)).to.deep.equal([])
    expect(missing({ ...article, unanswered: true, body: '' })).to.deep.equal([])
    expect(missing({ ...article, unanswered: true, aliases: [] })).to.deep.equal(['a question customers ask'])
  })
})
