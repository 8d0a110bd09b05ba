import { expect } from 'chai'
import { Webhook } from 'standardwebhooks'
import { webhookNews } from '../../bot/channels/webhook/news.ts'
import { isSigned, isSigningSecret, signatureOf } from '../../bot/channels/webhook/signature.ts'
import { createWebhookSender } from '../../bot/channels/webhook/webhook-sender.ts'
import { readConfig } from '../../bot/config.ts'
import { onwardOf } from '../../bot/onward.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { createCommit } from '../../conversation/commit.ts'
import type { Commit } from '../../conversation/ports.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { createEchoApplication } from '../torture/echo-application.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, type WebhookReceiver } from './webhook-receiver.ts'

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const THIRD_SECRET = `whsec_${Buffer.alloc(32, 11).toString('base64')}`
const ADA = { agentId: 'ada', name: 'Ada' }
const WEBHOOK = 'webhook'

describe('a signature', () => {
  const now = Date.UTC(2026, 0, 5, 9)
  const message = { id: 'msg_1', timestamp: now / 1000, body: '{"type":"ping"}' }
  const presented = (changes: object = {}) => ({
    id: message.id,
    timestamp: String(message.timestamp),
    signature: signatureOf(message, WEBHOOK_SECRET),
    ...changes,
  })
  const holds = (changes: object = {}, { body = message.body, secret = WEBHOOK_SECRET, at = now } = {}) =>
    isSigned(presented(changes), body, secret, at)

  it('is that of the reference library', () => {
    const theirs = new Webhook(WEBHOOK_SECRET).sign(message.id, new Date(now), message.body)
    expect(signatureOf(message, WEBHOOK_SECRET)).to.equal(theirs)
    expect(holds()).to.equal(true)
    expect(holds({ signature: `v1,AAAA v1a,${theirs.slice(3)} ${theirs}` }), 'one of several is enough').to.equal(true)
  })

  it('is of this body, this id, this secret and this time', () => {
    expect(holds({}, { body: `${message.body} ` })).to.equal(false)
    expect(holds({ id: 'msg_2' })).to.equal(false)
    expect(holds({ timestamp: String(message.timestamp + 1) })).to.equal(false)
    expect(holds({}, { secret: OTHER_SECRET })).to.equal(false)
    expect(holds({ signature: presented().signature.replace('v1,', 'v2,') })).to.equal(false)
    for (const gone of ['id', 'timestamp', 'signature']) expect(holds({ [gone]: undefined }), gone).to.equal(false)
    for (const timestamp of ['', 'now', '1e9', '-5', `${message.timestamp}.5`]) expect(holds({ timestamp })).to.equal(false)
  })

  it('is good for five minutes, both ways', () => {
    for (const [minutes, good] of [
      [0, true],
      [4.9, true],
      [5.1, false],
      [-4.9, true],
      [-5.1, false],
    ] as const) {
      expect(holds({}, { at: now + minutes * 60_000 }), `${minutes} minutes later`).to.equal(good)
    }
  })

  it('is, while a secret is changed, good for whoever knows the new one or the old one', () => {
    const both = signatureOf(message, `${OTHER_SECRET} ${WEBHOOK_SECRET}`)
    const headers = {
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': signatureOf(
        { ...message, timestamp: Math.floor(Date.now() / 1000) },
        `${OTHER_SECRET} ${WEBHOOK_SECRET}`,
      ),
    }
    for (const secret of [OTHER_SECRET, WEBHOOK_SECRET]) {
      expect(holds({ signature: both }, { secret })).to.equal(true)
      expect(new Webhook(secret).verify(message.body, headers)).to.deep.equal({ type: 'ping' })
      expect(holds({ signature: signatureOf(message, secret) }, { secret: `${OTHER_SECRET} ${WEBHOOK_SECRET}` })).to.equal(true)
    }
    expect(holds({ signature: both }, { secret: THIRD_SECRET })).to.equal(false)
    expect(holds({ signature: signatureOf(message, THIRD_SECRET) }, { secret: `${OTHER_SECRET} ${WEBHOOK_SECRET}` })).to.equal(
      false,
    )
  })

  it('needs a secret that is one', () => {
    expect(isSigningSecret(WEBHOOK_SECRET)).to.equal(true)
    expect(isSigningSecret(`${OTHER_SECRET} ${WEBHOOK_SECRET}`)).to.equal(true)
    for (const secret of [
      '',
      'whsec_',
      'secret',
      `whsec_${Buffer.alloc(23).toString('base64')}`,
      `whsec_${'ä'.repeat(40)}`,
      `${WEBHOOK_SECRET} `,
      `${WEBHOOK_SECRET} secret`,
      Array(3).fill(WEBHOOK_SECRET).join(' '),
    ]) {
      expect(isSigningSecret(secret), secret).to.equal(false)
    }
  })
})

