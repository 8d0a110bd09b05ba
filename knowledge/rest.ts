/** Failures in a row, and milliseconds for which nobody is asked then. */
const FAILURES = 2
const REST_MS = 15_000

/** Whether something outside that has failed lately is left alone for a while. */
export interface Rest {
  resting(): boolean
  succeeded(): void
  /** `count`: as so many failures; `forMs`: how long it asked to be left alone. */
  failed(how?: { count?: number; forMs?: number }): void
}

/** Two failures in a row begin a rest. The first one asked after it decides alone. */
export function createRest(now: () => number): Rest {
  let failures = 0
  let until = -Infinity
  return {
    resting: () => now() < until,
    succeeded: () => {
      failures = 0
    },
    failed: ({ count = 1, forMs } = {}) => {
      failures += forMs === undefined ? count : FAILURES
      if (failures >= FAILURES) until = now() + (forMs ?? REST_MS)
    },
  }
}
