import { expect } from 'chai'
import { kills } from '../torture/kills.ts'

/** The small, fixed part of `npm run torture -- --only kills --store mongo`. */
describe('nodes and their MongoDB server killed with -9', () => {
  it('under load: the living go on by themselves, nothing is lost, doubled or left unanswered', async function () {
    this.timeout(300_000)
    const { killed, ...counts } = await kills.run({ n: 4, seed: 6, store: 'mongo', givenMongo: undefined })
    expect(killed?.node, 'a node').not.to.be.empty
    expect(killed?.server, 'the server').not.to.be.empty
    expect(counts).to.include({ lost: 0, duplicated: 0, outOfOrder: 0, stuck: 0 })
    expect(counts.acknowledged).to.equal(counts.attempted).and.to.be.above(0)
  })
})
