import type { Composer } from './ports.ts'
import { createRest } from './rest.ts'

/**
 * A provider that fails twice, or once did not answer in time, is left alone for a while: who asks meanwhile gets no sentences at once
 * instead of waiting for the next failure. Messages of one conversation are answered one after the other, so each would wait for all
 * before it.
 */
export function restAfterFailures(composer: Composer, now: () => number): Composer {
  const rest = createRest(now)
  return {
    promptVersion: composer.promptVersion,
    async *compose(request, signal) {
      if (rest.resting()) return
      try {
        yield* composer.compose(request, signal)
        rest.succeeded()
      } catch (error) {
        rest.failed({ count: signal.aborted ? 2 : 1 })
        throw error
      }
    },
  }
}
