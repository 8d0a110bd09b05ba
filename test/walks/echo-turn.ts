import type { RunTurn, TurnInput } from '../../dialogs/run-turn.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { requestHandoff } from '../../handoff/request-handoff.ts'

/**
 * The smallest honest turn: opens the case, answers, and asks for a person when told to. The walks are about who may speak, not about
 * what is said; whole dialogs have scenarios of their own. `gate` lets a walk put other people's acts into the middle of a turn.
 */
export function createEchoTurn(gate: () => Promise<void>): RunTurn {
  return async (input) => {
    const events = echoTurn(input)
    await gate()
    return events
  }
}

export function echoTurn(input: TurnInput): ConversationEvent[] {
  const { conversationId, state, message, version, at } = input
  const caseId = state.case?.id ?? caseIdOf(conversationId, state.caseCount + 1)
  const opened: ConversationEvent[] = state.case ? [] : [{ type: 'CaseOpened', caseId, messageVersion: version, openedAt: at }]
  const wantsHuman = message.text.includes('human') && state.owner.kind === 'bot'
  const request = { conversationId, state, caseId, messageVersion: version, language: 'en', outlook: input.outlook }
  const brief = { wants: message.text, tried: [], mood: 'calm' as const }
  return [
    ...opened,
    { type: 'BotMessage', replyTo: version, text: `re: ${message.text}`, quickReplies: [], citations: [] },
    ...(wantsHuman ? requestHandoff({ ...request, reason: 'customer_request', brief }) : []),
    { type: 'TurnCompleted', messageVersion: version, outcome: 'answered', language: 'en', dialog: {} },
  ]
}
