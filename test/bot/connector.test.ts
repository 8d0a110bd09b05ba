import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createConnectorSender } from '../../bot/channels/bot-framework/connector-sender.ts'
import { createConnectorToken } from '../../bot/channels/bot-framework/connector-token.ts'
import { parseActivity } from '../../bot/channels/bot-framework/parse-activity.ts'
import { renderActivity } from '../../bot/channels/bot-framework/render-activity.ts'
import { sendToConnector } from '../../bot/channels/bot-framework/send-to-connector.ts'
import { retryAfterMs } from '../../bot/channels/send-outcome.ts'
import type { Inbound } from '../../bot/receive.ts'
import { createCommit } from '../../conversation/commit.ts'
import type { Commit, ConversationRow } from '../../conversation/ports.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { conversationIdOf, randomIds } from '../../domain/ids.ts'
import { type ConnectorServer, SERVICE_URL, startConnectorServer, teamsMessage } from './connector-server.ts'
import { type KeyServer, startKeyServer } from './key-server.ts'

function inboundOf(changes: Record<string, unknown> = {}): Inbound {
  const asked = parseActivity(teamsMessage(changes))
  if (asked.kind !== 'message') throw new Error(asked.kind)
  return asked.inbound
}

describe('a Bot Framework activity', () => {
  it('becomes a message: without the bot’s name, with what a reply needs', () => {
    expect(inboundOf()).to.deep.equal({
      conversationId: conversationIdOf('msteams', 'tenant-1', '19:abc@thread.tacv2;messageid=17'),
      channel: 'msteams',
      customerId: '29:customer',
      customerName: 'Iris',
      address: {
        serviceUrl: SERVICE_URL,
        conversation: { id: '19:abc@thread.tacv2;messageid=17', conversationType: 'channel', isGroup: true },
        user: { id: '29:customer', name: 'Iris', aadObjectId: 'aad-1' },
        bot: { id: '28:bot', name: 'Warmline' },
      },
      channelActivityId: '1700000000001',
      keys: ['activity/1700000000001'],
      text: 'Where is my order?',
      action: undefined,
      locale: 'en-GB',
    })
  })

  it('keeps the names of other people in what was said', () => {
    const entities = [{ type: 'mention', text: '<at>Ann</at>', mentioned: { id: '29:ann' } }]
    expect(inboundOf({ text: 'Ask <at>Ann</at>', entities }).text).to.equal('Ask <at>Ann</at>')
  })

  it('tells tenants and channels apart, and Azure’s Direct Line from ours', () => {
    const one = inboundOf().conversationId
    expect(inboundOf({ channelData: { tenant: { id: 'tenant-2' } } }).conversationId).not.to.equal(one)
    expect(inboundOf({ channelId: 'slack' }).conversationId).not.to.equal(one)
    expect(inboundOf({ channelId: 'directline' }).channel).to.equal('azure-directline')
    const inConversation = { id: '19:abc@thread.tacv2;messageid=17', tenantId: 'tenant-1' }
    expect(inboundOf({ channelData: null, conversation: inConversation }).conversationId).to.equal(one)
  })

  it('understands a chip, in words when there are none', () => {
    expect(inboundOf({ text: undefined, value: { warmline: 'human' } })).to.deep.include({
      text: 'Talk to a person',
      action: { warmline: 'human' },
    })
    expect(inboundOf({ value: { warmline: 'format_disk' } }).action).to.equal(undefined)
  })

  it('knows an invoke again under a new id, and by nothing else', () => {
    const invoke = (changes: Record<string, unknown> = {}) =>
      inboundOf({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { warmline: 'cancel' } } }, ...changes })
    expect(invoke().action).to.deep.equal({ warmline: 'cancel' })
    expect(invoke({ id: 'new' }).keys).to.deep.equal(invoke().keys)
    expect(invoke({ replyToId: 'other card' }).keys).not.to.deep.equal(invoke().keys)
    expect(invoke({ from: { id: '29:other' } }).keys).not.to.deep.equal(invoke().keys)
  })

  it('greets a customer who comes, once, and a Teams chat that gets the bot', () => {
    const came = (id: string, channelId: string) =>
      parseActivity(teamsMessage({ type: 'conversationUpdate', channelId, membersAdded: [{ id }] })).kind
    expect(came('29:customer', 'webchat')).to.equal('greet')
    expect(came('28:bot', 'webchat')).to.equal('ignored')
    expect(came('28:bot', 'msteams')).to.equal('greet')
    expect(parseActivity(teamsMessage({ type: 'messageReaction' })).kind).to.equal('ignored')
  })

  it('says of a file that it came, and not twice what Teams says twice', () => {
    const attachments = [
      { contentType: 'text/html', content: '<p>x</p>' },
      { contentType: 'image/png', name: 'boots.png' },
    ]
    expect(inboundOf({ text: '', attachments }).text).to.equal('[boots.png]')
    expect(inboundOf({ attachments }).text).to.equal('Where is my order?')
  })

  it('names every field that is wrong', () => {
    const wrong = teamsMessage({ id: '', conversation: {}, from: { id: 7 }, serviceUrl: 'ftp://x' })
    expect(() => parseActivity(wrong))
      .to.throw(/serviceUrl.*/)
      .with.property('code', 'invalid_request')
    for (const field of ['type', 'id', 'channelId', 'serviceUrl', 'conversation', 'from']) {
      expect(() => parseActivity(teamsMessage({ [field]: undefined })), field).to.throw()
      expect(() => parseActivity(teamsMessage({ [field]: '' })), field).to.throw()
    }
  })
})

