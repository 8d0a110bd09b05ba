import type { ConversationEvent } from '../domain/events.ts'
import { caseIdOf } from '../domain/ids.ts'
import { requestHandoff } from '../handoff/request-handoff.ts'
import { say } from '../language/catalogue.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { humanChip } from './bot-words.ts'
import { chooseLanguage } from './choose-language.ts'
import { type Memory, memoryOfCase, readMemory, storeMemory } from './memory.ts'
import { recognise } from './recognise.ts'
import { shouldEscalate } from './should-escalate.ts'
import type { TurnInput } from './turn.ts'
import { writeBrief } from './write-brief.ts'

/**
 * What a turn comes to that failed too often or took too long: an honest sentence and the offer of a person. It needs nothing that can
 * fail, so a wish for a person is followed even with every provider down.
 */
export function fallbackTurn(input: TurnInput): ConversationEvent[] {
  const { state, message, version } = input
  const language = chooseLanguage(message, state, detectLanguage)
  const memory = memoryOfCase(readMemory(state.dialog), state.case?.id)
  const recognised = recognise(message)
  const escalation = shouldEscalate({
    wantsPerson: recognised.kind === 'human' || (recognised.kind === 'yes' && memory.offer !== undefined),
    offered: memory.offer,
    mood: 'calm',
    unhelpful: 0,
    clarifications: 0,
    evidence: 'provider_failure',
  })
  const queues = escalation.kind === 'queue' && state.handoff === null
  const isMatter = queues || recognised.kind === 'question'
  const caseId = state.case?.id ?? (isMatter ? caseIdOf(input.conversationId, state.caseCount + 1) : undefined)
  const opened: ConversationEvent[] =
    state.case === null && caseId !== undefined
      ? [{ type: 'CaseOpened', caseId, messageVersion: version, openedAt: input.at }]
      : []
  const reply =
    queues && caseId !== undefined
      ? requestHandoff({
          conversationId: input.conversationId,
          state,
          caseId,
          messageVersion: version,
          reason: escalation.reason,
          brief: writeBrief(message.text, memory, state),
          language,
          outlook: input.outlook,
        })
      : [apology(input, language)]
  return [
    ...opened,
    ...reply,
    {
      type: 'TurnCompleted',
      messageVersion: version,
      route: queues ? 'hand_off' : 'decline',
      outcome: 'fallback',
      language,
      dialog: storeMemory(afterFailure(memory, caseId, queues || state.handoff !== null)),
      noAnswer: 'provider_failure',
    },
  ]
}

function apology({ state, version }: TurnInput, language: string): ConversationEvent {
  const waiting = state.handoff !== null
  return {
    type: 'BotMessage',
    replyTo: version,
    text: say(language, waiting ? 'turn.fallback_waiting' : 'turn.fallback'),
    quickReplies: waiting ? [] : [humanChip(language)],
    citations: [],
    route: 'decline',
  }
}

/** Whatever dialog was under way may be what failed: it is not taken up again. */
function afterFailure(memory: Memory, caseId: string | undefined, personComing: boolean): Memory {
  const { offer: _offer, choice: _choice, ...kept } = memory
  return {
    ...kept,
    stack: [],
    ...(caseId !== undefined && { caseId }),
    ...(!personComing && { offer: 'provider_failure' as const }),
  }
}
