import type { ActingAgent } from './outcome.ts'

/** Places in agents' capacity; people/slots.ts keeps them. */
export interface Slots {
  reserve(
    agent: ActingAgent,
    conversationId: string,
  ): Promise<{ kind: 'reserved'; slotId: string } | { kind: 'capacity_reached' }>
  free(agentId: string, slotId: string): Promise<void>
}
