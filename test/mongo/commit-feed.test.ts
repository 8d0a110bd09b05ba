import { expect } from 'chai'
import { MongoServerError } from 'mongodb'
import type { Commit } from '../../conversation/ports.ts'
import type { Collections } from '../../providers/mongo/collections.ts'
import { watchCommits } from '../../providers/mongo/commit-feed.ts'
import { createCommitPoll, OVERLAP_MS } from '../../providers/mongo/commit-poll.ts'
import { type MongoStore, openMongo } from '../../providers/mongo/open-database.ts'
import { rowOf, SAMPLE_TIME, sampleCommit } from '../contracts/samples.ts'
import { type TestDatabase, testDatabase } from './database.ts'

describe('MongoDB commit feed', () => {
  let db: TestDatabase
  let nodeA: MongoStore
  let nodeB: MongoStore
  beforeEach(async () => {
    db = await testDatabase()
    nodeA = await openMongo({ uri: db.uri, database: db.database })
    nodeB = await openMongo({ uri: db.uri, database: db.database })
  })
  afterEach(async () => {
    await Promise.all([nodeA.close(), nodeB.close()])
    await db.drop()
  })

  const append = (commit: Commit) => nodeA.log.append(commit, rowOf(commit))

  describe('by change stream', () => {
    it('tells another node of every commit from now on, once, in order', async () => {
      await append(sampleCommit('c', 1))
      const listener = listen()
      const feed = await nodeB.watchCommits(listener.onCommit)
      expect(feed.kind).equal('change_stream')
      const commits = [2, 3, 4].map((version) => sampleCommit('c', version))
      for (const commit of commits) await append(commit)
      expect(await listener.told(3)).deep.equal(commits.map(({ commitId }) => commitId))
      await feed.stop()
    })

    it('goes on after the server closed the connection', async () => {
      const listener = listen()
      const feed = await nodeB.watchCommits(listener.onCommit)
      await append(sampleCommit('c', 1))
      await listener.told(1)
      await db.admin({
        configureFailPoint: 'failCommand',
        mode: { times: 3 },
        data: { failCommands: ['getMore'], closeConnection: true },
      })
      await append(sampleCommit('c', 2))
      await append(sampleCommit('c', 3))
      expect(listener.versions(await listener.told(3))).deep.equal([1, 2, 3])
      await feed.stop()
    })

    it('reads from the log what came while the server forgot where it was', async () => {
      const listener = listen()
      const lost = losingHistoryOnce(db.collections)
      const feed = await watchCommits(lost.collections, () => SAMPLE_TIME, listener.onCommit)
      await append(sampleCommit('c', 1))
      await append(sampleCommit('c', 2))
      lost.now()
      await append(sampleCommit('c', 3))
      const all = new Set(listener.versions(await listener.toldOf(new Set([1, 2, 3]))))
      expect(all).deep.equal(new Set([1, 2, 3]))
      await feed.stop()
    })

    it('ends with its store', async () => {
      const listener = listen()
      const nodeC = await openMongo({ uri: db.uri, database: db.database })
      const feed = await nodeC.watchCommits(listener.onCommit)
      await nodeC.close()
      await append(sampleCommit('c', 1))
      await feed.stop()
      expect(listener.ids()).deep.equal([])
    })

    it('is silent once stopped', async () => {
      const listener = listen()
      const feed = await nodeB.watchCommits(listener.onCommit)
      await feed.stop()
      await append(sampleCommit('c', 1))
      expect(listener.ids()).deep.equal([])
    })
  })

  describe('by polling', () => {
    it('is what a server without change streams gets', async () => {
      const listener = listen()
      const feed = await watchCommits(withoutChangeStreams(db.collections), () => SAMPLE_TIME, listener.onCommit)
      expect(feed.kind).equal('polling')
      const commit = sampleCommit('c', 1)
      await append(commit)
      expect(await listener.told(1)).deep.equal([commit.commitId])
      await feed.stop()
    })

    it('tells each commit once, though it looks back every time', async () => {
      const listener = listen()
      const poll = createCommitPoll({ collections: db.collections, since: SAMPLE_TIME, onCommit: listener.onCommit })
      await append(sampleCommit('c', 1))
      await poll.skipPresent()
      await append(sampleCommit('c', 2))
      await poll.tellNew()
      await append(sampleCommit('c', 3))
      await poll.tellNew()
      await poll.tellNew()
      expect(listener.versions(listener.ids())).deep.equal([2, 3])
    })

    it('finds a commit that was seen later than a younger one', async () => {
      const listener = listen()
      const poll = createCommitPoll({ collections: db.collections, since: SAMPLE_TIME, onCommit: listener.onCommit })
      await append(sampleCommit('fast', 1, { at: SAMPLE_TIME + OVERLAP_MS }))
      await poll.tellNew()
      await append(sampleCommit('slow', 1, { at: SAMPLE_TIME }))
      await poll.tellNew()
      expect(listener.conversations()).deep.equal(['fast', 'slow'])
    })

    it('tells more than one page, in the order of each log', async () => {
      const listener = listen()
      const poll = createCommitPoll({ collections: db.collections, since: SAMPLE_TIME, onCommit: listener.onCommit })
      await Promise.all(Array.from({ length: 250 }, (_, index) => append(sampleCommit('c', index + 1, { at: SAMPLE_TIME }))))
      await poll.tellNew()
      expect(new Set(listener.versions(listener.ids())).size).equal(250)
    })

    it('makes up in the next poll for one that failed', async () => {
      const listener = listen()
      const failing = failingFindOnce(db.collections)
      const poll = createCommitPoll({ collections: failing, since: SAMPLE_TIME, onCommit: listener.onCommit })
      await append(sampleCommit('c', 1))
      const [first] = await Promise.allSettled([poll.tellNew()])
      expect(first.status).equal('rejected')
      await poll.tellNew()
      expect(listener.versions(listener.ids())).deep.equal([1])
    })
  })
})