describe('webhooks in the configuration', () => {
  const WEBHOOK_URL = 'https://crm.example/hook'
  it('come with their secret or not at all, and go nowhere but where they are told', () => {
    expect(readConfig({ WEBHOOK_URL, WEBHOOK_SECRET })).to.include({ WEBHOOK_URL, WEBHOOK_SECRET })
    expect(() => readConfig({ WEBHOOK_URL })).to.throw(/WEBHOOK_SECRET: missing beside WEBHOOK_URL/)
    expect(() => readConfig({ WEBHOOK_SECRET })).to.throw(/WEBHOOK_URL: missing beside WEBHOOK_SECRET/)
    expect(() => readConfig({ WEBHOOK_URL, WEBHOOK_SECRET: 'secret' })).to.throw(/openssl rand/)
    expect(() => readConfig({ WEBHOOK_URL: 'file:///etc/passwd', WEBHOOK_SECRET })).to.throw(/WEBHOOK_URL/)
    expect(() => readConfig({ WEBHOOK_URL: 'https://me:word@crm.example/', WEBHOOK_SECRET })).to.throw(/no user and password/)
  })
})

describe('webhooks', () => {
  let receiver: WebhookReceiver
  beforeEach(async () => {
    receiver = await startWebhookReceiver()
  })
  afterEach(() => receiver.close())

  const sender = (url = receiver.url) =>
    createWebhookSender({ address: { url, secret: WEBHOOK_SECRET }, fetch, clock: { now: () => Date.now() } })
  const entry = { id: '3-0-webhook', destination: WEBHOOK, event: 0, speaker: 'news', epoch: 1 } as const
  const send = (url?: string, signal = new AbortController().signal, id: string = entry.id) =>
    sender(url)(commitOf({ type: 'HandoffExpired', handoffId: 'c.h1' }), { ...entry, id }, signal)

  it('say what happened under the id of their entry, also when sent again', async () => {
    expect(await send()).to.deep.equal({ kind: 'sent', channelActivityId: null })
    await send(undefined, undefined, '3-0-webhook~2')
    expect(receiver.received.map(({ id }) => id)).to.deep.equal(['c_3-0-webhook', 'c_3-0-webhook'])
    expect(receiver.received[0]?.body).to.deep.equal({
      type: 'handoff.expired',
      timestamp: '2026-01-05T09:00:00.000Z',
      data: { conversationId: 'c', version: 3, epoch: 2, channel: 'directline', handoffId: 'c.h1' },
    })
  })

  it('are tried again while it may pass, given up when it will not, and follow nobody elsewhere', async () => {
    const elsewhere = await startWebhookReceiver()
    for (const [status, outcome] of [
      [200, { kind: 'sent', channelActivityId: null }],
      [0, { kind: 'retry' }],
      [307, { kind: 'give_up', code: 'http_307' }],
      [400, { kind: 'give_up', code: 'http_400' }],
      [404, { kind: 'give_up', code: 'http_404' }],
      [408, { kind: 'retry' }],
      [429, { kind: 'retry', afterMs: 7000 }],
      [503, { kind: 'retry', afterMs: 7000 }],
    ] as const) {
      receiver.answers.push({
        status,
        headers: status === 307 ? { Location: elsewhere.url } : status > 408 ? { 'Retry-After': '7' } : {},
      })
      expect(await send(), String(status)).to.deep.equal(outcome)
    }
    expect(elsewhere.received).to.deep.equal([])
    await elsewhere.close()
    expect(await send('http://127.0.0.1:2/')).to.deep.equal({ kind: 'retry' })
    expect(await send(undefined, AbortSignal.abort())).to.deep.equal({ kind: 'retry' })
  })

  it('never hold a word of a customer, an agent or a note', () => {
    const secret = 'a word of mine'
    const events: ConversationEvent[] = [
      { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text: secret },
      { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: secret },
      { type: 'HumanMessage', agentId: 'a', agentName: 'Ann', text: secret },
      { type: 'RatingCommented', caseId: 'c.c1', comment: secret },
      {
        type: 'HandoffRequested',
        handoffId: 'c.h1',
        caseId: 'c.c1',
        reason: 'frustration',
        brief: { wants: secret, tried: [{ question: secret }], mood: 'angry' },
        transcript: { from: 1, to: 1 },
      },
    ]
    const told = events.map((event) => webhookNews(commitOf(event), 0))
    expect(JSON.stringify(told)).not.to.contain(secret)
    expect(told.map((news) => news?.type)).to.deep.equal([undefined, undefined, undefined, undefined, 'handoff.requested'])
  })

  it('tell of a whole web chat, in order, each once; and of an erasure, without a word', async () => {
    const clock = createHandClock(Date.now())
    const store = openSqlite({ file: ':memory:', clock, integrityCheck: false })
    const onward = onwardOf({ WEBHOOK_URL: receiver.url })
    const { app, problems } = createEchoApplication(store, { onward, senderOf: () => sender() })
    await store.agents.compareAndSet({ ...ADA, presence: 'available', seenAt: clock.now(), capacity: 9, slots: [], revision: 0 })
    receiver.answers.push({ status: 503 }, { status: 0 })
    await app.receive({ conversationId: 'c', channel: 'directline', customerId: 'dl_1', keys: ['k1'], text: 'human please' })
    await app.settled()
    const queued = await store.log.head('c')
    await app.desk.claim(ADA, queued?.state.handoff?.id ?? '', queued?.epoch ?? -1)
    const claimed = await store.log.head('c')
    await app.desk.close(ADA, { handoffId: 'c.h1', epoch: claimed?.epoch ?? -1, version: 9, disposition: 'solved' })
    await app.settled()
    const seen = receiver.received.filter(({ id }, index, all) => all.findIndex((other) => other.id === id) === index)
    const lived = ['case.opened', 'handoff.requested', 'handoff.claimed', 'handoff.closed', 'case.resolved']
    expect(seen.map(({ body }) => body.type)).to.deep.equal(lived)
    expect(receiver.received.length, 'two had to be sent again').to.equal(lived.length + 2)

    const commit = createCommit({ log: store.log, clock, ids: countingIds('erase'), onward })
    await createEraseConversation({ ...store, commit })('c')
    await app.background.recover(clock.now() + 1)
    await app.settled()
    expect(receiver.received.at(-1)?.body.type).to.equal('conversation.erased')
    expect([receiver.forged, problems, await store.log.oldest(9, Infinity)]).to.deep.equal([[], [], []])
    await store.close()
  })

  it('tell nothing of their own failure to the webhook', () => {
    const failed = (entryId: string) => webhookNews(commitOf({ type: 'DeliveryFailed', entryId, code: 'http_404' }), 0)?.type
    expect(failed('3-0')).to.equal('message.undelivered')
    expect(failed('3-0~1')).to.equal('message.undelivered')
    expect(failed('3-0-webhook')).to.equal(undefined)
  })
})

function commitOf(event: ConversationEvent): Commit {
  const state = { channel: 'directline' } as Commit['state']
  const at = Date.UTC(2026, 0, 5, 9)
  return { conversationId: 'c', version: 3, commitId: 'x', at, epoch: 2, events: [event], keys: [], outbox: [], owed: [], state }
}
