import type { Clock } from '../domain/clock.ts'
import type { AnswerLabel } from './answer-labels.ts'
import { shippedJudge, type JudgeWeights } from './judge-evidence.ts'
import { judgeInForce, nameOfWeights } from './judge-in-force.ts'
import type { Calibration, Calibrations } from './ports.ts'
import { readableLabels, refitJudge, type RefitOutcome } from './refit-judge.ts'

export interface CalibrateDeps {
  calibrations: Calibrations
  clock: Clock
  shipped?: JudgeWeights
}

export interface CalibrateOutcome {
  refit: RefitOutcome
  /** Labels whose evidence an older release wrote without a figure that counts today. */
  unreadable: number
  /** What became of it; a trial installs nothing. */
  installed: { kind: 'installed'; calibration: Calibration } | { kind: 'unchanged' } | { kind: 'conflict' } | { kind: 'no' }
}

export type Calibrate = (input: { labels: readonly AnswerLabel[]; trial: boolean }) => Promise<CalibrateOutcome>

/** Refits the judge and, if it came out better, puts it in force on every node. Always from the shipped weights: the same labels give the same. */
export function createCalibrate({ calibrations, clock, shipped = shippedJudge }: CalibrateDeps): Calibrate {
  return async ({ labels, trial }) => {
    const newest = await calibrations.newest()
    const readable = readableLabels(labels, shipped)
    const refit = refitJudge(readable, shipped)
    const unreadable = labels.length - readable.length
    if (refit.kind !== 'refitted' || trial) return { refit, unreadable, installed: { kind: 'no' } }
    const judge = { ...refit.judge, provenance: `npm run calibrate, ${refit.after.n} labels; from: ${shipped.provenance}` }
    if (JSON.stringify(judgeInForce(newest, shipped).weights) === JSON.stringify(judge))
      return { refit, unreadable, installed: { kind: 'unchanged' } }
    const { method, before, after } = refit
    const calibration: Calibration = {
      ...{ kind: 'refitted', version: (newest?.version ?? 0) + 1, at: clock.now(), shipped: nameOfWeights(shipped) },
      ...{ judge, method, right: readable.filter(({ right }) => right).length, before, after },
    }
    const put = await calibrations.put(calibration)
    return { refit, unreadable, installed: put === 'ok' ? { kind: 'installed', calibration } : { kind: 'conflict' } }
  }
}

export type ResetCalibration = () => Promise<'reset' | 'nothing_to_reset' | 'conflict'>

/** Puts the shipped weights in force again. */
export function createResetCalibration({ calibrations, clock }: Pick<CalibrateDeps, 'calibrations' | 'clock'>): ResetCalibration {
  return async () => {
    const newest = await calibrations.newest()
    if (newest?.kind !== 'refitted') return 'nothing_to_reset'
    const put = await calibrations.put({ kind: 'reset', version: newest.version + 1, at: clock.now() })
    return put === 'ok' ? 'reset' : 'conflict'
  }
}
