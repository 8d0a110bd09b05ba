import type { Composer } from './ports.ts'

/** Failures in a row, and milliseconds for which nobody is asked then. */
const FAILURES = 2
const REST_MS = 15_000

/**
 * A provider that fails twice, or once did not answer in time, is left alone for a while: who asks meanwhile gets no sentences at once
 * instead of waiting for the next failure. Messages of one conversation are answered one after the other, so each would wait for all
 * before it.
 */
export function restAfterFailures(composer: Composer, now: () => number): Composer {
  let failures = 0
  let restsUntil = -Infinity
  return {
    promptVersion: composer.promptVersion,
    async *compose(request, signal) {
      if (now() < restsUntil) return
      try {
        yield* composer.compose(request, signal)
        failures = 0
      } catch (error) {
        failures += signal.aborted ? FAILURES : 1
        // The first one asked after the rest decides alone.
        if (failures >= FAILURES) restsUntil = now() + REST_MS
        throw error
      }
    },
  }
}
