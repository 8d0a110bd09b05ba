import { expect } from 'chai'
import { createReceive } from '../../bot/receive.ts'
import { createCommit } from '../../conversation/commit.ts'
import type { ConversationState } from '../../conversation/state.ts'
import { randomIds } from '../../domain/ids.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { createEchoApplication } from '../torture/echo-application.ts'

describe('the message that a turn answers', () => {
  let store: SqliteStore
  let reads: number
  beforeEach(() => {
    store = openSqlite({ file: ':memory:', integrityCheck: false })
    reads = 0
  })
  afterEach(() => store.close())

  function application(asStored = (state: ConversationState) => state) {
    const log: SqliteStore['log'] = {
      ...store.log,
      read: (...args) => {
        reads++
        return store.log.read(...args)
      },
      append: (commit, row) => store.log.append({ ...commit, state: asStored(commit.state) }, row),
    }
    return createEchoApplication({ ...store, log }, {}).app
  }
  const message = (text: string) => ({ conversationId: 'c', channel: 'directline', customerId: 'kim', keys: [text], text })
  async function answers(): Promise<number[]> {
    const commits = await store.log.read('c', 0, 100)
    return commits.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'TurnCompleted' ? [event.messageVersion] : [])),
    )
  }

  async function said(): Promise<number[]> {
    const commits = await store.log.read('c', 0, 100)
    return commits.filter(({ events }) => events[0]?.type === 'CustomerMessage').map(({ version }) => version)
  }

  it('is known without reading the log, also after the first', async () => {
    const app = application()
    for (const text of ['one', 'two', 'three']) {
      await app.receive(message(text))
      await app.settled()
    }
    expect(await answers()).to.deep.equal([1, 3, 5])
    expect(reads).to.equal(0)
  })

  it('is the oldest when several wait, each answered once', async () => {
    // Three were said while no node took turns.
    const receive = createReceive({ commit: createCommit({ log: store.log, clock: store.storeClock, ids: randomIds }) })
    for (const text of ['one', 'two', 'three']) await receive(message(text))
    const app = application()
    await app.background.recover(store.storeClock.now() + 1)
    await app.settled()
    await app.receive(message('four'))
    await app.settled()
    expect(await answers()).to.deep.equal(await said())
  })

  it('is read for where a state of before does not tell', async () => {
    const app = application(({ owedFrom: _unknown, ...state }) => state)
    for (const text of ['one', 'two']) {
      await app.receive(message(text))
      await app.settled()
    }
    expect(await answers()).to.deep.equal([1, 3])
    expect(reads).to.be.greaterThan(0)
  })
})
