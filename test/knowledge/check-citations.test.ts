import { expect } from 'chai'
import { checkCitation } from '../../knowledge/check-citations.ts'

const passages = ['You can return unworn items within 30 days of delivery to Larkhollow. Gift cards cannot be returned.']
const check = (text: string): unknown => checkCitation({ text, passages }, 'en')

describe('checkCitation', () => {
  it('passes what the passage says', () => {
    expect(check('Unworn items can be returned within 30 days.')).to.deep.equal({ supported: true })
    expect(check('Gift cards cannot be returned.')).to.deep.equal({ supported: true })
  })

  it('drops what it does not say', () => {
    expect(check('Unworn items can be returned within 60 days.')).to.deep.equal({ supported: false, because: 'number' })
    expect(check('Gift cards can be returned.')).to.deep.equal({ supported: false, because: 'negation' })
    expect(check('You cannot return unworn items within 30 days.')).to.deep.equal({ supported: false, because: 'negation' })
    expect(check('You can return unworn items to Amazon.')).to.deep.equal({ supported: false, because: 'name' })
    expect(check('You get a full refund to the card you used.')).to.deep.equal({ supported: false, because: 'coverage' })
    expect(checkCitation({ text: 'Anything.', passages: [] }, 'en')).to.deep.equal({ supported: false, because: 'no_passage' })
  })
})
