/** The only source of time. Milliseconds since the Unix epoch; a store's clock in production, a hand-moved one in tests. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }
