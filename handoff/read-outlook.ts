import type { ConversationRows } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import { presenceOf } from '../people/agent-presence.ts'
import type { Agents } from '../people/ports.ts'
import type { DeskOutlook } from './outlook.ts'
import type { RecentWaits } from './recent-waits.ts'

export interface OutlookDeps {
  agents: Agents
  rows: Pick<ConversationRows, 'waiting'>
  waits: RecentWaits
  clock: Clock
  elsewhere: boolean
}

/** More than this nobody counts for a customer: "number 500" is honest enough. */
const COUNTED = 500

/** What the desk can promise now. */
export function createReadOutlook({ agents, rows, waits, clock, elsewhere }: OutlookDeps) {
  return async (): Promise<DeskOutlook> => {
    const [everyone, waiting] = await Promise.all([agents.list(), rows.waiting(COUNTED)])
    const now = clock.now()
    return {
      agentsOnline: everyone.filter((agent) => presenceOf(agent, now) === 'available').length,
      waiting: waiting.length,
      typicalWaitMs: waits.median(),
      elsewhere,
    }
  }
}
