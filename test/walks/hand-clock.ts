import type { Clock } from '../../domain/clock.ts'

/** Time that moves only when told to. */
export interface HandClock extends Clock {
  advance(ms: number): void
}

export function createHandClock(start = Date.UTC(2026, 0, 5, 9)): HandClock {
  let now = start
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}

/** Ids in order, so that a failing walk reads the same every time. */
export function countingIds(prefix = 'id') {
  let n = 0
  return { next: () => `${prefix}${String(++n).padStart(6, '0')}` }
}
