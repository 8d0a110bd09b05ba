/** What the desk can promise a customer right now. Read before a decision, never inside one. */
export interface DeskOutlook {
  /** Agents present in the last 60 s and available. */
  agentsOnline: number
  /** Handoffs waiting now, without the one asked about. */
  waiting: number
  /** Median wait of the recent past in milliseconds; null when there is nothing to go by. */
  typicalWaitMs: number | null
  /** Handoffs go to another desk, of whose people nothing is known here. */
  elsewhere?: boolean
}

export const NOBODY_HERE: DeskOutlook = { agentsOnline: 0, waiting: 0, typicalWaitMs: null }
