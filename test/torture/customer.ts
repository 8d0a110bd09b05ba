import { setTimeout as wait } from 'node:timers/promises'
import type { ActivitySet, ChatActivity } from '../../bot/api/chat.ts'
import type { Counts } from './counts.ts'

/** A web chat customer who remembers what was acknowledged, and holds the server to it. */
export interface Customer {
  say(base: string, id: string): Promise<boolean>
  /** One message after the other until the server is gone. */
  talkUntilCut(base: string): Promise<void>
  /** As a client does: the same messages with the same ids. */
  sayAgainWhatWasNotAcknowledged(base: string): Promise<void>
  /** Resolves when that many more messages are acknowledged: the last one's turn is probably still under way. */
  acknowledged(more: number): Promise<void>
  check(base: string, patienceMs: number): Promise<Counts>
}

export async function newCustomer(base: string, name: string): Promise<Customer> {
  const { token, conversationId } = (await (await fetch(`${base}/chat/token`, { method: 'POST' })).json()) as {
    token: string
    conversationId: string
  }
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const userId = (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { user: string }).user
  const path = `/v3/directline/conversations/${conversationId}/activities`
  const said: string[] = []
  const acknowledged = new Set<string>()
  let told = (): void => undefined

  return {
    say,
    async talkUntilCut(base) {
      for (;;) {
        const id = `${name}-${said.length}`
        said.push(id)
        if (!(await say(base, id))) return
      }
    },
    async sayAgainWhatWasNotAcknowledged(base) {
      for (const id of said) if (!acknowledged.has(id)) await say(base, id)
    },
    acknowledged(more) {
      const enough = acknowledged.size + more
      return new Promise((resolve) => {
        told = () => {
          if (acknowledged.size >= enough) resolve()
        }
      })
    },
    async check(base, patienceMs) {
      const deadline = Date.now() + patienceMs
      for (;;) {
        const counts = countIn(await readAll(base))
        if (counts.stuck === 0 || Date.now() > deadline) return counts
        await wait(100)
      }
    },
  }

  async function say(base: string, id: string): Promise<boolean> {
    const activity = { type: 'message', from: { id: userId }, text: `hello ${id}`, channelData: { clientActivityID: id } }
    try {
      const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(activity) })
      await response.arrayBuffer()
      if (response.ok) acknowledged.add(id)
      told()
      return response.ok
    } catch {
      return false
    }
  }

  async function readAll(base: string): Promise<ChatActivity[]> {
    const all: ChatActivity[] = []
    for (let watermark = '0'; ;) {
      const response = await fetch(`${base}${path}?watermark=${watermark}`, { headers })
      const set = (await response.json()) as ActivitySet
      all.push(...set.activities)
      if (set.watermark === watermark) return all
      watermark = set.watermark
    }
  }

  function countIn(activities: ChatActivity[]): Counts {
    const own = activities.filter((one) => one.from.id === userId).map((one) => one.text?.replace('hello ', '') ?? '')
    const answered = new Map<string, number>()
    for (const { replyToId } of activities)
      if (replyToId !== undefined) answered.set(replyToId, (answered.get(replyToId) ?? 0) + 1)
    const ids = activities.filter((one) => one.from.id === userId).map((one) => one.id ?? '')
    const order = own.map((id) => Number(id.split('-')[1]))
    return {
      attempted: said.length,
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((id) => !own.includes(id)).length,
      duplicated: own.length - new Set(own).size + [...answered.values()].filter((times) => times > 1).length,
      outOfOrder: order.filter((n, index) => index > 0 && n < (order[index - 1] ?? 0)).length,
      stuck: ids.filter((id) => !answered.has(id)).length,
    }
  }
}
