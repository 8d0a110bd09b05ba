import { botMayTakeTurns } from '../conversation/owed-turn.ts'
import type { ConversationState } from '../conversation/state.ts'
import type { ConversationEvent, CustomerMessage } from '../domain/events.ts'
import { notice } from './notices.ts'
import { recogniseCommand } from './recognise-command.ts'

/** What a customer's message does beside being recorded while the queue owns the conversation. No dialog runs for it. */
export function whileWaiting(state: ConversationState, message: CustomerMessage): ConversationEvent[] {
  const { handoff } = state
  if (state.owner.kind !== 'queue' || !handoff) return []
  const command = recogniseCommand(message)
  switch (command?.kind) {
    case 'cancel':
      return [{ type: 'HandoffAbandoned', handoffId: handoff.id, cause: 'cancelled' }, notice('cancelled', state.language)]
    case 'go_on':
      // Said again, it is a question like any other.
      return botMayTakeTurns(state) ? [] : [{ type: 'CustomerWentOn', handoffId: handoff.id }, notice('going_on', state.language)]
    case 'contact':
      return [
        { type: 'ContactLeft', handoffId: handoff.id, contact: command.contact },
        notice('contact_noted', state.language, { contact: command.contact }),
      ]
    case undefined:
      return []
  }
}
