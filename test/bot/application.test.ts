import { expect } from 'chai'
import type { SendOutcome } from '../../bot/deliver.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { rowOf, sampleCommit } from '../contracts/samples.ts'
import { createEchoApplication } from '../torture/echo-application.ts'
import { createHandClock } from '../walks/hand-clock.ts'

describe('the application over a store that fails', () => {
  const clock = createHandClock()
  let store: SqliteStore
  beforeEach(() => (store = openSqlite({ file: ':memory:', clock, integrityCheck: false })))
  afterEach(() => store.close())

  it('makes the row again that a commit still owes, and owes it no more', async () => {
    const commit = sampleCommit('c', 1, { owed: ['projection'] })
    await store.log.append(commit, { ...rowOf(commit), lastText: 'wrong' })
    const { app, problems } = createEchoApplication(store, {})
    await app.background.recover(commit.at + 1)
    expect(await store.rows.get('c')).to.deep.equal(rowOf(commit))
    expect(await store.log.oldest(10, commit.at + 1)).to.deep.equal([])
    expect(problems).to.deep.equal([])
  })

  it('does not send again what it could not note down at first', async () => {
    const sent: string[] = []
    let failures = 4
    const deliveries: SqliteStore['deliveries'] = {
      ...store.deliveries,
      put: async (delivery) => {
        if (failures-- > 0) throw new WarmlineError('store_unavailable')
        return store.deliveries.put(delivery)
      },
    }
    const senderOf = () => async (_commit: unknown, entry: { id: string }) => {
      sent.push(entry.id)
      return { kind: 'sent', channelActivityId: null } satisfies SendOutcome
    }
    const { app } = createEchoApplication({ ...store, deliveries }, { senderOf })
    const customer = { channel: 'msteams', customerId: 'kim', address: { conversation: { id: 'c' } } }
    await app.receive({ ...customer, conversationId: 'c', keys: ['1'], text: 'hello' })
    await app.settled()
    clock.advance(60_000)
    await app.background.recover(clock.now())
    await app.settled()
    expect(sent).to.deep.equal(['2-1'])
    expect(await store.deliveries.of('c', sent)).to.have.length(1)
  })
})
