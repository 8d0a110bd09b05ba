import { expect } from 'chai'
import { Sections } from '../../knowledge/sections.ts'

describe('Sections', () => {
  function withTitles(...all: [section: string, title: string][]): Sections {
    const sections = new Sections()
    for (const [at, [section, title]] of all.entries()) sections.add(section, 'en', at, title)
    return sections
  }

  it('are alike when most are asked the same', () => {
    const hotels = withTitles(
      ['Alexander House', 'Is there parking at Alexander House?'],
      ['Gonville Hotel', 'Is there parking at Gonville Hotel?'],
      ['Gonville Hotel', 'Are dogs allowed?'],
    )
    expect(hotels.areAlike).to.equal(true)
    hotels.remove('Alexander House', 0)
    expect(hotels.areAlike).to.equal(false)
  })

  it('are not in a help centre, also when one title repeats', () => {
    const shop = withTitles(
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((title): [string, string] => ['Orders', `Order ${title}`]),
      ['Returns', 'Contact us'],
      ['Help', 'Contact us'],
    )
    expect(shop.areAlike).to.equal(false)
  })

  it('removing what is not there changes nothing', () => {
    const sections = withTitles(['Orders', 'Track an order'])
    sections.remove('Orders', 7)
    sections.remove('Returns', 0)
    expect([...sections.documentsOf('Orders')]).to.deep.equal([0])
  })
})
