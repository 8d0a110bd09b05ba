import { expect } from 'chai'
import type { ActivitySet } from '../../bot/api/chat.ts'
import { activityIdOf } from '../../domain/ids.ts'
import { botSays, type ChatServer, claimsOf, openSocket, startChatServer, until } from './chat-server.ts'

interface Connection {
  token: string
  conversationId: string
  expires_in: number
  streamUrl: string
}

describe('Direct Line over HTTP', () => {
  let server: ChatServer
  beforeEach(async () => {
    server = await startChatServer()
  })
  afterEach(() => server.close())

  async function start(profile: unknown = {}): Promise<Connection & { user: string }> {
    const { token } = (await (await server.post('/chat/token', profile)).json()) as { token: string }
    const answer = await server.post('/v3/directline/conversations', undefined, token)
    expect(answer.status).to.equal(201)
    const connection = (await answer.json()) as Connection
    return { ...connection, user: claimsOf(connection.token).user }
  }

  async function say(chat: Connection, body: Record<string, unknown>): Promise<Response> {
    return server.post(`/v3/directline/conversations/${chat.conversationId}/activities`, body, chat.token)
  }

  async function read(chat: Connection, watermark?: string): Promise<ActivitySet> {
    const query = watermark === undefined ? '' : `?watermark=${watermark}`
    const answer = await server.get(`/v3/directline/conversations/${chat.conversationId}/activities${query}`, chat.token)
    expect(answer.status).to.equal(200)
    return (await answer.json()) as ActivitySet
  }

  const texts = (set: ActivitySet): (string | undefined)[] => set.activities.map(({ text }) => text)

  it('gives out a token, a conversation and an address for the stream, and writes nothing down', async () => {
    const chat = await start()
    expect(chat.expires_in).to.equal(1800)
    expect(chat.user).to.match(/^dl_[\w-]{22}$/)
    expect(chat.streamUrl).to.match(
      new RegExp(`^ws://127.0.0.1:${server.port}/v3/directline/conversations/${chat.conversationId}/stream\\?t=`),
    )
    expect(await server.store.log.head(chat.conversationId)).to.equal(undefined)
    await say(chat, { type: 'message', text: 'hello' })
    const again = await server.post('/v3/directline/conversations', {}, chat.token)
    expect(again.status).to.equal(200)
  })

  it('greets whoever has no watermark, with the same id each time, and nobody else', async () => {
    const chat = await start()
    const first = await read(chat)
    expect(first.watermark).to.equal('0')
    expect(first.activities[0]).to.deep.include({ id: activityIdOf(chat.conversationId, 0, 0), text: 'Hello, I am a bot.' })
    expect(await read(chat)).to.deep.equal(first)
    expect(await read(chat, '0')).to.deep.equal({ activities: [], watermark: '0' })
  })

  it('answers the id of the echoed activity, and moves the watermark over what a customer must not see', async () => {
    const chat = await start({ name: 'Iris' })
    const answer = (await (await say(chat, { type: 'message', text: 'hello', from: { id: chat.user } })).json()) as { id: string }
    await server.happens(chat.conversationId, { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'a secret note' })
    const set = await read(chat, '0')
    expect(set.activities.map(({ id }) => id)).to.deep.equal([answer.id])
    expect(set.activities[0]?.from).to.deep.equal({ id: chat.user, role: 'user', name: 'Iris' })
    expect(set.watermark).to.equal('2')
    expect(JSON.stringify(set)).not.to.contain('secret')
    expect(await read(chat, '1')).to.deep.equal({ activities: [], watermark: '2' })
  })

  it('never splits a commit over two sets', async () => {
    const chat = await start()
    await say(chat, { type: 'message', text: 'one' })
    await server.happens(
      chat.conversationId,
      { type: 'BotMessage', replyTo: 1, text: 'two', quickReplies: [], citations: [] },
      ...botSays(1, 'three'),
    )
    const set = await read(chat, '1')
    expect(texts(set)).to.deep.equal(['two', 'three'])
    expect(set.watermark).to.equal('2')
    expect(set.activities[0]?.replyToId).to.equal(activityIdOf(chat.conversationId, 1, 0))
  })

  it('takes a message that names itself once, and gives the same id again', async () => {
    const chat = await start()
    const body = { type: 'message', text: 'hello', channelData: { clientActivityID: 'abc' } }
    const ids = await Promise.all([1, 2, 3].map(async () => ((await (await say(chat, body)).json()) as { id: string }).id))
    expect(new Set(ids).size).to.equal(1)
    const set = await read(chat, '0')
    expect(texts(set)).to.deep.equal(['hello'])
    expect(set.activities[0]?.channelData?.clientActivityID).to.equal('abc')
    await say(chat, { type: 'message', text: 'no name' })
    await say(chat, { type: 'message', text: 'no name' })
    expect(texts(await read(chat, '1'))).to.deep.equal(['no name', 'no name'])
  })

  it('understands a pressed chip, gives it words, and ignores one that it never made', async () => {
    const chat = await start()
    await say(chat, { type: 'message', value: { warmline: 'human' }, channelData: { postBack: true } })
    await say(chat, { type: 'message', text: 'A chip of somebody else', value: { warmline: 'launch' } })
    const [human, other] = await server.store.log.read(chat.conversationId, 0, 10)
    expect(human?.events[0]).to.deep.include({ text: 'Talk to a person', action: { warmline: 'human' } })
    expect(other?.events[0]).not.to.have.property('action')
    const { activities } = await read(chat, '0')
    expect(activities[0]).to.deep.include({ value: { warmline: 'human' } })
    expect(activities[0]?.channelData?.postBack).to.equal(true)
  })

  it('passes typing on without logging it, ends the chat, accepts what it does not know', async () => {
    const chat = await start()
    await say(chat, { type: 'message', text: 'hello' })
    const signals: unknown[] = []
    server.signals.subscribe((signal) => signals.push(signal))
    for (const type of ['typing', 'event', 'somethingNew']) {
      const answer = await say(chat, { type, name: 'webchat/join' })
      expect(((await answer.json()) as { id: string }).id).to.be.a('string')
    }
    expect(signals).to.deep.equal([{ kind: 'typing', conversationId: chat.conversationId, from: 'customer', epoch: 0 }])
    await say(chat, { type: 'endOfConversation', channelData: { clientActivityID: 'bye' } })
    expect(server.ended).to.have.length(1)
    expect(server.ended[0]?.conversationId).to.equal(chat.conversationId)
    expect((await read(chat, '0')).watermark).to.equal('1')
  })

  it('says why it does not take what it cannot', async () => {
    const chat = await start()
    const statusOf = async (body: Record<string, unknown>): Promise<number> => (await say(chat, body)).status
    expect(await statusOf({ type: 'message', text: 'x'.repeat(8000) })).to.equal(200)
    expect(await statusOf({ type: 'message', text: 'x'.repeat(8001) })).to.equal(413)
    expect(await statusOf({ type: 'message', text: '   ' })).to.equal(400)
    expect(await statusOf({ type: 'message' })).to.equal(400)
    expect(await statusOf({ text: 'no type' })).to.equal(400)
    expect(await statusOf({ type: 'message', text: 7 })).to.equal(400)
    const upload = await server.post(`/v3/directline/conversations/${chat.conversationId}/upload`, {}, chat.token)
    expect(upload.status).to.equal(400)
    expect(await upload.json()).to.have.property('detail')
  })

  it('does not let a client that is ahead of a restored log wait for what is written anew', async () => {
    const chat = await start()
    await say(chat, { type: 'message', text: 'hello' })
    expect((await read(chat, '99')).watermark).to.equal('1')
    const connection = (await (
      await server.get(`/v3/directline/conversations/${chat.conversationId}?watermark=99`, chat.token)
    ).json()) as Connection
    const stream = openSocket(connection.streamUrl)
    await stream.opened
    await server.happens(chat.conversationId, ...botSays(1, 'written anew'))
    await until(() => stream.texts().includes('written anew'))
    stream.socket.terminate()
  })

  it('goes on with an expired token of its own for thirty days, and no longer', async () => {
    const chat = await start({ name: 'Iris', language: 'de' })
    server.clock.ahead = 31 * 60_000
    expect((await say(chat, { type: 'message', text: 'late' })).status).to.equal(403)
    const back = (await (await server.post('/chat/token', { token: chat.token })).json()) as Connection
    expect(back.conversationId).to.equal(chat.conversationId)
    expect(claimsOf(back.token)).to.deep.include({ user: chat.user, name: 'Iris', lang: 'de' })
    expect((await say(back, { type: 'message', text: 'back' })).status).to.equal(200)
    server.clock.ahead = 29 * 86_400_000
    const later = (await (await server.post('/chat/token', { token: chat.token })).json()) as Connection
    expect(later.conversationId).to.equal(chat.conversationId)
    server.clock.ahead = 31 * 86_400_000
    const tooLate = (await (await server.post('/chat/token', { token: chat.token })).json()) as Connection
    expect(tooLate.conversationId).not.to.equal(chat.conversationId)
  })

  it('refreshes a token into one of the same conversation and customer', async () => {
    const chat = await start()
    const fresh = (await (await server.post('/v3/directline/tokens/refresh', {}, chat.token)).json()) as Connection
    expect(fresh.conversationId).to.equal(chat.conversationId)
    expect(claimsOf(fresh.token).user).to.equal(chat.user)
  })

  it('reads a long conversation in pages', async () => {
    const chat = await start()
    await say(chat, { type: 'message', text: 'hello' })
    for (let n = 0; n < 250; n++)
      await server.happens(chat.conversationId, { type: 'NoteAdded', agentId: 'a', agentName: 'A', text: `${n}` })
    const page = await read(chat)
    expect(page.watermark).to.equal('200')
    expect((await read(chat, page.watermark)).watermark).to.equal('251')
  })
})

