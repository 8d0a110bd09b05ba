import { expect } from 'chai'
import { TermTable } from '../../knowledge/term-table.ts'

describe('TermTable', () => {
  it('knows what it was given and nothing of the terms before, between and after', () => {
    const table = new TermTable(
      new Map([
        [3, 'three'],
        [0, 'zero'],
      ]),
    )
    expect([-1, 0, 1, 2, 3, 4].map((term) => table.get(term))).to.deep.equal([
      undefined,
      'zero',
      undefined,
      undefined,
      'three',
      undefined,
    ])
    expect(new TermTable(new Map()).get(0)).to.equal(undefined)
  })
})
