import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import { jsonDepth } from '../../bot/json-depth.ts'
import { addressOf, isLoopback } from '../../bot/peer.ts'
import { createRateLimit } from '../../bot/rate-limit.ts'

function from(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

describe('a rate limit', () => {
  it('lets a burst through, then what flows back, each key for itself', () => {
    const clock = { time: 0, now: () => clock.time }
    const limit = createRateLimit({ burst: 2, perMinute: 60 }, clock)
    expect([1, 2, 3].map(() => limit.take('a').kind)).to.deep.equal(['taken', 'taken', 'empty'])
    expect(limit.take('a')).to.deep.equal({ kind: 'empty', retryAfterSeconds: 1 })
    expect(limit.take('b').kind).to.equal('taken')
    clock.time = 1000
    expect([1, 2].map(() => limit.take('a').kind)).to.deep.equal(['taken', 'empty'])
    clock.time = 3600_000
    expect([1, 2, 3].map(() => limit.take('a').kind)).to.deep.equal(['taken', 'taken', 'empty'])
    clock.time = 0
    expect(limit.take('a').kind, 'a clock that goes back gives nothing').to.equal('empty')
  })

  it('forgets who was away for longest when there are too many', () => {
    const limit = createRateLimit({ burst: 1, perMinute: 1 }, { now: () => 0 })
    limit.take('first')
    for (let n = 0; n < 50_000; n++) limit.take(`address ${n}`)
    expect(limit.take('first').kind).to.equal('taken')
    expect(limit.take('address 49999').kind).to.equal('empty')
  })
})

describe('who a request comes from', () => {
  it('is the peer, or what our own proxy says', () => {
    const forwarded = { 'x-forwarded-for': 'liar, 203.0.113.7' }
    expect(addressOf(from('10.0.0.1', forwarded), false)).to.equal('10.0.0.1')
    expect(addressOf(from('10.0.0.1', forwarded), true)).to.equal('203.0.113.7')
    expect(addressOf(from('10.0.0.1'), true)).to.equal('10.0.0.1')
    expect(addressOf(from('::ffff:10.0.0.1'), false)).to.equal('10.0.0.1')
    expect(addressOf(from('2001:db8:1:2:3:4:5:6'), false)).to.equal('2001:db8:1:2')
  })

  it('is this machine only without anybody in between', () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
      expect(isLoopback(from(address)), address).to.equal(true)
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', '128.0.0.1', ''])
      expect(isLoopback(from(address)), address).to.equal(false)
    expect(isLoopback(from('127.0.0.1', { forwarded: 'for=127.0.0.1' }))).to.equal(false)
    expect(isLoopback(from('127.0.0.1', { 'x-forwarded-for': '' }))).to.equal(false)
  })
})

describe('the depth of a JSON text', () => {
  it('counts brackets, not those inside strings', () => {
    expect(jsonDepth('7')).to.equal(0)
    expect(jsonDepth('{"a":[{}]}')).to.equal(3)
    expect(jsonDepth('["[[[\\"[[["]')).to.equal(1)
  })
})
