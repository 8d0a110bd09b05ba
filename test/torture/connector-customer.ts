import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { ConversationLog, Deliveries } from '../../conversation/ports.ts'
import { conversationIdOf } from '../../domain/ids.ts'
import type { Counts } from './counts.ts'
import { createTalker, type Talker } from './talker.ts'

/** A channel of the Bot Framework's that shows whatever it is sent, under an id of its own each time. */
export interface Channel {
  serviceUrl: string
  /** Ids of what was shown in a conversation, in order. */
  shownIn(conversation: string): string[]
  close(): void
}

export async function openChannel(): Promise<Channel> {
  const shown = new Map<string, string[]>()
  let count = 0
  const server = createServer((request, response) => {
    const conversation = decodeURIComponent(/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '')
    request.resume().on('end', () => {
      const id = `shown-${count++}`
      shown.set(conversation, [...(shown.get(conversation) ?? []), id])
      response.end(JSON.stringify({ id }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shownIn: (conversation) => shown.get(conversation) ?? [],
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Where the log and what became of its outbox can be read, beside the server. */
export interface Books {
  log: Pick<ConversationLog, 'read'>
  deliveries: Pick<Deliveries, 'of'>
}

/** A customer on that channel. What is shown beyond what the log knows of is a repeat. */
export interface ConnectorCustomer extends Talker {
  check(books: Books, patienceMs: number): Promise<Counts & { repeats: number }>
}

export function newConnectorCustomer(channel: Channel, name: string): ConnectorCustomer {
  const conversation = { id: name }
  const talker = createTalker(name, (base, id, signal) => {
    const people = { from: { id: `user-${name}` }, recipient: { id: 'bot' } }
    const activity = { type: 'message', id, text: `hello ${id}`, channelId: 'msteams', conversation, ...people }
    const body = JSON.stringify({ ...activity, serviceUrl: channel.serviceUrl })
    return fetch(`${base}/api/messages`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, signal })
  })

  return {
    ...talker,
    async check(books, patienceMs) {
      const deadline = Date.now() + patienceMs
      for (;;) {
        const counts = await countIn(books)
        if (counts.stuck === 0 || Date.now() > deadline) return counts
        await wait(200)
      }
    },
  }

  async function countIn({ log, deliveries }: Books): Promise<Counts & { repeats: number }> {
    const { said, heard } = talker
    const conversationId = conversationIdOf('msteams', 'default', name)
    const commits = await log.read(conversationId, 0, 100_000)
    const events = commits.flatMap((commit) => commit.events)
    const own = events.flatMap((event) => (event.type === 'CustomerMessage' ? [event.text.replace('hello ', '')] : []))
    const turns = events.flatMap((event) => (event.type === 'TurnCompleted' ? [event.messageVersion] : []))
    const entries = commits.flatMap((commit) => commit.outbox.map((entry) => entry.id))
    const ended = new Map((await deliveries.of(conversationId, entries)).map((one) => [one.entryId, one]))
    const named = entries.flatMap((id) => ended.get(id)?.channelActivityId ?? [])
    const shown = channel.shownIn(name)
    const order = shown.filter((id) => named.includes(id))
    return {
      attempted: said.length,
      acknowledged: heard.size,
      // Acknowledged and not in the log; in the log as sent and not seen by the customer; given up on a channel that never fails.
      lost:
        [...heard].filter((id) => !own.includes(id)).length +
        named.filter((id) => !shown.includes(id)).length +
        [...ended.values()].filter((one) => one.state !== 'sent').length,
      duplicated: own.length - new Set(own).size + turns.length - new Set(turns).size,
      outOfOrder: order.join() === named.join() ? 0 : 1,
      stuck: entries.length - ended.size + own.length - turns.length + said.filter((id) => !heard.has(id)).length,
      repeats: shown.length - order.length,
    }
  }
}
