import { WarmlineError } from '../domain/errors.ts'
import type { Meant } from './embedded-signals.ts'
import type { Embedder } from './ports.ts'
import type { Rest } from './rest.ts'
import type { Shelf } from './shelf.ts'
import { within } from './within.ts'

export interface EmbedQuestionDeps {
  embedder: Embedder
  shelf: Shelf
  rest: Rest
  /** A question waits for its vector no longer. Milliseconds. */
  limitMs: number
  /** Told of an endpoint that failed; the question is answered without it. */
  report: (error: unknown) => void
}

/** Undefined when there is none in time: the answer goes on without it. */
export type EmbedQuestion = (text: string) => Promise<Meant | undefined>

export function createEmbedQuestion({ embedder, shelf, rest, limitMs, report }: EmbedQuestionDeps): EmbedQuestion {
  return async (text) => {
    const { vectors } = shelf
    if (!vectors || rest.resting()) return undefined
    try {
      const request = { texts: [text], as: 'question', model: vectors.model } as const
      const { vectors: made } = await within(limitMs, (signal) => embedder.embed(request, signal))
      rest.succeeded()
      return made[0] && { vector: made[0], vectors }
    } catch (error) {
      rest.failed({ forMs: retryAfterMs(error) })
      report(error)
      return undefined
    }
  }
}

/** What an endpoint that wants to be left alone asked for. */
export function retryAfterMs(error: unknown): number | undefined {
  const ms = error instanceof WarmlineError ? error.facts['retryAfterMs'] : undefined
  return typeof ms === 'number' ? ms : undefined
}