/** Collects what a feed tells and lets a test wait for it. */
function listen() {
  const commits: Commit[] = []
  const wake = new Set<() => void>()
  const ids = () => commits.map(({ commitId }) => commitId)
  const until = async (enough: () => boolean) => {
    while (!enough()) await new Promise<void>((resolve) => wake.add(resolve))
    return ids()
  }
  return {
    onCommit: (commit: Commit) => {
      commits.push(commit)
      for (const resolve of wake) resolve()
      wake.clear()
    },
    ids,
    told: (count: number) => until(() => commits.length >= count),
    toldOf: (versions: Set<number>) =>
      until(() => [...versions].every((version) => commits.some((commit) => commit.version === version))),
    versions: (wanted: string[]) => wanted.map((id) => commits.find(({ commitId }) => commitId === id)?.version ?? 0),
    conversations: () => commits.map(({ conversationId }) => conversationId),
  }
}

type Method = (...values: unknown[]) => unknown
type Commits = Pick<Collections, 'commits'>

function replaced(collections: Commits, name: 'watch' | 'find', method: (original: Method) => Method): Commits {
  const commits = new Proxy(collections.commits, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      const bound = value.bind(target) as Method
      return property === name ? method(bound) : bound
    },
  })
  return { commits }
}

function withoutChangeStreams(collections: Commits): Commits {
  return replaced(collections, 'watch', () => () => ({
    tryNext: () => Promise.reject(new MongoServerError({ message: 'only supported on replica sets', code: 40573 })),
    close: () => Promise.resolve(),
  }))
}

/** The second page of a poll, where the commits themselves are read, fails once. */
function failingFindOnce(collections: Commits): Commits {
  let calls = 0
  return replaced(collections, 'find', (find) => (...values) => {
    if (++calls === 2) throw new Error('connection lost')
    return find(...values)
  })
}

/** After `now()`, the stream that is open fails with ChangeStreamHistoryLost before it tells anything more. */
function losingHistoryOnce(collections: Commits): { collections: Commits; now: () => void } {
  let opened = 0
  let lost = false
  const watched = replaced(collections, 'watch', (watch) => (...values) => {
    const stream = watch(...values) as { tryNext: () => Promise<unknown> }
    if (++opened > 1) return stream
    const tryNext = stream.tryNext.bind(stream)
    stream.tryNext = async () => {
      const change = lost ? null : await tryNext()
      if (lost) throw new MongoServerError({ message: 'the resume point may no longer be in the oplog', code: 286 })
      return change
    }
    return stream
  })
  return { collections: watched, now: () => (lost = true) }
}
