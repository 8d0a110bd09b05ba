import { expect } from 'chai'
import { createStoreClock, offsetOf } from '../../../providers/mongo/store-clock.ts'

describe('MongoDB store clock', () => {
  it('trusts the quickest answer', () => {
    const slow = { asked: 1000, server: 9000, answered: 3000 }
    const quick = { asked: 3000, server: 4005, answered: 3010 }
    expect(offsetOf([slow, quick])).equal(1000)
    expect(offsetOf([])).equal(0)
  })

  it("is the server's time once measured, and follows it when measured again", async () => {
    let local = 100_000
    let ahead = 1500
    const clock = createStoreClock(
      async () => local + ahead,
      () => local,
    )
    expect(clock.now()).equal(100_000)
    await clock.measure()
    expect({ now: clock.now(), offset: clock.offsetMs() }).deep.equal({ now: 101_500, offset: 1500 })
    local += 60_000
    ahead = -20
    await clock.measure()
    expect({ now: clock.now(), offset: clock.offsetMs() }).deep.equal({ now: 159_980, offset: -20 })
  })

  it('keeps the last offset when the server does not answer', async () => {
    const answers = [() => Promise.resolve(7000), () => Promise.reject(new Error('gone'))]
    let answer = answers[0]!
    const clock = createStoreClock(
      () => answer(),
      () => 5000,
    )
    await clock.measure()
    answer = answers[1]!
    const [second] = await Promise.allSettled([clock.measure()])
    expect(second.status).equal('rejected')
    expect(clock.offsetMs()).equal(2000)
  })
})
