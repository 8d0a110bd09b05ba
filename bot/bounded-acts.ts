import { WarmlineError } from '../domain/errors.ts'

export interface Bounds {
  /** How long a sender waits for the acknowledgement. Milliseconds. */
  limitMs: number
  /** Acts that the store has not finished; one more is turned away at once. */
  mostUnderWay: number
}

/** Below the 10 to 15 s after which the Bot Framework's connector gives up on a bot, and Teams sends again; agents and editors wait no longer. */
export const USUAL_BOUNDS: Bounds = { limitMs: 8000, mostUnderWay: 2000 }

const RETRY_AFTER_SECONDS = 5

export type BoundedAct = <T>(act: () => Promise<T>) => Promise<T>

/**
 * Backpressure while the store is slow: who has waited long enough, or finds too many waiting, is told to come again, and nothing is
 * acknowledged. An act that was begun goes on; if it is written after all, its key answers the one who comes again.
 */
export function createBoundedActs({ limitMs, mostUnderWay }: Bounds): BoundedAct {
  let underWay = 0

  return async (act) => {
    if (underWay >= mostUnderWay) throw tooSlow('too many writes wait')
    underWay++
    const done = act().finally(() => underWay--)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(tooSlow(`a write took over ${limitMs} ms`)), limitMs)
    })
    try {
      return await Promise.race([done, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

function tooSlow(how: string): WarmlineError {
  return new WarmlineError('store_unavailable', `The database is slow: ${how}.`, {
    facts: { retryAfterSeconds: RETRY_AFTER_SECONDS },
  })
}
