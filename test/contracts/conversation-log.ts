import { expect } from 'chai'
import fc from 'fast-check'
import type { Commit, ConversationLog, ConversationRows, LogWalk, OwedIndex } from '../../conversation/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'
import { rowOf, sampleCommit } from './samples.ts'

interface Ports {
  log: ConversationLog & OwedIndex
  logWalk: LogWalk
  rows: ConversationRows
}

export function describeConversationLogContract(name: string, open: Open<Ports>): void {
  describe(`conversation log · ${name}`, () => {
    let store: Opened<Ports>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    const append = (commit: Commit) => store.log.append(commit, rowOf(commit))
    const idle = async () => store.idle?.()
    const everyCommit = (conversationId: string) => store.log.read(conversationId, 0, 1000)

    it('has nothing before the first append', async () => {
      expect(await store.log.head('nobody')).equal(undefined)
      expect(await store.log.read('nobody', 0, 10)).deep.equal([])
      expect(await store.log.findByKey('nobody', 'key')).equal(undefined)
    })

    it('gives back what was appended, to the byte', async () => {
      const commit = sampleCommit('c', 1, { owed: ['turn', 'outbox'], outbox: [outboxEntry] })
      expect(await append(commit)).deep.equal({ kind: 'ok' })
      await idle()
      expect(await store.log.head('c')).deep.equal(commit)
    })

    it('keeps what the commit was when it was appended', async () => {
      const commit = sampleCommit('c', 1)
      const before = structuredClone(commit)
      const appended = append(commit)
      commit.events.length = 0
      commit.state.language = 'de'
      await appended
      await idle()
      expect(await store.log.head('c')).deep.equal(before)
    })

    it('reads in order, after a version, at most as many as asked', async () => {
      for (const version of [1, 2, 3, 10, 11]) await append(sampleCommit('c', version))
      await append(sampleCommit('d', 1))
      expect((await store.log.read('c', 1, 3)).map(({ version }) => version)).deep.equal([2, 3, 10])
      expect((await store.log.read('c', 10, 3)).map(({ version }) => version)).deep.equal([11])
      expect((await store.log.head('c'))?.version).equal(11)
    })

    it('answers conflict when the version is taken, and changes nothing', async () => {
      const first = sampleCommit('c', 1)
      await append(first)
      expect(await append(sampleCommit('c', 1))).deep.equal({ kind: 'conflict' })
      await idle()
      expect(await everyCommit('c')).deep.equal([first])
    })

    it('lets one of many win a version', async () => {
      for (let version = 1; version <= 5; version++) {
        const racers = Array.from({ length: 20 }, () => sampleCommit('c', version))
        const outcomes = await Promise.all(racers.map(append))
        const winners = racers.filter((_, index) => outcomes[index]?.kind === 'ok')
        expect(winners).lengthOf(1)
        expect(outcomes.filter(({ kind }) => kind === 'conflict')).lengthOf(19)
        await idle()
        expect(await store.log.head('c')).deep.equal(winners[0])
      }
    })

    it('answers duplicate with the commit that holds the key, at any version', async () => {
      const first = sampleCommit('c', 1, { extraKeys: ['activity'] })
      await append(first)
      await idle()
      for (const version of [1, 2]) {
        const again = sampleCommit('c', version, { extraKeys: ['other', 'activity'] })
        expect(await append(again)).deep.equal({ kind: 'duplicate', commit: first })
      }
      expect(await everyCommit('c')).deep.equal([first])
      expect(await store.log.findByKey('c', 'other')).equal(undefined)
    })

    it('lets one of many win a key, whatever their versions', async () => {
      const racers = Array.from({ length: 10 }, (_, index) => sampleCommit('c', 1 + (index % 3), { extraKeys: ['activity'] }))
      const outcomes = await Promise.all(racers.map(append))
      const winner = racers.find((_, index) => outcomes[index]?.kind === 'ok')
      await idle()
      expect(await everyCommit('c')).deep.equal([winner])
      const losers = outcomes.flatMap((outcome) => (outcome.kind === 'duplicate' ? [outcome.commit.commitId] : []))
      expect(losers).deep.equal(Array.from({ length: 9 }, () => winner?.commitId))
    })

    it('takes the same key in another conversation', async () => {
      await append(sampleCommit('c', 1, { extraKeys: ['activity'] }))
      expect(await append(sampleCommit('d', 1, { extraKeys: ['activity'] }))).deep.equal({ kind: 'ok' })
    })

    it('answers ok when the same commit comes again after a lost answer', async () => {
      const commit = sampleCommit('c', 1, { extraKeys: ['activity'] })
      expect(await Promise.all([append(commit), append(commit)])).deep.equal([{ kind: 'ok' }, { kind: 'ok' }])
      await append(sampleCommit('c', 2))
      expect(await append(commit)).deep.equal({ kind: 'ok' })
      await idle()
      expect((await everyCommit('c')).map(({ version }) => version)).deep.equal([1, 2])
      expect((await store.rows.get('c'))?.version).equal(2)
    })

    it('finds a commit by each of its keys, its own id among them', async () => {
      const commit = sampleCommit('c', 1, { extraKeys: ['a', 'b'] })
      await append(commit)
      await idle()
      for (const key of [commit.commitId, 'a', 'b']) expect(await store.log.findByKey('c', key)).deep.equal(commit)
      expect(await store.log.findByKey('d', 'a')).equal(undefined)
    })

    it('writes the row with the commit, and never the row of a commit that lost', async () => {
      const first = sampleCommit('c', 1)
      const loser = sampleCommit('c', 1, { state: { ...first.state, language: 'de' } })
      await append(first)
      await append(loser)
      await idle()
      expect(await store.rows.get('c')).deep.equal(rowOf(first))
    })

    it('keeps the newest row when appends overlap', async () => {
      const commits = Array.from({ length: 20 }, (_, index) => sampleCommit('c', index + 1))
      await Promise.all(commits.map(append))
      await idle()
      expect(await store.rows.get('c')).deep.equal(rowOf(commits[19]!))
    })

    it('settles one item and leaves the rest of the commit as it was', async () => {
      const commit = sampleCommit('c', 1, { owed: ['turn', 'outbox'] })
      await append(commit)
      await idle()
      await store.log.settle('c', 1, 'turn')
      expect(await store.log.head('c')).deep.equal({ ...commit, owed: ['outbox'] })
      await store.log.settle('c', 1, 'turn')
      await store.log.settle('c', 1, 'outbox')
      expect(await store.log.head('c')).deep.equal({ ...commit, owed: [] })
    })

    it('settles nothing where nothing is owed', async () => {
      const commit = sampleCommit('c', 1)
      await append(commit)
      await idle()
      await store.log.settle('c', 1, 'turn')
      await store.log.settle('c', 7, 'turn')
      expect(await everyCommit('c')).deep.equal([commit])
    })

    it('finds what is owed, the oldest first', async () => {
      await append(sampleCommit('late', 1, { at: 3000, owed: ['turn'] }))
      await append(sampleCommit('early', 1, { at: 1000, owed: ['turn', 'outbox'] }))
      await append(sampleCommit('early', 2, { at: 2000, owed: ['outbox'] }))
      await append(sampleCommit('nothing', 1, { at: 500 }))
      await idle()
      expect(await store.log.oldest(10, 3001)).deep.equal([
        { conversationId: 'early', version: 1, owed: ['turn', 'outbox'] },
        { conversationId: 'early', version: 2, owed: ['outbox'] },
        { conversationId: 'late', version: 1, owed: ['turn'] },
      ])
      expect((await store.log.oldest(1, 3001)).map(({ version }) => version)).deep.equal([1])
      expect(await store.log.firstOwing('early')).equal(1)
      expect(await store.log.firstOwing('nobody')).equal(undefined)
      expect((await store.log.oldest(10, 3000)).map(({ conversationId }) => conversationId)).deep.equal(['early', 'early'])
    })

    it('forgets what is settled, item by item', async () => {
      await append(sampleCommit('c', 1, { at: 1000, owed: ['turn', 'outbox'] }))
      await idle()
      await store.log.settle('c', 1, 'outbox')
      expect(await store.log.oldest(10, 2000)).deep.equal([{ conversationId: 'c', version: 1, owed: ['turn'] }])
      await store.log.settle('c', 1, 'turn')
      expect(await store.log.oldest(10, 2000)).deep.equal([])
    })

    it('walks over the newest commit of every conversation, page by page', async () => {
      for (const [conversationId, versions] of [
        ['b', 3],
        ['a-_9', 1],
        ['Z', 12],
      ] as const) {
        for (let version = 1; version <= versions; version++) await append(sampleCommit(conversationId, version))
      }
      const first = await store.logWalk.heads(undefined, 2)
      const second = await store.logWalk.heads(first.at(-1)?.conversationId, 2)
      const seen = [...first, ...second].map(({ conversationId, version }) => [conversationId, version])
      expect(seen).deep.equal([
        ['b', 3],
        ['a-_9', 1],
        ['Z', 12],
      ])
      expect(await store.logWalk.heads('Z', 2)).deep.equal([])
    })

    it('answers as a list of commits with two unique indexes would', async () => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await answersAsTheModel(store.log, `walk-${++run}`, steps)
        }),
        { numRuns: 25, seed: 20_240_229 },
      )
    })
  })
}

