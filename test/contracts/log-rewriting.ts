import { expect } from 'chai'
import type {
  ConversationLog,
  ConversationRows,
  CustomerIndex,
  Deliveries,
  Erasures,
  LogRewriting,
  OwedIndex,
} from '../../conversation/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'
import { rowOf, SAMPLE_TIME, sampleCommit, sampleRow } from './samples.ts'

interface RewritingPorts {
  log: ConversationLog & OwedIndex
  rows: ConversationRows
  deliveries: Deliveries
  rewriting: LogRewriting
}

export function describeLogRewritingContract(name: string, open: Open<RewritingPorts>): void {
  describe(`log rewriting · ${name}`, () => {
    let store: Opened<RewritingPorts>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    /** Versions 1 to 4 of `c`, each with a key, owed work and a delivery; and one commit of `other`. */
    async function fourCommits() {
      const commits = [1, 2, 3, 4].map((version) => sampleCommit('c', version, { extraKeys: [`key-${version}`], owed: ['turn'] }))
      const other = sampleCommit('other', 1, { extraKeys: ['key-1'] })
      for (const commit of [...commits, other]) await store.log.append(commit, rowOf(commit))
      await store.idle?.()
      for (const { conversationId, version } of [...commits, other]) {
        const sent = { destination: 'msteams', state: 'sent', attempts: 1, channelActivityId: null, at: SAMPLE_TIME } as const
        await store.deliveries.put({ conversationId, entryId: `${version}-0`, ...sent })
      }
      return { commits, other }
    }

    it('replaces events and state, and nothing else', async () => {
      const { commits, other } = await fourCommits()
      const blanked = commits.slice(0, 2).map((commit) => ({ ...commit, events: [], state: { ...commit.state, recent: [] } }))
      await store.rewriting.rewrite(blanked, rowOf(commits[3]!))
      expect(await store.log.read('c', 0, 10)).deep.equal([...blanked, ...commits.slice(2)])
      expect(await store.log.findByKey('c', 'key-1')).deep.equal(blanked[0])
      expect(await store.log.head('other')).deep.equal(other)
      expect(await store.log.oldest(10, SAMPLE_TIME * 2)).lengthOf(4)
    })

    it('writes the row of the same version anew, never over a newer one', async () => {
      const { commits } = await fourCommits()
      await store.rewriting.rewrite([], { ...rowOf(commits[3]!), lastText: '' })
      expect((await store.rows.get('c'))?.lastText).equal('')
      await store.rewriting.rewrite([], { ...rowOf(commits[0]!), lastText: 'old' })
      expect((await store.rows.get('c'))?.lastText).equal('')
    })

    it('makes no commit that is not there, and touches none of another id', async () => {
      const { commits } = await fourCommits()
      const strangers = [sampleCommit('c', 9), sampleCommit('c', 2), sampleCommit('nobody', 1)]
      await store.rewriting.rewrite(strangers, rowOf(commits[3]!))
      expect(await store.log.read('c', 0, 10)).deep.equal(commits)
      expect(await store.log.head('nobody')).equal(undefined)
    })

    it('cuts a prefix with its keys, owed work and deliveries', async () => {
      const { commits, other } = await fourCommits()
      await store.rewriting.cutBefore('c', 3)
      await store.rewriting.cutBefore('c', 3)
      expect(await store.log.read('c', 0, 10)).deep.equal(commits.slice(2))
      expect(await store.log.findByKey('c', 'key-2')).equal(undefined)
      expect(await store.log.findByKey('c', 'key-3')).deep.equal(commits[2])
      expect((await store.log.oldest(10, SAMPLE_TIME * 2)).map(({ version }) => version)).deep.equal([3, 4])
      const left = await store.deliveries.of('c', ['1-0', '2-0', '3-0', '4-0'])
      expect(left.map(({ entryId }) => entryId)).have.members(['3-0', '4-0'])
      expect(await store.log.findByKey('other', 'key-1')).deep.equal(other)
      expect(await store.deliveries.of('other', ['1-0'])).lengthOf(1)
    })

    it('goes on from what is left', async () => {
      await fourCommits()
      await store.rewriting.cutBefore('c', 4)
      const next = sampleCommit('c', 5, { extraKeys: ['key-1'] })
      expect(await store.log.append(next, rowOf(next))).deep.equal({ kind: 'ok' })
      await store.rewriting.scrub()
      await store.idle?.()
      expect((await store.log.read('c', 0, 10)).map(({ version }) => version)).deep.equal([4, 5])
    })
  })
}

export function describeCustomersContract(name: string, open: Open<{ rows: ConversationRows; customers: CustomerIndex }>): void {
  describe(`customers · ${name}`, () => {
    let store: Opened<{ rows: ConversationRows; customers: CustomerIndex }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('have all their conversations, and nobody else the same', async () => {
      for (const [id, customerKey] of [
        ['web', 'ada'],
        ['teams', 'ada'],
        ['slack', 'bob'],
      ] as const) {
        await store.rows.put(sampleRow(id, { customerKey }))
      }
      expect(await store.customers.conversationsOf('ada')).have.members(['web', 'teams'])
      expect(await store.customers.conversationsOf('bob')).deep.equal(['slack'])
      expect(await store.customers.conversationsOf('')).deep.equal([])
    })
  })
}

export function describeErasuresContract(name: string, open: Open<{ erasures: Erasures }>): void {
  describe(`erasures · ${name}`, () => {
    let store: Opened<{ erasures: Erasures }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('are remembered once each, with the time of the last', async () => {
      expect(await store.erasures.all()).deep.equal([])
      await store.erasures.add('bob', 5)
      await store.erasures.add('ada', 7)
      await store.erasures.add('ada', 9)
      await store.erasures.add('ada', 8)
      expect(await store.erasures.all()).deep.equal([
        { customerKey: 'ada', at: 9 },
        { customerKey: 'bob', at: 5 },
      ])
    })
  })
}
