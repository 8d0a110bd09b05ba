import type { ConversationEvent } from '../domain/events.ts'
import { applyEvent } from './fold.ts'
import { botMayTakeTurns } from './owed-turn.ts'
import type { ConversationState } from './state.ts'

/**
 * Who may speak (docs/architecture.md). The bot speaks in turns while it owns the conversation, or while the queue does and the
 * customer chose to go on with the bot; a human speaks while that human owns it; notices come with the commit that causes them.
 */
export function maySpeak(state: ConversationState, event: ConversationEvent): boolean {
  switch (event.type) {
    case 'BotMessage':
      return botMayTakeTurns(state)
    case 'HumanMessage':
      return state.owner.kind === 'human' && state.owner.agentId === event.agentId
    default:
      return true
  }
}

/** The first event of a commit whose speaker may not speak at that point, if there is one. */
export function forbiddenEvent(state: ConversationState, events: readonly ConversationEvent[]): ConversationEvent | undefined {
  let current = state
  for (const event of events) {
    if (!maySpeak(current, event)) return event
    current = applyEvent(current, event, { version: state.version + 1, at: state.at })
  }
  return undefined
}
