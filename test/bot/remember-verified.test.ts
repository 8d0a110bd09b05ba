import { expect } from 'chai'
import { rememberVerified } from '../../bot/channels/direct-line/remember-verified.ts'
import type { Verified } from '../../bot/channels/direct-line/tokens.ts'

describe('a token checked once', () => {
  const session = { conversationId: 'c', userId: 'dl_u', startedAt: 0 }

  it('is good until it expires, and not a moment longer', async () => {
    const clock = { time: 0, now: () => clock.time }
    let checks = 0
    const verify = rememberVerified(async () => {
      checks++
      return clock.time < 100 ? { kind: 'valid', session, expiresAt: 100 } : { kind: 'expired' }
    }, clock)
    for (clock.time = 0; clock.time < 100; clock.time += 10) expect((await verify('t')).kind).to.equal('valid')
    expect(checks).to.equal(1)
    expect((await verify('t')).kind).to.equal('expired')
    expect(checks).to.equal(2)
  })

  it('lends its goodness to no other, and badness is not remembered', async () => {
    const answers: Verified[] = [{ kind: 'invalid' }, { kind: 'valid', session, expiresAt: 100 }, { kind: 'invalid' }]
    const verify = rememberVerified(async () => answers.shift() ?? { kind: 'invalid' }, { now: () => 0 })
    expect((await verify('t')).kind).to.equal('invalid')
    expect((await verify('t')).kind).to.equal('valid')
    expect((await verify('t ')).kind).to.equal('invalid')
    expect((await verify('t')).kind).to.equal('valid')
  })
})
