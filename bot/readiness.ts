import type { ConversationLog } from '../conversation/ports.ts'
import { type ErrorCode, WarmlineError } from '../domain/errors.ts'

export interface ReadinessDeps {
  /** Whether the library is read and what was left behind is finished. */
  started: () => boolean
  log: Pick<ConversationLog, 'head'>
  clockOffsetMs: () => number
}

/** Nodes that disagree on time by more than this must not all decide what is late. Milliseconds. */
const CLOCK_TOLERANCE_MS = 1000

/** Why this node cannot serve now; undefined when it can. */
export function createReadiness({ started, log, clockOffsetMs }: ReadinessDeps) {
  return async (): Promise<ErrorCode | undefined> => {
    if (!started()) return 'starting'
    if (Math.abs(clockOffsetMs()) > CLOCK_TOLERANCE_MS) return 'store_unavailable'
    try {
      await log.head('readiness')
      return undefined
    } catch (error) {
      return error instanceof WarmlineError ? error.code : 'store_unavailable'
    }
  }
}
