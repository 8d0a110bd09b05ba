import { expect } from 'chai'
import type { ConversationRow, ConversationRows } from '../../conversation/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'
import { SAMPLE_TIME, sampleHandoff, sampleRow } from './samples.ts'

interface Ports {
  rows: ConversationRows
}

export function describeConversationRowsContract(name: string, open: Open<Ports>): void {
  describe(`conversation rows · ${name}`, () => {
    let store: Opened<Ports>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    const put = async (...rows: ConversationRow[]) => {
      await Promise.all(rows.map((row) => store.rows.put(row)))
    }

    it('gives back what was put', async () => {
      const row = sampleRow('a', {
        handoff: sampleHandoff('a', { claimedBy: 'rosa' }),
        owner: { kind: 'human', agentId: 'rosa' },
      })
      await put(row)
      expect(await store.rows.get('a')).deep.equal(row)
      expect(await store.rows.get('b')).equal(undefined)
    })

    it('is never written over a newer version', async () => {
      await put(sampleRow('a', { version: 3, lastText: 'new' }))
      await put(sampleRow('a', { version: 2, lastText: 'old' }))
      expect((await store.rows.get('a'))?.lastText).equal('new')
      await put(sampleRow('a', { version: 3, lastText: 'rebuilt' }))
      expect((await store.rows.get('a'))?.lastText).equal('rebuilt')
    })

    it('keeps the newest of many written at once', async () => {
      await put(...[4, 1, 9, 3, 8, 2].map((version) => sampleRow('a', { version })))
      expect((await store.rows.get('a'))?.version).equal(9)
    })

    it('lists who waits: urgent first, then who has waited longest', async () => {
      const waiting = (id: string, priority: 'urgent' | 'high' | 'normal' | 'low', queuedAt: number) =>
        sampleRow(id, { handoff: sampleHandoff(id, { priority, queuedAt: SAMPLE_TIME + queuedAt }) })
      await put(
        waiting('low', 'low', 1),
        waiting('normal-late', 'normal', 5),
        waiting('high', 'high', 9),
        waiting('normal-early', 'normal', 2),
        waiting('urgent', 'urgent', 10),
        sampleRow('claimed', { handoff: sampleHandoff('claimed', { claimedBy: 'rosa' }) }),
        sampleRow('with-the-bot'),
      )
      const everyone = ['urgent', 'high', 'normal-early', 'normal-late', 'low']
      expect(idsOf(await store.rows.waiting(10))).deep.equal(everyone)
      expect(idsOf(await store.rows.waiting(2))).deep.equal(everyone.slice(0, 2))
    })

    it('forgets a wait that has ended', async () => {
      await put(sampleRow('a', { handoff: sampleHandoff('a') }))
      await put(sampleRow('a', { version: 2, handoff: null }))
      expect(await store.rows.waiting(10)).deep.equal([])
    })

    it('lists the newest activity first, page by page', async () => {
      await put(...[1, 2, 3, 4].map((n) => sampleRow(`at-${n}`, { lastActivityAt: SAMPLE_TIME + n })))
      expect(idsOf(await store.rows.list({ limit: 2 }))).deep.equal(['at-4', 'at-3'])
      const before = { lastActivityAt: SAMPLE_TIME + 3, conversationId: 'at-3' }
      expect(idsOf(await store.rows.list({ limit: 9, before }))).deep.equal(['at-2', 'at-1'])
      expect(idsOf(await store.rows.list({ limit: 9, before: { ...before, conversationId: '' } }))).deep.equal(['at-2', 'at-1'])
    })

    it('skips no row and tells none twice where a page ends among rows of one millisecond', async () => {
      const moment = { handoff: sampleHandoff('x', { claimedBy: 'rosa' }), lastActivityAt: SAMPLE_TIME }
      const ids = ['A', 'b', 'C', 'd', 'e', '-f', '_g']
      await put(sampleRow('newer', { ...moment, lastActivityAt: SAMPLE_TIME + 1 }), ...ids.map((id) => sampleRow(id, moment)))
      await put(sampleRow('older', { ...moment, lastActivityAt: SAMPLE_TIME - 1 }))
      for (const filter of [{}, { withHandoff: true }, { claimedBy: 'rosa' }]) {
        const listed: ConversationRow[] = []
        for (let before: ConversationRow | undefined; ; before = listed.at(-1)) {
          const page = await store.rows.list({ ...filter, limit: 2, ...(before && { before }) })
          listed.push(...page)
          if (page.length === 0) break
        }
        expect(idsOf(listed)).deep.equal(['newer', 'e', 'd', 'b', '_g', 'C', 'A', '-f', 'older'])
      }
    })

    it('limits a list to handoffs, or to those of one agent', async () => {
      await put(
        sampleRow('bot', { lastActivityAt: SAMPLE_TIME + 4 }),
        sampleRow('waits', { lastActivityAt: SAMPLE_TIME + 1, handoff: sampleHandoff('waits') }),
        sampleRow('rosas', { lastActivityAt: SAMPLE_TIME + 3, handoff: sampleHandoff('rosas', { claimedBy: 'rosa' }) }),
        sampleRow('rosas-too', { lastActivityAt: SAMPLE_TIME + 2, handoff: sampleHandoff('rosas-too', { claimedBy: 'rosa' }) }),
        sampleRow('emils', { lastActivityAt: SAMPLE_TIME + 5, handoff: sampleHandoff('emils', { claimedBy: 'emil' }) }),
      )
      expect(idsOf(await store.rows.list({ withHandoff: true, limit: 9 }))).deep.equal(['emils', 'rosas', 'rosas-too', 'waits'])
      expect(idsOf(await store.rows.list({ claimedBy: 'rosa', limit: 9 }))).deep.equal(['rosas', 'rosas-too'])
      const before = { lastActivityAt: SAMPLE_TIME + 3, conversationId: 'rosas' }
      expect(idsOf(await store.rows.list({ claimedBy: 'rosa', before, limit: 9 }))).deep.equal(['rosas-too'])
      expect(idsOf(await store.rows.list({ claimedBy: 'nobody', limit: 9 }))).deep.equal([])
    })

    it('finds what is due, the longest overdue first', async () => {
      await put(
        sampleRow('never'),
        sampleRow('later', { nextDueAt: SAMPLE_TIME + 11 }),
        sampleRow('now', { nextDueAt: SAMPLE_TIME + 10 }),
        sampleRow('long-ago', { nextDueAt: SAMPLE_TIME + 1 }),
      )
      expect(idsOf(await store.rows.due(SAMPLE_TIME + 10, 9))).deep.equal(['long-ago', 'now'])
      expect(idsOf(await store.rows.due(SAMPLE_TIME + 10, 1))).deep.equal(['long-ago'])
    })
  })
}

function idsOf(rows: ConversationRow[]): string[] {
  return rows.map(({ conversationId }) => conversationId)
}
