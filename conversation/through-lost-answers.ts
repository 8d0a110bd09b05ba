import { WarmlineError } from '../domain/errors.ts'

/** Tries before the error goes to the caller. */
const TRIES = 3

/**
 * A write that changes nothing when it is made twice, made again when the store did not answer: it may have happened, and nobody else
 * should have to find out.
 */
export async function throughLostAnswers<T>(write: () => Promise<T>, tries = TRIES): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      const mayHaveHappened = error instanceof WarmlineError && error.code === 'store_unavailable'
      if (!mayHaveHappened || attempt >= tries) throw error
    }
  }
}
