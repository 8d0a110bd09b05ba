import type { Signal, SignalBus } from '../conversation/ports.ts'

export type { Signal } from '../conversation/ports.ts'

export interface Signals {
  publish(signal: Signal): void
  subscribe(listener: (signal: Signal) => void): () => void
}

/** Within one process. */
export function createLocalSignals(): Signals {
  const listeners = new Set<(signal: Signal) => void>()
  return {
    publish(signal) {
      for (const listener of listeners) listener(signal)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** To this node's listeners at once, and to other nodes by the bus. What the bus brings is published to `local` alone. */
export function withBus(local: Signals, bus: Pick<SignalBus, 'publish'>): Signals {
  return {
    publish(signal) {
      local.publish(signal)
      bus.publish(signal)
    },
    subscribe: (listener) => local.subscribe(listener),
  }
}
