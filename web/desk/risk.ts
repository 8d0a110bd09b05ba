import type { HandoffItem } from '../../bot/api/desk.ts'

/** How the wait stands against what we would call good. The server keeps no target yet, so the desk goes by priority. */
export type Risk = 'in_time' | 'soon' | 'late'

export const RISK_WORDS: Record<Risk, string> = { in_time: 'In time', soon: 'Due soon', late: 'Late' }

const MINUTE = 60_000
const TARGETS: Record<HandoffItem['priority'], number> = {
  urgent: MINUTE,
  high: 2 * MINUTE,
  normal: 5 * MINUTE,
  low: 15 * MINUTE,
}

export function riskOf(handoff: Pick<HandoffItem, 'priority' | 'queuedAt'>, now: number): Risk {
  const part = (now - handoff.queuedAt) / TARGETS[handoff.priority]
  if (part >= 1) return 'late'
  return part >= 0.6 ? 'soon' : 'in_time'
}
