import { expect } from 'chai'
import { slipBetween, Vocabulary } from '../../knowledge/vocabulary.ts'

describe('Vocabulary', () => {
  it('mends a swap, a drop, a doubling, an addition and a replacement', () => {
    const vocabulary = new Vocabulary()
    vocabulary.add(['delivery', 'refund', 'password'])
    for (const [written, meant] of [
      ['delivrey', 'delivery'],
      ['delvery', 'delivery'],
      ['reffund', 'refund'],
      ['passwordx', 'password'],
      ['pazsword', 'password'],
    ] as const)
      expect(vocabulary.mend(written)[0]?.word, written).to.equal(meant)
    expect(vocabulary.mend('umbrella')).to.deep.equal([])
  })

  it('forgets a word with its last article', () => {
    const vocabulary = new Vocabulary()
    vocabulary.add(['delivery'])
    vocabulary.add(['delivery'])
    vocabulary.remove(['delivery'])
    expect(vocabulary.mend('delivrey')).to.have.length(1)
    vocabulary.remove(['delivery'])
    expect([vocabulary.has('delivery'), vocabulary.mend('delivrey'), vocabulary.size]).to.deep.equal([false, [], 0])
  })

  it('names the slip', () => {
    expect(slipBetween('form', 'from')).to.equal('swap')
    expect(slipBetween('letter', 'leter')).to.equal('drop')
    expect(slipBetween('later', 'latter')).to.equal('double')
    expect(slipBetween('cat', 'cast')).to.equal('add')
    expect(slipBetween('cat', 'cut')).to.equal('replace')
    expect(slipBetween('cat', 'dog')).to.equal(undefined)
    expect(slipBetween('cat', 'cat')).to.equal(undefined)
  })
})
