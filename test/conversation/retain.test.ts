import { expect } from 'chai'
import { createCommit } from '../../conversation/commit.ts'
import { fold } from '../../conversation/fold.ts'
import { createRetain } from '../../conversation/retain.ts'
import { createRetainInSteps } from '../../conversation/retain-in-steps.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { HandClock } from '../contracts/opened.ts'
import { countingIds } from '../walks/hand-clock.ts'

const DAY = 24 * 3600_000

describe('retention', () => {
  let clock: HandClock
  let store: SqliteStore
  let says: (conversationId: string, ...events: ConversationEvent[]) => Promise<unknown>
  let retainNext: () => Promise<void>
  beforeEach(() => {
    clock = new HandClock()
    store = openSqlite({ file: ':memory:', clock })
    const commit = createCommit({ log: store.log, clock, ids: countingIds() })
    says = (conversationId, ...events) => commit({ conversationId, decide: () => ({ events }) })
    retainNext = createRetainInSteps({ ...store, retain: createRetain(store), clock, keepMs: 30 * DAY })
  })
  afterEach(() => store.close())

  /** A question, its answer and the end of the matter, in three commits. */
  async function wholeCase(conversationId: string, n: number): Promise<void> {
    const head = await store.log.head(conversationId)
    const version = (head?.version ?? 0) + 1
    const caseId = `${conversationId}.c${n}`
    const message = { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: `question ${n}` } as const
    await says(conversationId, message, { type: 'CaseOpened', caseId, messageVersion: version, openedAt: clock.now() })
    await says(
      conversationId,
      { type: 'BotMessage', replyTo: version, text: `answer ${n}`, quickReplies: [], citations: [] },
      { type: 'TurnCompleted', messageVersion: version, outcome: 'answered', language: 'en', dialog: {} },
    )
    await says(conversationId, { type: 'CaseClosed', caseId, resolution: 'assumed' })
  }

  it('cuts old cases whole; what is left is gapless and folds from its base', async () => {
    for (const conversationId of ['a', 'b']) {
      for (let n = 1; n <= 4; n++) {
        await wholeCase(conversationId, n)
        clock.pass(15 * DAY)
      }
    }
    const before = await store.log.head('b')
    const row = await store.rows.get('b')
    await retainNext()
    expect(await store.log.head('b')).deep.equal(before)
    expect(await store.rows.get('b')).deep.equal(row)
    const [base, ...after] = await store.log.read('b', 0, 100)
    expect(base?.version).equal(6)
    expect(JSON.stringify([base, ...after].map((commit) => commit?.events))).not.match(/question [12]|answer [12]/)
    let state = base!.state
    for (const commit of after) {
      expect(commit.version).equal(state.version + 1)
      state = fold(state, commit.events, commit)
      expect(state).deep.equal(commit.state)
    }
    expect(await store.log.findByKey('b', base!.commitId)).deep.equal(base)
    expect((await store.log.read('a', 0, 100)).map(({ version }) => version)).deep.equal([12])
  })

  it('keeps an open case however old it is', async () => {
    await wholeCase('c', 1)
    await says(
      'c',
      { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: 'still open' },
      { type: 'CaseOpened', caseId: 'c.c2', messageVersion: 4, openedAt: clock.now() },
    )
    clock.pass(400 * DAY)
    await retainNext()
    expect((await store.log.read('c', 0, 100)).map(({ version }) => version)).deep.equal([3, 4])
  })

  it('goes through all conversations in small steps, and then rests for a day', async () => {
    for (let n = 0; n < 120; n++) await wholeCase(`c${String(n).padStart(3, '0')}`, 1)
    clock.pass(31 * DAY)
    const left = async () =>
      (await store.logWalk.heads(undefined, 200)).map(({ conversationId }) => store.log.read(conversationId, 0, 9))
    const cut = async () => (await Promise.all(await left())).filter((commits) => commits.length === 1).length
    const seen: number[] = []
    for (let step = 0; step < 4; step++) {
      await retainNext()
      seen.push(await cut())
    }
    expect(seen).deep.equal([50, 100, 120, 120])
    await wholeCase('d', 1)
    clock.pass(DAY - 1)
    await retainNext()
    expect(await cut()).equal(120)
  })
})
