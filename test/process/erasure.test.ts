import { expect } from 'chai'
import { eraseEverybody } from '../torture/erasure.ts'

/** The small, fixed part of `npm run torture -- --only erasure`. */
describe('customers who are erased beside the running server', function () {
  this.timeout(120_000)

  it('leave no word behind, in files, rows, logs or a backup, and change no figure', async () => {
    expect(await eraseEverybody({ n: 5, store: 'sqlite' })).to.deep.equal({
      ...{ attempted: 5, acknowledged: 5, lost: 0, violations: 0 },
    })
  })

  it('would be found where the log is not rewritten', async () => {
    const { violations } = await eraseEverybody({ n: 2, store: 'sqlite' }, (store) => ({
      ...store,
      rewriting: { ...store.rewriting, rewrite: async () => undefined },
    }))
    expect(violations).to.be.above(0)
  })
})
