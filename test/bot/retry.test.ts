import { expect } from 'chai'
import type { SendOutcome } from '../../bot/deliver.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { createCommit } from '../../conversation/commit.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { createEchoApplication } from '../torture/echo-application.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'

const ADA = { agentId: 'ada', name: 'Ada' }
const REFUSED: SendOutcome = { kind: 'give_up', code: 'http_403' }
const C = 'in-teams'

describe('what could not be delivered', () => {
  let line: Awaited<ReturnType<typeof openLine>>
  beforeEach(async () => {
    line = await openLine()
  })
  afterEach(async () => {
    expect(line.problems).to.deep.equal([])
    await line.store.close()
  })

  it('is sent again once, however often and by however many it is asked, to where the customer is now', async () => {
    await line.adaOwns()
    line.answers.push(REFUSED)
    await line.says('Found it')
    const entryId = await line.lastFailed()
    await line.customerMoves('https://moved.example/')
    const asked = await Promise.all([
      line.retry(entryId),
      line.retry(entryId),
      line.app.desk.retry({ agentId: 'ben', name: 'Ben' }, { conversationId: C, entryId }),
    ])
    expect(asked.map(({ kind }) => kind)).to.deep.equal(['done', 'done', 'done'])
    await line.app.settled()
    expect(line.sent.filter(({ text }) => text === 'Found it')).to.deep.equal([
      { text: 'Found it', entryId: `${entryId}~1`, serviceUrl: 'https://moved.example/' },
    ])
    expect((await line.retry(entryId)).kind, 'and pressed later').to.equal('done')
    await line.app.settled()
    expect(line.sent.filter(({ text }) => text === 'Found it')).to.have.length(1)
  })

  it('may be sent again when that fails too', async () => {
    await line.adaOwns()
    line.answers.push(REFUSED, REFUSED)
    await line.says('Found it')
    const first = await line.lastFailed()
    await line.retry(first)
    await line.app.settled()
    const second = await line.lastFailed()
    expect([first, second]).to.deep.equal([first, `${first}~1`])
    await line.retry(second)
    await line.app.settled()
    expect(line.sent.at(-1)).to.deep.include({ text: 'Found it', entryId: `${first}~2` })
  })

  it('is not sent when it is the bot’s and a person has taken over, before or after it was asked', async () => {
    line.answers.push(REFUSED)
    await line.customerSays('human please')
    const entryId = await line.lastFailed()
    line.answers.push({ kind: 'retry' })
    line.meanwhile = () => line.claims()
    expect((await line.retry(entryId)).kind).to.equal('done')
    await line.app.settled()
    expect(line.sent.map(({ text }) => text)).not.to.contain('re: human please')
    expect((await line.events()).at(-1), 'asked first, claimed then').to.deep.equal({
      type: 'DeliveryWithdrawn',
      entryId: `${entryId}~1`,
    })

    const other = await openLine()
    other.answers.push(REFUSED)
    await other.customerSays('human please')
    const failed = await other.lastFailed()
    await other.claims()
    expect(await other.retry(failed)).to.deep.include({ kind: 'refused', code: 'conflict' })
    await other.store.close()
  })

  it('is not sent when it was erased', async () => {
    await line.adaOwns()
    line.answers.push(REFUSED)
    await line.says('Found it')
    const entryId = await line.lastFailed()
    await line.erase()
    expect(await line.retry(entryId)).to.deep.include({ kind: 'refused', code: 'conflict' })
  })

  it('is only what was given up', async () => {
    await line.adaOwns()
    await line.says('It arrived')
    const arrived = line.sent.at(-1)?.entryId ?? ''
    for (const entryId of [arrived, '999-0', '1-0', 'nonsense', '', '0-0', '99999999999999999999-0'])
      expect(await line.retry(entryId), entryId).to.deep.equal({ kind: 'refused', code: 'not_found' })
    const elsewhere = await line.app.desk.retry(ADA, { conversationId: 'nobody', entryId: arrived })
    expect(elsewhere).to.deep.equal({ kind: 'refused', code: 'not_found' })
  })
})

/** A conversation in Teams whose channel answers as it is told, and takes everything when it is told nothing. */
async function openLine() {
  const clock = createHandClock()
  const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
  await store.agents.compareAndSet({ ...ADA, presence: 'available', seenAt: clock.now(), capacity: 9, slots: [], revision: 0 })
  const answers: SendOutcome[] = []
  const sent: { text: string; entryId: string; serviceUrl: string | undefined }[] = []
  const ids = countingIds()
  const { app, problems } = createEchoApplication(store, {
    ids,
    senderOf: () => async (commit, entry) => {
      const outcome = answers.shift() ?? { kind: 'sent', channelActivityId: null }
      const event = commit.events[entry.event]
      const text = event && 'text' in event ? event.text : ''
      if (outcome.kind === 'sent') sent.push({ text, entryId: entry.id, serviceUrl: commit.state.address?.serviceUrl })
      return outcome
    },
    wait: async () => line.meanwhile(),
  })
  let keys = 0

  async function says(text: string, serviceUrl = 'https://smba.example/'): Promise<void> {
    const address = { serviceUrl, conversation: { id: 'c' } }
    await app.receive({ conversationId: C, channel: 'msteams', customerId: '29:c', address, keys: [`k${++keys}`], text })
    await app.settled()
  }

  const line = {
    ...{ store, app, answers, sent, problems },
    /** What happens while the sender waits before its next attempt. */
    meanwhile: async (): Promise<void> => undefined,
    customerSays: (text: string) => says(text),
    customerMoves: (serviceUrl: string) => says('I am still here', serviceUrl),
    async claims(): Promise<void> {
      const head = await store.log.head(C)
      await app.desk.claim(ADA, head?.state.handoff?.id ?? '', head?.epoch ?? -1)
    },
    async adaOwns(): Promise<void> {
      await says('human please')
      await line.claims()
      await app.settled()
    },
    async says(text: string): Promise<void> {
      const { epoch = -1 } = (await store.log.head(C)) ?? {}
      await app.desk.relay(ADA, { conversationId: C, epoch, text, clientMessageId: `m${++keys}` })
      await app.settled()
    },
    retry: (entryId: string) => app.desk.retry(ADA, { conversationId: C, entryId }),
    async events() {
      return (await store.log.read(C, 0, 1000)).flatMap(({ events }) => events)
    },
    async lastFailed(): Promise<string> {
      const failed = (await line.events()).findLast((event) => event.type === 'DeliveryFailed')
      if (failed?.type !== 'DeliveryFailed') throw new Error('nothing has failed')
      return failed.entryId
    },
    async erase(): Promise<void> {
      const commit = createCommit({ log: store.log, clock, ids })
      await createEraseConversation({ ...store, commit })(C)
    },
  }
  return line
}