describe('chat is for the pages that may', () => {
  it('refuses a page that is not allowed, also for tokens/generate and the socket', async () => {
    const server = await startChatServer({ allowedOrigins: ['https://shop.example'] })
    const ask = (path: string, origin: string, method = 'POST') =>
      fetch(server.url + path, { method, headers: { Origin: origin, 'Content-Type': 'application/json' } })
    for (const path of ['/chat/token', '/v3/directline/tokens/generate']) {
      expect((await ask(path, 'https://evil.example')).status).to.equal(403)
      expect((await ask(path, 'https://shop.example.evil.example')).status).to.equal(403)
      expect((await ask(path, 'null')).status).to.equal(403)
      const allowed = await ask(path, 'https://shop.example')
      expect(allowed.status).to.equal(200)
      expect(allowed.headers.get('access-control-allow-origin')).to.equal('https://shop.example')
      expect((await ask(path, server.url)).status).to.equal(200)
    }
    const preflight = await ask('/v3/directline/conversations', 'https://shop.example', 'OPTIONS')
    expect(preflight.status).to.equal(204)
    expect(preflight.headers.get('access-control-allow-headers')).to.match(/authorization/i)
    const stranger = await ask('/v3/directline/conversations', 'https://evil.example', 'OPTIONS')
    expect(stranger.headers.get('access-control-allow-origin')).to.equal(null)
    await server.close()
  })

  it('limits new chats per address and messages per customer, and says when to come again', async () => {
    const server = await startChatServer({ tokenRate: { burst: 2, perMinute: 2 }, activityRate: { burst: 1, perMinute: 1 } })
    // What this machine itself sends is not counted; a proxy in between is seen by its header.
    const headers = { 'X-Forwarded-For': '203.0.113.7', 'Content-Type': 'application/json' }
    const begin = () => fetch(`${server.url}/chat/token`, { method: 'POST', headers })
    const { token, conversationId } = (await (await begin()).json()) as Connection
    expect((await fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST', headers })).status).to.equal(200)
    const third = await begin()
    expect(third.status).to.equal(429)
    expect(Number(third.headers.get('retry-after'))).to.be.within(1, 30)
    const say = () =>
      fetch(`${server.url}/v3/directline/conversations/${conversationId}/activities`, {
        method: 'POST',
        headers: { ...headers, Authorization: `Bearer ${token}` },
        body: JSON.stringify({ type: 'message', text: 'hello' }),
      })
    expect((await say()).status).to.equal(200)
    expect((await say()).status).to.equal(429)
    await server.close()
  })
})
