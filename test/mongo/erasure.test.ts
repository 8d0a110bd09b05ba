import { expect } from 'chai'
import { eraseEverybody } from '../torture/erasure.ts'

describe('customers who are erased from MongoDB', () => {
  it('leave no word behind in anything that queries return', async function () {
    this.timeout(120_000)
    expect(await eraseEverybody({ n: 5, store: 'mongo' })).to.include({ attempted: 5, lost: 0, violations: 0 })
  })
})
