import { openChat } from './chat-client.ts'
import { startChild } from './child.ts'
import { percentile } from './statistics.ts'

export interface Throughput {
  perSecond: number
  p50Ms: number
  p99Ms: number
}

export interface Load {
  conversations: number
  messages: number
  /** Unanswered requests at any time. */
  inFlight: number
}

/** Sends one message and answers the milliseconds until it was acknowledged. */
type Say = () => Promise<number>

/** Messages a second acknowledged durably by the product, over many conversations in turn. Their turns run beside. */
export async function measureThroughput(base: string, load: Load): Promise<Throughput> {
  const says: Say[] = []
  while (says.length < load.conversations) {
    const some = await Promise.all(
      Array.from({ length: Math.min(50, load.conversations - says.length) }, () => openChat(base, { socket: false })),
    )
    says.push(...some.map((chat) => () => chat.say('hello')))
  }
  return send(says, load)
}

/** The same load on the same restify with one grouped insert a message and nothing else: what this machine can do at all. */
export async function measureLimit(load: Load): Promise<Throughput> {
  const server = await startChild('bench/speed/limit-server.ts', /listening on (\d+)/)
  const url = `http://127.0.0.1:${server.said}/messages`
  const body = JSON.stringify({ type: 'message', from: { id: 'dl_customer' }, text: 'hello' })
  const say = async (): Promise<number> => {
    const started = performance.now()
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    await response.arrayBuffer()
    return performance.now() - started
  }
  try {
    return await send([say], load)
  } finally {
    await server.stop()
  }
}

async function send(says: readonly Say[], { messages, inFlight }: Load): Promise<Throughput> {
  const figures: number[] = []
  let next = 0
  const started = performance.now()
  const sender = async (): Promise<void> => {
    for (let n = next++; n < messages; n = next++) {
      const say = says[n % says.length]
      if (say) figures.push(await say())
    }
  }
  await Promise.all(Array.from({ length: inFlight }, sender))
  const seconds = (performance.now() - started) / 1000
  return { perSecond: messages / seconds, p50Ms: percentile(figures, 0.5), p99Ms: percentile(figures, 0.99) }
}
