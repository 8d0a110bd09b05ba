import type { ConversationLog, ConversationRows } from '../conversation/ports.ts'
import { isWithOtherDesk } from '../handoff/other-desk.ts'
import type { DeskOutlook } from '../handoff/outlook.ts'
import type { OwnerNow } from './api/chat.ts'

export interface OwnerNowDeps {
  log: Pick<ConversationLog, 'head'>
  rows: Pick<ConversationRows, 'waiting'>
  outlook: () => Promise<DeskOutlook>
}

const COUNTED = 500

/** Who speaks now, with the place in the queue as it is at this moment. */
export function createOwnerNow({ log, rows, outlook }: OwnerNowDeps) {
  return async (conversationId: string): Promise<OwnerNow> => {
    const state = (await log.head(conversationId))?.state
    if (!state || state.owner.kind === 'bot') return { kind: 'bot' }
    if (state.owner.kind === 'human') return { kind: 'human', name: state.handoff?.agentName ?? '' }
    if (isWithOtherDesk(state)) return { kind: 'queue', waitSeconds: null }
    const [waiting, desk] = await Promise.all([rows.waiting(COUNTED), outlook()])
    const place = waiting.findIndex((row) => row.conversationId === conversationId)
    const waitSeconds = desk.typicalWaitMs === null ? null : Math.round(desk.typicalWaitMs / 1000)
    return { kind: 'queue', ...(place < 0 ? {} : { position: place + 1 }), waitSeconds, agentsOnline: desk.agentsOnline }
  }
}
