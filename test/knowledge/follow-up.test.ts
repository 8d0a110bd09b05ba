import { expect } from 'chai'
import { leansOnBefore } from '../../knowledge/follow-up.ts'

describe('leansOnBefore', () => {
  const LEANING: [string, string][] = [
    ['And on Sunday?', 'en'],
    ['what if I lost it?', 'en'],
    ['Und am Sonntag?', 'de'],
    ['Et le dimanche ?', 'fr'],
    ['¿Y los domingos?', 'es'],
    ['E aos domingos?', 'pt'],
  ]
  for (const [text, language] of LEANING) {
    it(`'${text}' goes on from what was said`, () => {
      expect(leansOnBefore(text, language)).to.be.at.least(0.7)
    })
  }

  it('a question that names its matter stands by itself', () => {
    expect(leansOnBefore('How long does a refund take after you have received my parcel?', 'en')).to.equal(0)
  })

  it('is never more than 1, and 0 for an unknown language that says enough', () => {
    expect(leansOnBefore('and it?', 'en')).to.be.at.most(1)
    expect(leansOnBefore('a b c d e f g h i', 'xx')).to.equal(0)
  })
})
