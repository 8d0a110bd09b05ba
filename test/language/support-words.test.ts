import { expect } from 'chai'
import { stem } from '../../language/stem.ts'
import { sayingTheSame } from '../../language/support-words.ts'

describe('sayingTheSame', () => {
  it('finds other words of the same language', () => {
    expect(sayingTheSame(stem('parcel', 'en'), 'en', 'en'))
      .to.include(stem('package', 'en'))
      .and.not.include(stem('parcel', 'en'))
  })

  it('crosses languages, whatever the form and the region', () => {
    expect(sayingTheSame(stem('rückerstattungen', 'de'), 'de', 'en')).to.include(stem('refund', 'en'))
    expect(sayingTheSame(stem('reembolsos', 'pt'), 'pt-BR', 'en')).to.include(stem('refund', 'en'))
    expect(sayingTheSame(stem('remboursement', 'fr'), 'fr', 'es')).to.include(stem('reembolso', 'es'))
  })

  it('says nothing of words and languages it does not know', () => {
    expect(sayingTheSame('xylophon', 'en', 'de')).to.have.property('size', 0)
    expect(sayingTheSame('注文', 'ja', 'en')).to.have.property('size', 0)
  })
})
