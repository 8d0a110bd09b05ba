/** The ephemeral lane: never logged, lost without harm, dropped when the epoch it carries has passed. */
export interface Signal {
  kind: 'typing'
  conversationId: string
  from: 'customer' | 'bot' | 'human'
  name?: string
  epoch: number
}

export interface Signals {
  publish(signal: Signal): void
  subscribe(listener: (signal: Signal) => void): () => void
}

/** Within one process; across nodes a provider carries them. */
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
