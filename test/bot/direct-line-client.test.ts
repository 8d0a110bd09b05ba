import { expect } from 'chai'
import { DirectLine } from 'botframework-directlinejs'
import { WebSocket } from 'ws'
import { botSays, startChatServer, type ChatServer, until } from './chat-server.ts'
import { fetchAjax } from './fetch-ajax.ts'

interface Seen {
  id?: string
  type: string
  text?: string
  from: { id: string; role?: string }
  channelData?: { clientActivityID?: string; warmline?: { from: string } }
}

/** The official client, which has its own opinion of what a server does. */
function connect(server: ChatServer, token: string, webSocket: boolean, more: Record<string, unknown> = {}) {
  if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket })
  const client = new DirectLine({
    token,
    domain: `${server.url}/v3/directline`,
    webSocket,
    pollingInterval: 200,
    timeout: 2000,
    ajax: fetchAjax,
    WebSocket,
    random: () => 0,
    ...more,
  } as never)
  const seen: Seen[] = []
  const subscription = client.activity$.subscribe((activity) => void seen.push(activity))
  const messages = (): (string | undefined)[] => seen.filter(({ type }) => type === 'message').map(({ text }) => text)
  const say = (from: string, text: string, channelData?: unknown): Promise<string> =>
    new Promise((resolve, reject) => {
      client.postActivity({ type: 'message', from: { id: from }, text, channelData } as never).subscribe(resolve, reject)
    })
  const end = (): void => {
    subscription.unsubscribe()
    client.end()
  }
  return { client, seen, messages, say, end }
}

describe('the official Direct Line client', () => {
  let server: ChatServer
  beforeEach(async () => {
    server = await startChatServer()
  })
  afterEach(() => server.close())

  for (const streaming of [true, false]) {
    it(`talks ${streaming ? 'over the socket' : 'by polling'}: greeting, own words, answer`, async () => {
      const { token, conversationId, user } = await begin(server)
      const chat = connect(server, token, streaming)
      try {
        await until(() => chat.messages().length === 1)
        expect(chat.messages()).to.deep.equal(['Hello, I am a bot.'])
        const id = await chat.say(user, 'Where is my order?', { clientActivityID: 'c1' })
        await server.happens(conversationId, ...botSays(1, 'On its way.'))
        await until(() => chat.messages().length === 3)
        expect(chat.messages()).to.deep.equal(['Hello, I am a bot.', 'Where is my order?', 'On its way.'])
        expect(chat.seen[1]?.id).to.equal(id)
        expect(chat.seen[1]?.channelData?.clientActivityID).to.equal('c1')
        expect(chat.seen[1]?.from).to.include({ id: user, role: 'user' })
        expect(chat.seen[2]?.from.role).to.equal('bot')
      } finally {
        chat.end()
      }
    })
  }

  it('comes back after a cut socket and misses nothing', async () => {
    const { token, conversationId, user } = await begin(server)
    const chat = connect(server, token, true)
    try {
      await chat.say(user, 'one')
      await until(() => chat.messages().length === 2)
      server.cutSockets()
      await server.happens(conversationId, ...botSays(1, 'two'))
      await server.happens(conversationId, { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'a note' })
      await until(() => chat.messages().length === 3, 8000)
      await chat.say(user, 'three')
      await until(() => chat.messages().length === 4)
      expect(chat.messages()).to.deep.equal(['Hello, I am a bot.', 'one', 'two', 'three'])
    } finally {
      chat.end()
    }
  })

  it('reads its session id and resumes a conversation by id and watermark', async () => {
    const { token, conversationId, user } = await begin(server)
    const first = connect(server, token, false)
    await first.say(user, 'one')
    await until(() => first.messages().length === 2)
    first.end()
    const second = connect(server, token, true, { conversationId, watermark: '1' })
    try {
      await server.happens(conversationId, ...botSays(1, 'two'))
      await until(() => second.messages().length === 1)
      expect(second.messages()).to.deep.equal(['two'])
      const sessionId = await new Promise((resolve) => second.client.getSessionId().subscribe(resolve))
      expect(sessionId).to.be.a('string').with.length.above(10)
    } finally {
      second.end()
    }
  })
})

async function begin(server: ChatServer): Promise<{ token: string; conversationId: string; user: string }> {
  const answer = await server.post('/v3/directline/tokens/generate', {})
  const { token, conversationId } = (await answer.json()) as { token: string; conversationId: string }
  const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { user: string }
  return { token, conversationId, user: payload.user }
}
