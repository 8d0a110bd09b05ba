import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNode } from '../../bench/speed/node.ts'
import { newCustomer } from '../torture/customer.ts'

/** The small, fixed part of `npm run torture -- --only kills`. */
describe('a process killed with -9', () => {
  it('between a message and its answer: the next one answers it, once, and the conversation goes on', async function () {
    this.timeout(60_000)
    const dataDir = mkdtempSync(join(tmpdir(), 'warmline-kill-'))
    let node = await startNode({ dataDir })
    const customer = await newCustomer(node.base, 'k')
    for (let round = 0; round < 2; round++) {
      const cut = customer.talk(node.base, { over: false })
      await customer.acknowledged(3)
      await node.stop()
      await cut
      node = await startNode({ dataDir })
      await customer.sayAgainWhatWasNotAcknowledged(node.base)
    }
    const counts = await customer.check(node.base, 10_000)
    await node.stop()
    rmSync(dataDir, { recursive: true })
    expect(counts.acknowledged).to.equal(counts.attempted)
    expect(counts).to.include({ lost: 0, duplicated: 0, outOfOrder: 0, stuck: 0 })
  })
})
