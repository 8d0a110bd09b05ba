import { expect } from 'chai'
import type { DeskRow } from '../../bot/api/desk.ts'
import { riskOf } from '../../web/desk/risk.ts'
import { isElsewhere, rowsIn, upsert } from '../../web/desk/rows.ts'

const MINUTE = 60_000

function row(
  conversationId: string,
  version: number,
  more: Partial<DeskRow> & { queuedAt?: number; priority?: 'high' | 'normal' } = {},
): DeskRow {
  const { queuedAt, priority = 'normal', ...rest } = more
  return {
    conversationId,
    version,
    epoch: 1,
    owner: { kind: 'queue' },
    channel: 'directline',
    language: 'en',
    customerName: null,
    lastText: '',
    lastActivityAt: 0,
    handoff:
      queuedAt === undefined
        ? null
        : {
            id: `${conversationId}.h1`,
            conversationId,
            state: 'queued',
            reason: 'customer_request',
            epoch: 1,
            queuedAt,
            priority,
            queue: 'support',
            wentOn: false,
            contactLeft: false,
          },
    ...rest,
  }
}

describe('the desk’s lists', () => {
  it('keep the newest version of a row, whatever order they come in', () => {
    const rows = upsert(upsert(new Map(), [row('a', 3, { lastText: 'new' })]), [row('a', 2, { lastText: 'old' })])
    expect(rows.get('a')?.lastText).to.equal('new')
  })

  it('have the urgent and the longest wait on top', () => {
    const rows = upsert(new Map(), [
      row('late', 1, { queuedAt: 2 }),
      row('first', 1, { queuedAt: 1 }),
      row('high', 1, { queuedAt: 3, priority: 'high' }),
    ])
    expect(rowsIn('waiting', rows, 'me').map((item) => item.conversationId)).to.deep.equal(['high', 'first', 'late'])
  })

  it('have what waits at another desk at the end, until one of us takes it', () => {
    const there = (queuedAt: number, claimedBy?: string): DeskRow => {
      const one = row(`there-${queuedAt}`, 1, { queuedAt, priority: 'high' })
      return { ...one, handoff: one.handoff && { ...one.handoff, queue: 'other-desk', ...(claimedBy ? { claimedBy } : {}) } }
    }
    const rows = upsert(new Map(), [there(1), row('ours', 1, { queuedAt: 2 })])
    expect(rowsIn('waiting', rows, 'me').map((item) => item.conversationId)).to.deep.equal(['ours', 'there-1'])
    expect([there(1), there(1, 'other-desk'), there(1, 'me')].map(isElsewhere)).to.deep.equal([true, true, false])
  })

  it('show as mine only what I hold, the newest words on top', () => {
    const mine = (id: string, lastActivityAt: number): DeskRow =>
      row(id, 1, { lastActivityAt, owner: { kind: 'human', agentId: 'me' } })
    const rows = upsert(new Map(), [
      mine('a', 1),
      mine('b', 2),
      row('c', 1, { owner: { kind: 'human', agentId: 'other' } }),
      row('d', 1),
    ])
    expect(rowsIn('mine', rows, 'me').map((item) => item.conversationId)).to.deep.equal(['b', 'a'])
    expect(rowsIn('all', rows, 'me')).to.have.length(4)
  })

  it('tell how a wait stands by its priority', () => {
    expect(riskOf({ priority: 'normal', queuedAt: 0 }, 2 * MINUTE)).to.equal('in_time')
    expect(riskOf({ priority: 'normal', queuedAt: 0 }, 4 * MINUTE)).to.equal('soon')
    expect(riskOf({ priority: 'normal', queuedAt: 0 }, 5 * MINUTE)).to.equal('late')
    expect(riskOf({ priority: 'urgent', queuedAt: 0 }, MINUTE)).to.equal('late')
  })
})
