import { setTimeout as wait } from 'node:timers/promises'
import type { ActivitySet, ChatActivity } from '../../bot/api/chat.ts'
import type { Counts } from './counts.ts'
import { createTalker, type Talker } from './talker.ts'

/** A web chat customer who holds the server to what it acknowledged. */
export interface Customer extends Talker {
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
  const talker = createTalker(name, (base, id, signal) => {
    const activity = { type: 'message', from: { id: userId }, text: `hello ${id}`, channelData: { clientActivityID: id } }
    return fetch(base + path, { method: 'POST', headers, body: JSON.stringify(activity), signal })
  })

  return {
    ...talker,
    async check(base, patienceMs) {
      const deadline = Date.now() + patienceMs
      for (;;) {
        const counts = countIn(await readAll(base))
        if (counts.stuck === 0 || Date.now() > deadline) return counts
        await wait(100)
      }
    },
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
    const { said, heard } = talker
    const own = activities.filter((one) => one.from.id === userId).map((one) => one.text?.replace('hello ', '') ?? '')
    const answered = new Map<string, number>()
    for (const { replyToId } of activities)
      if (replyToId !== undefined) answered.set(replyToId, (answered.get(replyToId) ?? 0) + 1)
    const ids = activities.filter((one) => one.from.id === userId).map((one) => one.id ?? '')
    const order = own.map((id) => Number(id.split('-')[1]))
    return {
      attempted: said.length,
      acknowledged: heard.size,
      lost: [...heard].filter((id) => !own.includes(id)).length,
      duplicated: own.length - new Set(own).size + [...answered.values()].filter((times) => times > 1).length,
      outOfOrder: order.filter((n, index) => index > 0 && n < (order[index - 1] ?? 0)).length,
      // Never answered, or never acknowledged however often it was said again.
      stuck: ids.filter((id) => !answered.has(id)).length + said.filter((id) => !heard.has(id)).length,
    }
  }
}
