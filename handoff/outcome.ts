import type { Owner } from '../domain/words.ts'

/** What a desk command came to. A refusal says who owns the conversation now, so that the page can show it calmly. */
export type DeskOutcome =
  | { kind: 'done'; epoch: number; version: number }
  | { kind: 'refused'; code: 'not_found' }
  | { kind: 'refused'; code: 'conflict' | 'not_owner' | 'capacity_reached'; owner: Owner; epoch: number }

export type DeskRefusal = Extract<DeskOutcome, { kind: 'refused' }>

/** The human agent who acts. */
export interface ActingAgent {
  agentId: string
  name: string
}
