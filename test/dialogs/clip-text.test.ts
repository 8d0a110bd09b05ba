import { expect } from 'chai'
import fc from 'fast-check'
import { clipText } from '../../dialogs/clip-text.ts'

describe('clipText', () => {
  it('keeps what fits, on one line', () => expect(clipText('  a\n\tb\u0000c ', 20)).to.equal('a b c'))
  it('cuts with an ellipsis', () => expect(clipText('abcdef', 4)).to.equal('abc…'))
  it('cuts no character in half', () => expect(clipText('ab😀cd', 4)).to.equal('ab…'))

  it('is never longer than asked and always well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 2, max: 100 }), (text, characters) => {
        const clipped = clipText(text, characters)
        expect(clipped.length).to.be.at.most(characters)
        expect(encodeURIComponent(clipped)).to.be.a('string')
      }),
    )
  })
})