describe('/api/messages', () => {
  let keys: KeyServer
  let server: ConnectorServer
  before(async () => {
    keys = await startKeyServer()
  })
  after(() => keys.close())
  beforeEach(async () => {
    server = await startConnectorServer(keys, { allowUnauthenticatedLoopback: true })
  })
  afterEach(() => server.close())

  it('answers when the words are in the log, and keeps them once however often they come', async () => {
    const answers = await Promise.all(Array.from({ length: 11 }, () => server.post(teamsMessage())))
    expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 11 }, () => 200))
    const commits = await server.store.log.read(server.received[0]!.conversationId, 0, 100)
    expect(commits).to.have.length(1)
  })

  it('greets, shows typing, ends, and has an answer for every invoke', async () => {
    await server.post(teamsMessage({ type: 'conversationUpdate', membersAdded: [{ id: '29:customer' }] }))
    expect(server.greeted).to.have.length(1)
    expect(await server.store.log.head(inboundOf().conversationId), 'a greeting is no act of the customer').to.equal(undefined)
    await server.post(teamsMessage())
    const signals: unknown[] = []
    server.signals.subscribe((signal) => signals.push(signal))
    await server.post(teamsMessage({ type: 'typing' }))
    expect(signals).to.have.length(1)
    await server.post(teamsMessage({ type: 'endOfConversation' }))
    expect(server.ended).to.have.length(1)
    const invoke = await server.post(teamsMessage({ type: 'invoke', name: 'task/fetch', value: {} }))
    expect(invoke.status).to.equal(200)
    expect(await invoke.json()).to.deep.equal({})
  })
})

