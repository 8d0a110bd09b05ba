import type { ConversationRows } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import type { Agent, Agents } from '../people/ports.ts'
import { PRESENCE_MS } from './expire-claims.ts'
import type { DeskOutlook } from './outlook.ts'
import type { RecentWaits } from './recent-waits.ts'

export interface OutlookDeps {
  agents: Agents
  rows: Pick<ConversationRows, 'waiting'>
  waits: RecentWaits
  clock: Clock
}

/** More than this nobody counts for a customer: "number 500" is honest enough. */
const COUNTED = 500

/** What the desk can promise now. */
export function createReadOutlook({ agents, rows, waits, clock }: OutlookDeps) {
  return async (): Promise<DeskOutlook> => {
    const [everyone, waiting] = await Promise.all([agents.list(), rows.waiting(COUNTED)])
    const now = clock.now()
    return {
      agentsOnline: everyone.filter((agent) => isPresent(agent, now)).length,
      waiting: waiting.length,
      typicalWaitMs: waits.median(),
    }
  }
}

/** At the desk and taking conversations: nobody is promised or assigned on older presence. */
export function isPresent(agent: Agent, now: number): boolean {
  return agent.presence === 'available' && now - agent.seenAt <= PRESENCE_MS
}