const outboxEntry = { id: '1-1', destination: 'msteams', event: 1, speaker: 'notice', epoch: 0 } as const

/** Append at head + offset with a key of a small set, or an earlier attempt once more. */
const step = fc.oneof(
  fc.record({ offset: fc.integer({ min: 0, max: 1 }), key: fc.constantFrom('a', 'b', 'c', 'd', undefined) }),
  fc.record({ again: fc.nat({ max: 11 }) }),
)
type Step = { offset: number; key: string | undefined } | { again: number }

async function answersAsTheModel(log: ConversationLog, conversationId: string, steps: Step[]): Promise<void> {
  const kept: Commit[] = []
  const tried: Commit[] = []
  for (const next of steps) {
    const commit = 'again' in next ? tried[next.again] : attempt(conversationId, kept, next)
    if (!commit) continue
    tried.push(commit)
    const outcome = await log.append(commit, rowOf(commit))
    expect({ kind: outcome.kind, by: outcome.kind === 'duplicate' ? outcome.commit.commitId : undefined }).deep.equal(
      modelAppend(kept, commit),
    )
  }
  expect((await log.read(conversationId, 0, 100)).map(({ commitId }) => commitId)).deep.equal(
    kept.map(({ commitId }) => commitId),
  )
}

function attempt(conversationId: string, kept: Commit[], { offset, key }: { offset: number; key: string | undefined }): Commit {
  return sampleCommit(conversationId, Math.max(1, kept.length + offset), { extraKeys: key === undefined ? [] : [key] })
}

function modelAppend(kept: Commit[], commit: Commit): { kind: string; by: string | undefined } {
  if (kept.some(({ commitId }) => commitId === commit.commitId)) return { kind: 'ok', by: undefined }
  const holder = kept.find(({ keys }) => keys.some((key) => commit.keys.includes(key)))
  if (holder) return { kind: 'duplicate', by: holder.commitId }
  if (kept.some(({ version }) => version === commit.version)) return { kind: 'conflict', by: undefined }
  kept.push(commit)
  return { kind: 'ok', by: undefined }
}
