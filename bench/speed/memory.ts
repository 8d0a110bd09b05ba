import { setTimeout as wait } from 'node:timers/promises'
import { openChat } from './chat-client.ts'
import { startChild } from './child.ts'
import { startNode } from './node.ts'

export interface MemoryFigures {
  /** Kilobytes the node grew by, for each. */
  perSocketKb: number
  perConversationKb: number
}

const AT_ONCE = 50
/** What a node allocates once and keeps (code, caches) is there before the count begins. */
const WARM_UP = 200
/** Garbage of the opening is collected when the node has been idle. Milliseconds. */
const SETTLED_MS = 10_000

/**
 * How much larger the node's process is with so many idle sockets than without, and with so many conversations that asked a question and
 * were answered, without sockets. The operating system's figure, so garbage that V8 has not given back is in it.
 */
export async function measureMemory({
  sockets,
  conversations,
}: {
  sockets: number
  conversations: number
}): Promise<MemoryFigures> {
  const perSocketKb = await growth(sockets, async (base, count) => {
    const client = await startChild('bench/speed/idle-sockets.ts', /open (\d+)/, {}, [base, String(count)])
    return () => client.stop()
  })
  const perConversationKb = await growth(conversations, async (base, count) => {
    for (let open = 0; open < count; open += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const chat = await openChat(base, { socket: false })
          await chat.say('How long do I have to return something?')
        }),
      )
    }
    return async () => undefined
  })
  return { perSocketKb, perConversationKb }
}

async function growth(count: number, open: (base: string, count: number) => Promise<() => Promise<void>>): Promise<number> {
  const node = await startNode()
  try {
    const stops = [await open(node.base, WARM_UP)]
    await wait(SETTLED_MS)
    const before = await residentKb(node.base)
    stops.push(await open(node.base, count))
    await wait(SETTLED_MS)
    const after = await residentKb(node.base)
    for (const stop of stops) await stop()
    return (after - before) / count
  } finally {
    await node.stop()
  }
}

async function residentKb(base: string): Promise<number> {
  const text = await (await fetch(`${base}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? NaN) / 1024
}
