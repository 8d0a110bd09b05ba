import type { DeskRow } from '../../bot/api/desk.ts'
import { isAtOtherDesk, isWaiting } from './words.ts'

export type List = 'waiting' | 'mine' | 'all'
export type Rows = ReadonlyMap<string, DeskRow>

/** The newer one of two versions stays, whatever order they arrive in. */
export function upsert(rows: Rows, changes: readonly DeskRow[]): Rows {
  const next = new Map(rows)
  for (const row of changes) {
    const known = next.get(row.conversationId)
    if (known === undefined || row.version >= known.version) next.set(row.conversationId, row)
  }
  return next
}

const PRIORITIES = ['urgent', 'high', 'normal', 'low']

/** Waiting: urgent and oldest first, as they should be taken, and last those at another desk. The others: newest activity first. */
export function rowsIn(list: List, rows: Rows, agentId: string): DeskRow[] {
  const all = [...rows.values()]
  if (list === 'waiting') {
    return all
      .filter(isWaiting)
      .sort(
        (a, b) => Number(isElsewhere(a)) - Number(isElsewhere(b)) || priorityOf(a) - priorityOf(b) || queuedAt(a) - queuedAt(b),
      )
  }
  const shown = list === 'mine' ? all.filter((row) => isMine(row, agentId)) : all
  return shown.sort((a, b) => b.lastActivityAt - a.lastActivityAt)
}

export function isMine(row: DeskRow, agentId: string): boolean {
  return row.owner.kind === 'human' && row.owner.agentId === agentId
}

/** It is somebody's at another desk. */
export function isElsewhere({ handoff }: DeskRow): boolean {
  return handoff !== null && isAtOtherDesk(handoff)
}

function priorityOf(row: DeskRow): number {
  return row.handoff === null ? PRIORITIES.length : PRIORITIES.indexOf(row.handoff.priority)
}

function queuedAt(row: DeskRow): number {
  return row.handoff?.queuedAt ?? 0
}
