import { expect } from 'chai'
import { WebSocket } from 'ws'
import type { ActivitySet, ChatActivity } from '../../bot/api/chat.ts'
import { composeNode, type Node } from '../../bot/compose.ts'
import { readConfig } from '../../bot/config.ts'
import { createLogger } from '../../bot/logger.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** What happened on one node must be seen on the other within this. Milliseconds. */
const SOON_MS = 1000

describe('two nodes on one MongoDB', () => {
  let db: TestDatabase
  const nodes: Node[] = []
  const bases: string[] = []
  before(async function () {
    this.timeout(60_000)
    db = await testDatabase()
    for (let n = 0; n < 2; n++) {
      const config = readConfig({ PORT: '0', MONGODB_URI: db.uri.replace('/?', `/${db.database}?`), LOG_LEVEL: 'error' })
      const node = await composeNode(config, createLogger('error'))
      nodes.push(node)
      bases.push(`http://127.0.0.1:${await node.start()}`)
    }
  })
  after(async () => {
    for (const node of nodes) await node.stop()
    await db.drop()
  })

  it('a customer on one and an agent on the other talk as on one, typing included', async function () {
    this.timeout(60_000)
    const [chatBase = '', deskBase = ''] = bases
    const customer = await openCustomer(chatBase)
    await customer.post({ type: 'message', text: 'a person please' })
    await customer.sees((one) => one.channelData?.warmline?.from === 'notice')

    const link = (await nodes[1]?.demoLinks(true))?.find(({ role }) => role === 'agent')
    const signedIn = await fetch(`${deskBase}/sign-in?code=${link?.code ?? ''}`, { redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const desk = async <T>(path: string, body?: unknown): Promise<T> => {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
      const answer = await fetch(deskBase + path, { ...init, headers: { cookie, 'Content-Type': 'application/json' } })
      const text = await answer.text()
      return (text === '' ? undefined : JSON.parse(text)) as T
    }
    const { items } = await desk<{ items: { id: string; epoch: number; conversationId: string }[] }>(
      '/api/desk/handoffs?state=queued',
    )
    const { id = '', epoch = -1, conversationId = '' } = items[0] ?? {}
    const claimed = await desk<{ epoch: number }>(`/api/desk/handoffs/${id}/claim`, { epoch })
    await customer.sees((one) => one.text?.includes('joined') === true)

    await desk(`/api/desk/conversations/${conversationId}/typing`, { epoch: claimed.epoch })
    await customer.sees((one) => one.type === 'typing')

    const sent = Date.now()
    await desk(`/api/desk/conversations/${conversationId}/messages`, {
      epoch: claimed.epoch,
      text: 'Hello from the other node',
      clientMessageId: '1',
    })
    await customer.sees((one) => one.text === 'Hello from the other node')
    expect(Date.now() - sent).to.be.below(SOON_MS)

    await customer.post({ type: 'message', text: 'Good to hear' })
    const { messages } = await desk<{ messages: { text: string }[] }>(`/api/desk/conversations/${conversationId}`)
    expect(messages.at(-1)?.text).to.equal('Good to hear')
    customer.close()
  })
})

async function openCustomer(base: string) {
  const json = { 'Content-Type': 'application/json' }
  const { token } = (await (await fetch(`${base}/chat/token`, { method: 'POST' })).json()) as { token: string }
  const headers = { ...json, Authorization: `Bearer ${token}` }
  const opened = (await (await fetch(`${base}/v3/directline/conversations`, { method: 'POST', headers })).json()) as {
    conversationId: string
    streamUrl: string
  }
  const seen: ChatActivity[] = []
  const socket = new WebSocket(opened.streamUrl)
  socket.on('message', (data: Buffer) => {
    if (data.length > 0) seen.push(...(JSON.parse(data.toString()) as ActivitySet).activities)
  })
  await new Promise((resolve) => socket.once('open', resolve))
  return {
    async post(activity: unknown): Promise<void> {
      const url = `${base}/v3/directline/conversations/${opened.conversationId}/activities`
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) })
      expect(response.status).to.equal(200)
    },
    async sees(what: (one: ChatActivity) => boolean): Promise<void> {
      const deadline = Date.now() + 15_000
      while (!seen.some(what)) {
        if (Date.now() > deadline) throw new Error(`not seen; last: ${JSON.stringify(seen.at(-1)?.text)}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    close: () => socket.close(),
  }
}
