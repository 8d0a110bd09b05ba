import { expect } from 'chai'
import fc from 'fast-check'
import { VectorRows } from '../../language/vector-rows.ts'

const LENGTH = 7
const vector = fc
  .array(fc.integer({ min: -8, max: 8 }), { minLength: LENGTH, maxLength: LENGTH })
  .map((figures) => Float32Array.from(figures))

describe('VectorRows', () => {
  it('holds what was last put in each row, whatever the order', () => {
    const put = fc.tuple(fc.nat({ max: 20 }), fc.option(vector, { nil: undefined }))
    fc.assert(
      fc.property(fc.array(put, { minLength: 1 }), vector, (puts, asked) => {
        const rows = new VectorRows()
        for (const [row, figures] of puts) rows.put(row, figures)
        for (const [row, figures] of new Map(puts)) {
          const product = asked.reduce((sum, value, at) => sum + value * (figures?.[at] ?? 0), 0)
          expect(rows.likeness(asked, row) + 0).to.equal(product + 0)
        }
      }),
    )
  })
})
