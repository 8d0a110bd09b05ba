import { expect } from 'chai'
import fc from 'fast-check'
import { followLog } from '../../bot/channels/direct-line/follow-log.ts'
import type { Commit, ConversationLog } from '../../conversation/ports.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { botSays, type ChatServer, openSocket, startChatServer, until } from './chat-server.ts'

const note: ConversationEvent = { type: 'NoteAdded', agentId: 'a', agentName: 'Ann', text: 'a note' }
const slot = { agentId: 'agent-1', agentName: 'Ann', slotId: 's1' }

function queued(conversationId: string): ConversationEvent[] {
  const handoffId = `${conversationId}.h1`
  return [
    {
      type: 'HandoffRequested',
      handoffId,
      caseId: `${conversationId}.c1`,
      reason: 'customer_request',
      brief: { wants: 'help', tried: [], mood: 'calm' },
      transcript: { from: 1, to: 1 },
    },
    { type: 'HandoffQueued', handoffId, queue: 'default', priority: 'normal' },
  ]
}

describe('the stream', () => {
  let server: ChatServer
  beforeEach(async () => {
    server = await startChatServer()
  })
  afterEach(() => server.close())

  async function begin() {
    const { token, conversationId } = (await (await server.post('/chat/token', {})).json()) as {
      token: string
      conversationId: string
    }
    const connect = async (watermark = '') => {
      const path = `/v3/directline/conversations/${conversationId}?watermark=${watermark}`
      const { streamUrl } = (await (await server.get(path, token)).json()) as { streamUrl: string }
      const stream = openSocket(streamUrl)
      expect(await stream.opened).to.equal('open')
      return stream
    }
    const say = (text: string) =>
      server.post(`/v3/directline/conversations/${conversationId}/activities`, { type: 'message', text }, token)
    return { token, conversationId, connect, say }
  }

  it('greets, replays, then goes on live; a commit without words makes no frame', async () => {
    const chat = await begin()
    await chat.say('one')
    await server.happens(chat.conversationId, note)
    const stream = await chat.connect()
    await until(() => stream.frames.length === 2)
    await server.happens(chat.conversationId, note)
    await server.happens(chat.conversationId, ...botSays(1, 'two'))
    await until(() => stream.frames.length === 3)
    expect(stream.texts()).to.deep.equal(['Hello, I am a bot.', 'one', 'two'])
    expect(stream.frames.map(({ watermark }) => watermark)).to.deep.equal(['0', '2', '4'])
  })

  it('serves several tabs, each from its own watermark', async () => {
    const chat = await begin()
    await chat.say('one')
    await server.happens(chat.conversationId, ...botSays(1, 'two'))
    const [all, some, none] = [await chat.connect(), await chat.connect('1'), await chat.connect('2')]
    expect(server.streams.count()).to.equal(3)
    await chat.say('three')
    await until(() => [all, some, none].every((stream) => stream.texts().includes('three')))
    expect(all.texts()).to.deep.equal(['Hello, I am a bot.', 'one', 'two', 'three'])
    expect(some.texts()).to.deep.equal(['two', 'three'])
    expect(none.texts()).to.deep.equal(['three'])
    all.socket.terminate()
    await until(() => server.streams.count() === 2)
  })

  it('reads from the log what the feed did not tell', async () => {
    const chat = await begin()
    const stream = await chat.connect()
    const other = await startSilentWriter(server, chat.conversationId)
    await other('one')
    await other('two')
    expect(stream.texts()).to.deep.equal(['Hello, I am a bot.'])
    await chat.say('three')
    await until(() => stream.texts().length === 4)
    expect(stream.texts()).to.deep.equal(['Hello, I am a bot.', 'one', 'two', 'three'])
  })

  it('shows typing of the present epoch only, and never the customer’s own', async () => {
    const chat = await begin()
    await chat.say('one')
    const stream = await chat.connect('1')
    await new Promise((resolve) => setTimeout(resolve, 50))
    const typing = { kind: 'typing', conversationId: chat.conversationId, epoch: 0 } as const
    server.signals.publish({ ...typing, from: 'customer' })
    server.signals.publish({ ...typing, from: 'human', name: 'Ann', epoch: 7 })
    server.signals.publish({ ...typing, from: 'bot', conversationId: 'somebody-else' })
    server.signals.publish({ ...typing, from: 'bot' })
    await until(() => stream.frames.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(stream.frames).to.deep.equal([
      { activities: [{ type: 'typing', from: { id: 'warmline', role: 'bot' } }], watermark: '1' },
    ])
  })

  it('tells the place in the queue on connect and as it moves, and an owner who came without a word', async () => {
    const chat = await begin()
    await chat.say('one')
    await server.happens(chat.conversationId, ...queued(chat.conversationId))
    const stream = await chat.connect('2')
    const owners = (): unknown[] => stream.frames.flatMap((frame) => frame.activities.map(({ name, value }) => [name, value]))
    const place = (position: number) => ['warmline.owner', { kind: 'queue', position, waitSeconds: 60, agentsOnline: 1 }]
    await until(() => stream.frames.length === 1)
    expect(owners()).to.deep.equal([place(1)])

    server.ownerNow.answer = { kind: 'queue', position: 2, waitSeconds: 60, agentsOnline: 1 }
    const busy = await begin()
    await busy.say('I want a person')
    await server.happens(busy.conversationId, ...queued(busy.conversationId))
    await until(() => stream.frames.length === 2)
    expect(owners()[1]).to.deep.equal(place(2))

    await server.happens(chat.conversationId, { type: 'HandoffClaimed', handoffId: `${chat.conversationId}.h1`, ...slot })
    await until(() => stream.frames.length === 3)
    expect(owners()[2]).to.deep.equal(['warmline.owner', { kind: 'human', name: 'Ann' }])

    const late = await chat.connect('3')
    await until(() => late.frames.length === 1)
    expect(late.frames[0]?.activities[0]).to.deep.include({ name: 'warmline.owner', value: { kind: 'human', name: 'Ann' } })
  })

  it('cuts a socket that does not read, and nothing else waits for it', async () => {
    const chat = await begin()
    await chat.say('one')
    const [deaf, other] = [await chat.connect(), await chat.connect()]
    deaf.socket.pause()
    for (let n = 0; server.streams.count() === 2 && n < 200; n++)
      await server.happens(chat.conversationId, ...botSays(1, 'x'.repeat(200_000)))
    expect(server.streams.count()).to.equal(1)
    await server.happens(chat.conversationId, ...botSays(1, 'the end'))
    await until(() => other.texts().includes('the end'))
    const head = await server.store.log.head(chat.conversationId)
    const sockets = await Promise.all(Array.from({ length: 19 }, () => chat.connect(String(head?.version))))
    expect(sockets).to.have.length(19)
    const { streamUrl } = (await (
      await server.get(`/v3/directline/conversations/${chat.conversationId}`, chat.token)
    ).json()) as { streamUrl: string }
    expect(await openSocket(streamUrl).opened, 'twenty tabs are enough').to.equal(429)
  })

  it('finds out by itself which sockets are gone and what the feed lost', async () => {
    const ticking = await startChatServer({ tickMs: 60 })
    const session = ticking.tokens.start({})
    const ticket = await ticking.tokens.issueTicket(session)
    const url = `ws://127.0.0.1:${ticking.port}/v3/directline/conversations/${session.conversationId}/stream?t=${ticket}`
    const [living, gone] = [openSocket(url), openSocket(url)]
    await Promise.all([living.opened, gone.opened])
    gone.socket.pause()
    await until(() => ticking.streams.count() === 1)
    await (
      await startSilentWriter(ticking, session.conversationId)
    )('from another node')
    await until(() => living.texts().includes('from another node'))
    await ticking.close()
  })

  it('closes although a client does not say goodbye', async () => {
    const closing = await startChatServer()
    const session = closing.tokens.start({})
    const ticket = await closing.tokens.issueTicket(session)
    const stream = openSocket(
      `ws://127.0.0.1:${closing.port}/v3/directline/conversations/${session.conversationId}/stream?t=${ticket}`,
    )
    await stream.opened
    stream.socket.pause()
    const begun = Date.now()
    await closing.close()
    expect(Date.now() - begun).to.be.lessThan(3000)
  })

  it('outlives frames that are too long or not frames at all', async () => {
    const chat = await begin()
    const [loud, calm] = [await chat.connect(), await chat.connect()]
    loud.socket.send('x'.repeat(100_000))
    await until(() => server.streams.count() === 1)
    calm.socket.send('')
    calm.socket.send('{"type":"message"}')
    await chat.say('still here')
    await until(() => calm.texts().includes('still here'))
  })
})

describe('following a log', () => {
  const commitOf = (version: number) => ({ version }) as Commit

  it('shows every version once and in order, whatever the feed forgets, repeats or mixes up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 0, max: 5 }),
        async (versions, offers, after) => {
          const shown: number[] = []
          let written = Math.min(after, versions)
          const log = {
            read: async (_id: string, from: number, limit: number) => {
              await Promise.resolve()
              const all = Array.from({ length: written }, (_, index) => commitOf(index + 1))
              return all.filter(({ version }) => version > from).slice(0, limit)
            },
          } as unknown as ConversationLog
          const follower = followLog({
            log,
            conversationId: 'c',
            after: written,
            show: async (commits) => {
              shown.push(...commits.map(({ version }) => version))
              await Promise.resolve()
            },
          })
          const begun = written
          const reading: Promise<void>[] = []
          for (const [version, pause] of offers) {
            written = Math.min(versions, Math.max(written, version))
            if (version <= written) reading.push(follower.offer(commitOf(version)))
            if (pause) await Promise.resolve()
          }
          written = Math.max(written, versions)
          await Promise.all(reading)
          await follower.catchUp()
          expect(shown).to.deep.equal(Array.from({ length: versions - begun }, (_, index) => begun + index + 1))
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Another node's writer, whose commits this node's feed never hears of. */
async function startSilentWriter(server: ChatServer, conversationId: string) {
  const { createCommit } = await import('../../conversation/commit.ts')
  const { randomIds } = await import('../../domain/ids.ts')
  const commit = createCommit({ log: server.store.log, clock: server.clock, ids: randomIds })
  return (text: string) =>
    commit({
      conversationId,
      decide: () => ({ events: [{ type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text }] }),
    })
}
