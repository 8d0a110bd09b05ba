import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import { setTimeout as wait } from 'node:timers/promises'
import type { Signal, SignalBus, Typing } from '../../conversation/ports.ts'

interface SignalRecord {
  node: string
  at: number
  signal: Signal
}

/** The newest few thousand signals; older ones fall out by themselves. Bytes. */
const CAPACITY_BYTES = 1024 * 1024
const RETRY_MS = 1000
/** What is older is nobody's typing any more. Milliseconds. */
const STALE_MS = 3000
const NAME = 'signals'

/** A capped collection read by a tailable cursor (MongoDB manual, "Tailable Cursors"). Lossy on purpose: nothing waits for it. */
export function createSignalBus(db: Db, now: () => number): SignalBus {
  const node = randomUUID()
  const signals = db.collection<SignalRecord>(NAME)
  return {
    publish(signal) {
      const bare = signal.kind === 'typing' ? withoutCustomerName(signal) : signal
      // Typing is not worth a majority of the disks.
      signals.insertOne({ node, at: now(), signal: bare }, { writeConcern: { w: 0 } }).catch(() => undefined)
    },
    async follow(onSignal) {
      await db.createCollection(NAME, { capped: true, size: CAPACITY_BYTES }).catch(() => undefined)
      const stopping = new AbortController()
      const running = tail(onSignal, stopping.signal)
      return {
        async stop() {
          stopping.abort()
          await running
        },
      }
    },
  }

  async function tail(onSignal: (signal: Signal) => void, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      try {
        await readFromNow(onSignal, stopping)
      } catch {
        // The server went away or has nothing to tail yet.
      }
      await wait(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined)
    }
  }

  async function readFromNow(onSignal: (signal: Signal) => void, stopping: AbortSignal): Promise<void> {
    const cursor = signals.find({}, { tailable: true, awaitData: true, maxAwaitTimeMS: 500 })
    const close = (): void => void cursor.close().catch(() => undefined)
    stopping.addEventListener('abort', close, { once: true })
    try {
      for await (const { node: sender, at, signal } of cursor) {
        if (sender !== node && now() - at < STALE_MS) onSignal(signal)
      }
    } finally {
      stopping.removeEventListener('abort', close)
      await cursor.close()
    }
  }
}

/** It has no business in a place that an erasure does not reach. Words that are streamed are the articles'. */
function withoutCustomerName(typing: Typing): Typing {
  const { name, ...rest } = typing
  return typing.from === 'customer' || name === undefined ? rest : typing
}
