import { DirectLine } from 'botframework-directlinejs'
import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { type Node, composeNode } from '../../bot/compose.ts'
import { readConfig } from '../../bot/config.ts'
import { createLogger } from '../../bot/logger.ts'
import { fetchAjax } from '../bot/fetch-ajax.ts'

interface Seen {
  type: string
  text?: string
  suggestedActions?: { actions: { title: string; value: unknown }[] }
  entities?: { citation?: { appearance: { url: string } }[] }[]
  channelData?: { warmline?: { from: string; owner: { kind: string } } }
}

/** A human agent's browser, as far as HTTP can tell. */
async function signIn(base: string, node: Node) {
  const link = (await node.demoLinks(true)).find(({ role }) => role === 'agent')
  const response = await fetch(`${base}/sign-in?code=${link?.code ?? ''}`, { redirect: 'manual' })
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async <T>(path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const answer = await fetch(base + path, { ...init, headers: { cookie, 'Content-Type': 'application/json' } })
    expect(answer.ok, `${path} answered ${answer.status}`).to.equal(true)
    return (await answer.json()) as T
  }
}

/** The official client, unmodified, and what it has shown. */
async function openChat(base: string) {
  // Node 20 has none of its own.
  Object.assign(globalThis, { WebSocket: (globalThis.WebSocket as unknown) ?? WebSocket })
  const { token } = (await (await fetch(`${base}/chat/token`, { method: 'POST' })).json()) as { token: string }
  const { user } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { user: string }
  const client = new DirectLine({ token, domain: `${base}/v3/directline`, webSocket: true, ajax: fetchAjax, WebSocket } as never)
  const seen: Seen[] = []
  let read = 0
  const subscription = client.activity$.subscribe((activity) => void seen.push(activity as never))
  const post = (activity: unknown): Promise<string> =>
    new Promise((resolve, reject) => client.postActivity(activity as never).subscribe(resolve, reject))
  return {
    says: (text: string, value?: unknown) => post({ type: 'message', from: { id: user }, text, value }),
    /** The next message from somebody that matches; what was shown before it is passed over. */
    async sees(from: string, words: RegExp): Promise<Seen> {
      const deadline = Date.now() + 10_000
      for (;;) {
        for (; read < seen.length; read++) {
          const one = seen[read]
          if (one?.channelData?.warmline?.from === from && words.test(one.text ?? '')) return (read++, one)
        }
        if (Date.now() > deadline)
          throw new Error(`${from} never said ${String(words)}; seen: ${seen.map((one) => one.text).join(' / ')}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    end() {
      subscription.unsubscribe()
      client.end()
    },
  }
}

describe('the whole line with the official Direct Line client', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'warmline-line-'))
  let node: Node
  let base: string
  let chat: Awaited<ReturnType<typeof openChat>>
  before(async () => {
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    node = await composeNode(config, createLogger('error'))
    base = `http://127.0.0.1:${await node.start()}`
  })
  after(async () => {
    chat.end()
    await node.stop()
    rmSync(dataDir, { recursive: true })
  })

  it('greets, answers with a source, hands off, relays, comes back, is rated, and answers again', async () => {
    const desk = await signIn(base, node)
    chat = await openChat(base)
    await chat.sees('bot', /a bot/)

    await chat.says('How long do I have to return something?')
    const answer = await chat.sees('bot', /45 days/)
    const source = answer.entities?.[0]?.citation?.[0]?.appearance.url ?? ''
    expect(await (await fetch(source)).text()).to.contain('45 days')
    await chat.sees('bot', /help/)

    await chat.says('this bot is useless, get me a human')
    const queued = await chat.sees('notice', /./)
    expect(queued.channelData?.warmline?.owner.kind).to.equal('queue')

    const { items } = await desk<{ items: { id: string; conversationId: string; epoch: number; reason: string }[] }>(
      '/api/desk/handoffs?state=queued',
    )
    const handoff = items[0]
    expect(handoff?.reason).to.equal('customer_request')
    const claimed = await desk<{ epoch: number }>(`/api/desk/handoffs/${handoff?.id ?? ''}/claim`, { epoch: handoff?.epoch })
    await chat.sees('notice', /joined/)
    const path = `/api/desk/conversations/${handoff?.conversationId ?? ''}`
    await desk(`${path}/messages`, { epoch: claimed.epoch, text: 'I am here now.', clientMessageId: 'one' })
    await chat.sees('human', /I am here now/)
    await chat.says('Thank you, that is all')

    const { version } = await desk<{ version: number }>(path)
    await desk(`/api/desk/handoffs/${handoff?.id ?? ''}/return`, { epoch: claimed.epoch, version })
    const goodbye = await chat.sees('notice', /handed the conversation back/)
    const five = goodbye.suggestedActions?.actions.find((chip) => chip.title === '5')
    await chat.says('5', five?.value)
    await chat.sees('bot', /sentence/)
    await chat.says('How long do I have to return something?')
    await chat.sees('bot', /45 days/)
  })
})
