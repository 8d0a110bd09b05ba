import type { Clock } from '../domain/clock.ts'
import { shortHash } from '../domain/ids.ts'
import { shippedJudge, type JudgeWeights } from './judge-evidence.ts'
import type { Calibration, Calibrations } from './ports.ts'

/** What is judged by now. */
export interface JudgeInForce {
  weights: JudgeWeights
  /** Set when they were fitted to this installation's feedback. */
  calibration?: { version: number; at: number }
}

export type ReadJudge = () => Promise<JudgeInForce>

/** How late a node may learn of a calibration. Milliseconds. */
const KEPT_MS = 10_000

/** Asks the store now and then. While it does not answer, what was known stays in force. */
export function createReadJudge(deps: { calibrations: Pick<Calibrations, 'newest'>; clock: Clock }): ReadJudge {
  let known: JudgeInForce = { weights: shippedJudge }
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  return async () => {
    if (deps.clock.now() - readAt >= KEPT_MS) reading ??= read().finally(() => (reading = undefined))
    await reading
    return known
  }

  async function read(): Promise<void> {
    try {
      known = judgeInForce(await deps.calibrations.newest())
    } catch {
      // A store that is down makes itself heard elsewhere; answers need not wait for it here.
    }
    readAt = deps.clock.now()
  }
}

/** A calibration counts for the weights it was made from only: those of another release may read other figures. */
export function judgeInForce(newest: Calibration | undefined, shipped: JudgeWeights = shippedJudge): JudgeInForce {
  if (newest?.kind !== 'refitted' || newest.shipped !== nameOfWeights(shipped)) return { weights: shipped }
  return { weights: newest.judge, calibration: { version: newest.version, at: newest.at } }
}

export function nameOfWeights(weights: JudgeWeights): string {
  return shortHash('judge', JSON.stringify(weights))
}