describe('sending through a connector', () => {
  const seen: { path: string; authorization: string | undefined; body: unknown }[] = []
  const answers: { status: number; headers?: Record<string, string>; body?: string }[] = []
  const connector = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: body.startsWith('{') ? JSON.parse(body) : body,
      })
      const { status, headers = {}, body: text = '{"id":"teams-1"}' } = answers.shift() ?? { status: 201 }
      if (status === 0) {
        response.socket?.destroy()
        return
      }
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      response.statusCode = status
      response.end(text)
    })
  })
  let url = ''
  before(async () => {
    await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`
  })
  after(() => connector.close().closeAllConnections())
  beforeEach(() => {
    seen.length = 0
    answers.length = 0
  })

  const send = (signal = new AbortController().signal, serviceUrl: string | undefined = `${url}/emea/`) =>
    sendToConnector({
      address: { serviceUrl, conversation: { id: 'a/b;c' } },
      activity: { type: 'message', text: 'hello' },
      fetch,
      getToken: async () => 'token',
      signal,
    })

  it('posts once, to the conversation, with the token', async () => {
    expect(await send()).to.deep.equal({ kind: 'sent', channelActivityId: 'teams-1' })
    expect(seen).to.deep.equal([
      {
        path: '/emea/v3/conversations/a%2Fb%3Bc/activities',
        authorization: 'Bearer token',
        body: { type: 'message', text: 'hello' },
      },
    ])
  })

  it('tells what may pass from what will not', async () => {
    for (const [status, outcome] of [
      [200, { kind: 'sent', channelActivityId: 'teams-1' }],
      [400, { kind: 'give_up', code: 'http_400' }],
      [401, { kind: 'give_up', code: 'http_401' }],
      [403, { kind: 'give_up', code: 'http_403' }],
      [404, { kind: 'give_up', code: 'http_404' }],
      [408, { kind: 'retry' }],
      [412, { kind: 'retry' }],
      [429, { kind: 'retry' }],
      [500, { kind: 'retry' }],
      [502, { kind: 'retry' }],
      [504, { kind: 'retry' }],
    ] as const) {
      answers.push({ status })
      expect(await send(), String(status)).to.deep.equal(outcome)
    }
    answers.push({ status: 429, headers: { 'Retry-After': '7' } }, { status: 201, body: 'not json' })
    expect(await send()).to.deep.equal({ kind: 'retry', afterMs: 7000 })
    expect(await send(), 'it arrived').to.deep.equal({ kind: 'sent', channelActivityId: null })
    answers.push({ status: 307, headers: { Location: 'http://127.0.0.1:1/' } })
    expect(await send(), 'the token goes nowhere else').to.deep.equal({ kind: 'give_up', code: 'http_307' })
  })

  it('reads Retry-After as seconds or as a date of the server’s clock', () => {
    const now = Date.parse('Mon, 05 Jan 2026 09:00:00 GMT')
    expect(retryAfterMs('Mon, 05 Jan 2026 09:00:30 GMT', now)).to.equal(30_000)
    expect(retryAfterMs('Mon, 05 Jan 2026 08:00:00 GMT', now)).to.equal(0)
    expect(retryAfterMs('soon', now)).to.equal(undefined)
    expect(retryAfterMs(null, now)).to.equal(undefined)
  })

  it('tries again later when nobody listens, and stops with the node', async () => {
    expect(await send(undefined, 'http://127.0.0.1:2')).to.deep.equal({ kind: 'retry' })
    expect(await send(AbortSignal.abort())).to.deep.equal({ kind: 'retry' })
    const nowhere = { address: {}, activity: {}, fetch, getToken: undefined, signal: new AbortController().signal }
    expect(await sendToConnector(nowhere)).to.deep.equal({ kind: 'give_up', code: 'no_address' })
  })

  it('does not know whether it arrived when the line breaks after the request left', async () => {
    answers.push({ status: 0 })
    expect(await send()).to.deep.equal({ kind: 'unknown' })
  })

  it('asks for its own token once, and again shortly before it expires', async () => {
    const clock = { time: 0, now: () => clock.time }
    const getToken = createConnectorToken({ appId: 'app', password: 'a secret', tenantId: 'tenant', fetch, clock, loginUrl: url })
    const { signal } = new AbortController()
    answers.push(
      { status: 200, body: '{"access_token":"t1","expires_in":3600}' },
      { status: 200, body: '{"access_token":"t2","expires_in":"3600"}' },
    )
    expect(await Promise.all([getToken(signal), getToken(signal)])).to.deep.equal(['t1', 't1'])
    clock.time = 54 * 60_000
    expect(await getToken(signal)).to.equal('t1')
    clock.time = 56 * 60_000
    expect(await getToken(signal)).to.equal('t2')
    expect(seen).to.have.length(2)
    expect(seen[0]?.path).to.equal('/tenant/oauth2/v2.0/token')
    expect(seen[0]?.body).to.contain('grant_type=client_credentials').and.contain('api.botframework.com%2F.default')
    clock.time = 200 * 60_000
    answers.push({ status: 401 })
    const outcome = await sendToConnector({
      address: { serviceUrl: url, conversation: { id: 'x' } },
      activity: {},
      fetch,
      getToken,
      signal,
    })
    expect(outcome, 'a login that fails may be mended').to.deep.equal({ kind: 'retry' })
  })

  it('sends what an outbox entry owes', async () => {
    const commit = await commitOf([{ type: 'HumanMessage', agentId: 'a', agentName: 'Ann', text: 'hello' }], 'msteams', url)
    const sender = createConnectorSender({ fetch, getToken: undefined, publicUrl: undefined })
    const entry = { id: '3-0', destination: 'msteams', event: 0, speaker: 'human', epoch: 1 } as const
    expect(await sender(commit, entry, new AbortController().signal)).to.deep.equal({
      kind: 'sent',
      channelActivityId: 'teams-1',
    })
    expect(seen[0]?.body).to.deep.include({ text: 'Ann: hello', recipient: { id: '29:customer' }, from: { id: '28:bot' } })
    const gone = await sender(commit, { ...entry, event: 7 }, new AbortController().signal)
    expect(gone).to.deep.equal({ kind: 'give_up', code: 'nothing_to_send' })
  })
})

describe('an event as a channel shows it', () => {
  const answer: ConversationEvent = {
    type: 'BotMessage',
    replyTo: 1,
    text: 'Within 30 days.',
    quickReplies: [{ title: 'Yes, thanks', action: { warmline: 'helped', answerId: 'a1' } }, { title: 'Another question' }],
    citations: [{ articleId: 'r', revision: 2, slug: 'returns', title: 'Returns', passage: 'You have 30 days.' }],
    answer: { answerId: 'a1', probability: 0.9, libraryVersion: 4, generated: true, language: 'en' },
    route: 'answer',
  }

  it('carries sources as text and as the entity that clients show', async () => {
    const activity = renderActivity(await commitOf([answer], 'slack'), 0, address(), 'https://help.example')
    expect(activity).to.deep.include({
      text: 'Within 30 days.\n\n[1] [Returns](https://help.example/articles/returns)',
      textFormat: 'markdown',
      entities: [
        {
          type: 'https://schema.org/Message',
          '@type': 'Message',
          '@context': 'https://schema.org',
          '@id': '',
          additionalType: ['AIGeneratedContent'],
          citation: [
            {
              '@type': 'Claim',
              position: 1,
              appearance: {
                '@type': 'DigitalDocument',
                name: 'Returns',
                url: 'https://help.example/articles/returns',
                abstract: 'You have 30 days.',
              },
            },
          ],
        },
      ],
      suggestedActions: {
        actions: [
          { type: 'postBack', title: 'Yes, thanks', value: { warmline: 'helped', answerId: 'a1' } },
          { type: 'imBack', title: 'Another question', value: 'Another question' },
        ],
        to: ['29:customer'],
      },
    })
    expect(activity?.['channelData']).to.deep.equal({
      warmline: {
        from: 'bot',
        owner: { kind: 'human', name: 'Ann' },
        route: 'answer',
        articles: [{ articleId: 'r', revision: 2 }],
        answerId: 'a1',
        probability: 0.9,
        libraryVersion: 4,
      },
    })
  })

  it('makes no half links, and on Teams only chips that type', async () => {
    const activity = renderActivity(await commitOf([answer], 'msteams'), 0, address(), undefined)
    expect(activity?.['text']).to.equal('Within 30 days.\n\n[1] Returns')
    expect(activity).not.to.have.property('entities')
    expect(JSON.stringify(activity?.['suggestedActions'])).not.to.contain('postBack')
  })

  it('never shows a note, nor the customer their own words', async () => {
    const commit = await commitOf(
      [
        { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'a note' },
        { type: 'CustomerMessage', channel: 'msteams', customerKey: 'k', text: 'mine' },
      ],
      'msteams',
    )
    expect(renderActivity(commit, 0, address(), undefined)).to.equal(undefined)
    expect(renderActivity(commit, 1, address(), undefined)).to.equal(undefined)
  })
})

function address(serviceUrl = SERVICE_URL) {
  return { serviceUrl, conversation: { id: '19:abc' }, user: { id: '29:customer' }, bot: { id: '28:bot' } }
}

/** A commit whose conversation Ann owns, made as the log would have it. */
async function commitOf(events: ConversationEvent[], channel: string, serviceUrl?: string): Promise<Commit> {
  let last: Commit | undefined
  const log = {
    head: async () => last,
    append: async (commit: Commit, _row: ConversationRow) => {
      last = commit
      return { kind: 'ok' as const }
    },
    read: async () => [],
    findByKey: async () => undefined,
    settle: async () => undefined,
  }
  const commit = createCommit({ log, clock: { now: () => Date.now() }, ids: randomIds })
  const happens = (...more: ConversationEvent[]) => commit({ conversationId: 'c', decide: () => ({ events: more }) })
  await happens({ type: 'CustomerMessage', channel, customerKey: 'k', text: 'hi', address: address(serviceUrl) })
  if (events[0]?.type !== 'HumanMessage' && events[0]?.type !== 'BotMessage') {
    await happens(...events)
    return last!
  }
  const requested = { handoffId: 'c.h1', caseId: 'c.c1', reason: 'customer_request', transcript: { from: 1, to: 1 } } as const
  await happens(
    { type: 'HandoffRequested', ...requested, brief: { wants: 'help', tried: [], mood: 'calm' } },
    { type: 'HandoffQueued', handoffId: 'c.h1', queue: 'default', priority: 'normal' },
    { type: 'HandoffClaimed', handoffId: 'c.h1', agentId: 'a', agentName: 'Ann', slotId: 's' },
  )
  if (events[0].type === 'HumanMessage') await happens(...events)
  return events[0].type === 'HumanMessage' ? last! : { ...last!, events }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
