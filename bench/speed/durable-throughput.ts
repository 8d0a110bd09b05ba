import { openChat } from './chat-client.ts'
import { percentile } from './statistics.ts'

export interface Throughput {
  perSecond: number
  p50Ms: number
  p99Ms: number
}

/** Messages a second acknowledged durably, `inFlight` at any time, over that many conversations in turn. */
export async function measureThroughput(
  base: string,
  options: { conversations: number; messages: number; inFlight: number },
): Promise<Throughput> {
  const chats = await openAll(base, options.conversations)
  const figures: number[] = []
  let next = 0
  const started = performance.now()
  const sender = async (): Promise<void> => {
    for (let n = next++; n < options.messages; n = next++) {
      const chat = chats[n % chats.length]
      if (chat) figures.push(await chat.say('hello'))
    }
  }
  await Promise.all(Array.from({ length: options.inFlight }, sender))
  const seconds = (performance.now() - started) / 1000
  return { perSecond: options.messages / seconds, p50Ms: percentile(figures, 0.5), p99Ms: percentile(figures, 0.99) }
}

async function openAll(base: string, count: number) {
  const chats = []
  for (let opened = 0; opened < count; opened += 50) {
    const some = Array.from({ length: Math.min(50, count - opened) }, () => openChat(base, { socket: false }))
    chats.push(...(await Promise.all(some)))
  }
  return chats
}
