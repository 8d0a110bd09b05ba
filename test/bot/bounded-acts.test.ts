import { expect } from 'chai'
import { asWarmlineError } from '../../bot/http.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { createEchoApplication } from '../torture/echo-application.ts'

describe('a slow store', () => {
  let store: SqliteStore
  let release: () => void
  beforeEach(() => (store = openSqlite({ file: ':memory:', integrityCheck: false })))
  afterEach(() => store.close())

  /** Appends wait until they are let go, and then happen. */
  function slowApplication(mostUnderWay = 100) {
    const gate = new Promise<void>((resolve) => (release = resolve))
    const log: SqliteStore['log'] = { ...store.log, append: async (...args) => (await gate, store.log.append(...args)) }
    return createEchoApplication({ ...store, log }, { customerBounds: { limitMs: 20, mostUnderWay } }).app
  }
  const message = (key: string) => ({ conversationId: 'c', channel: 'directline', customerId: 'kim', keys: [key], text: key })
  async function written(messages: number): Promise<void> {
    const count = async () =>
      (await store.log.read('c', 0, 20)).filter(({ events }) => events[0]?.type === 'CustomerMessage').length
    while ((await count()) < messages) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const refusalOf = (answer: Promise<unknown>) => answer.then(() => expect.fail('acknowledged'), asWarmlineError)

  it('acknowledges nothing, says when to come again, and finds the message by its key when it was written after all', async () => {
    const app = slowApplication()
    const refused = await refusalOf(app.receive(message('one')))
    expect(refused).to.include({ code: 'store_unavailable', status: 503 })
    expect(refused.facts).to.deep.equal({ retryAfterSeconds: 5 })
    const again = refusalOf(app.receive(message('one')))
    await again
    release()
    await written(1)
    await app.settled()
    // Another node, with all the patience there is.
    const { app: patient } = createEchoApplication(store, {})
    expect(await patient.receive(message('one'))).to.include({ kind: 'duplicate', activityId: 'c|0000001-0' })
    const events = (await store.log.read('c', 0, 10)).flatMap((commit) => commit.events.map(({ type }) => type))
    expect(events.filter((type) => type === 'CustomerMessage')).to.have.length(1)
    expect(events.filter((type) => type === 'TurnCompleted')).to.have.length(1)
  })

  it('lets only so many wait: the next is turned away at once, before anything of it is begun', async () => {
    const app = slowApplication(2)
    const waiting = [refusalOf(app.receive(message('one'))), refusalOf(app.receive(message('two')))]
    const turnedAway = await refusalOf(app.receive(message('three')))
    expect(turnedAway.message).to.include('too many')
    // Those who were told to come again still count: their writes wait.
    await Promise.all(waiting)
    expect((await refusalOf(app.endChat('c', 'end'))).message).to.include('too many')
    release()
    await written(2)
    await app.settled()
    const { app: patient } = createEchoApplication(store, {})
    expect(await patient.receive(message('three'))).to.include({ kind: 'accepted' })
    await patient.settled()
    const texts = (await store.log.read('c', 0, 20)).flatMap(({ events }) =>
      events[0]?.type === 'CustomerMessage' ? [events[0].text] : [],
    )
    expect(texts).to.have.members(['one', 'two', 'three'])
  })
})
