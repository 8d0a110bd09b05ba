import type { Db } from 'mongodb'
import type { StoreClock } from '../../conversation/ports.ts'

/** The server's time as this node knows it. */
export interface MeasuredClock extends StoreClock {
  /** How far this node's own clock is behind the server's. A node beyond 1 s is not ready. Milliseconds. */
  offsetMs(): number
  /** Asks the server again. When it does not answer, the last offset stays. */
  measure(): Promise<void>
}

/** One question and answer: the server's time lies between the two times of this node. Milliseconds. */
export interface Sample {
  asked: number
  server: number
  answered: number
}

const SAMPLES = 3

export function createStoreClock(askServer: () => Promise<number>, local: () => number = Date.now): MeasuredClock {
  let offset = 0
  return {
    now: () => local() + offset,
    offsetMs: () => offset,
    async measure() {
      const samples: Sample[] = []
      for (let i = 0; i < SAMPLES; i++) {
        const asked = local()
        const server = await askServer()
        samples.push({ asked, server, answered: local() })
      }
      offset = offsetOf(samples)
    },
  }
}

/** From the quickest answer: it leaves the least doubt about when the server looked at its clock. Whole milliseconds. */
export function offsetOf(samples: readonly Sample[]): number {
  const [quickest] = [...samples].sort((a, b) => a.answered - a.asked - (b.answered - b.asked))
  return quickest ? Math.round(quickest.server - (quickest.asked + quickest.answered) / 2) : 0
}

export async function serverTime(db: Db): Promise<number> {
  const answer = await db.command({ hello: 1 })
  return (answer['localTime'] as Date).getTime()
}
