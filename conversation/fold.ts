import type { ConversationEvent, EventOf } from '../domain/events.ts'
import { type ConversationState, type HandoffState, RECENT_CHARACTERS, RECENT_UTTERANCES } from './state.ts'

interface Place {
  version: number
  at: number
}

/** The state after one commit. Pure; never branches on a personal field, so an erasure changes no decision. */
export function fold(before: ConversationState, events: readonly ConversationEvent[], place: Place): ConversationState {
  const start = { ...before, version: place.version, at: place.at }
  return events.reduce((state, event) => applyEvent(state, event, place), start)
}

/** One event's effect. Exported for the speaker check, which walks a commit event by event. */
export function applyEvent(state: ConversationState, event: ConversationEvent, place: Place): ConversationState {
  switch (event.type) {
    case 'CustomerMessage':
      return customerMessage(state, event, place)
    case 'HandedOver':
      return handedOver(state, event, place)
    case 'BotMessage':
      return {
        ...remember(state, 'bot', event.text),
        lastActivityAt: place.at,
        case: state.case && { ...state.case, answered: state.case.answered || event.answer !== undefined },
      }
    case 'CaseOpened':
      return {
        ...state,
        caseCount: state.caseCount + 1,
        case: { id: event.caseId, openedAt: event.openedAt, answered: false, escalated: false },
      }
    case 'CaseClosed':
      return { ...state, case: null }
    case 'TurnRetried':
      return { ...state, turnAttempt: { messageVersion: event.messageVersion, attempts: event.attempt } }
    case 'TurnCompleted':
      return { ...handled(state, event.messageVersion), language: event.language, dialog: event.dialog }
    case 'TurnDropped':
      return { ...state, turnAttempt: null }
    case 'HandoffRequested':
      return handoffRequested(state, event, place)
    case 'HandoffQueued':
      return changeOwner(withHandoff(state, { state: 'queued', queue: event.queue, priority: event.priority }), { kind: 'queue' })
    case 'HandoffClaimed':
    case 'HandoffTransferred':
      return changeOwner(withHandoff(state, { ...claimedBy(event), claimedAt: place.at, unansweredSince: place.at }), {
        kind: 'human',
        agentId: event.agentId,
      })
    case 'HandoffRequeued':
      return changeOwner(withHandoff(state, { ...unclaimed, queue: event.queue, requeuedAt: place.at }), { kind: 'queue' })
    case 'HandoffReturned':
    case 'HandoffClosed':
      return endHandoff(state, event.seenVersion)
    case 'HandoffAbandoned':
    case 'HandoffExpired':
    case 'HandoffFailed':
      return endHandoff(state, place.version)
    case 'CustomerWentOn':
      return handled(withHandoff(state, { wentOn: true }), place.version)
    case 'ContactLeft':
      // The message was contact details, not a question: no turn has to answer it.
      return handled(withHandoff(state, { contactLeft: true }), place.version)
    case 'HumanMessage':
      return { ...withHandoff(remember(state, 'human', event.text), { unansweredSince: null }), lastActivityAt: place.at }
    case 'Notice':
      return { ...state, lastActivityAt: place.at }
    case 'Erased':
      return { ...erased(state), handledThrough: place.version, erasedThrough: place.version }
    case 'CustomerEnded':
      return { ...handled(state, place.version), dialog: {} }
    case 'AnswerRated':
    case 'AnswerJudged':
    case 'ClarificationAnswered':
    case 'CaseRated':
    case 'RatingCommented':
    case 'NoteAdded':
    case 'DeliveryFailed':
    case 'DeliveryWithdrawn':
    case 'DeliveryRetried':
    case 'SlotSwept':
      return state
  }
}

function customerMessage(state: ConversationState, event: EventOf<'CustomerMessage'>, place: Place): ConversationState {
  return {
    ...withHandoff(remember(state, 'customer', event.text), unanswered(state, place)),
    channel: event.channel,
    customerKey: event.customerKey,
    ...(event.customerName === undefined ? {} : { customerName: event.customerName }),
    ...(event.address === undefined ? {} : { address: event.address }),
    ...(state.lastCustomerVersion > state.handledThrough ? {} : { owedFrom: place.version }),
    lastCustomerVersion: place.version,
    lastCustomerAt: place.at,
    lastActivityAt: place.at,
  }
}

function unanswered({ owner, handoff }: ConversationState, { at }: Place): Partial<HandoffState> {
  return owner.kind === 'human' ? { unansweredSince: handoff?.unansweredSince ?? at } : {}
}

function handedOver(state: ConversationState, event: EventOf<'HandedOver'>, place: Place): ConversationState {
  const told = event.transcript.reduce((before, { from, text }) => remember(before, from, text), state)
  return {
    ...told,
    channel: event.channel,
    customerKey: event.customerKey,
    ...(event.customerName === undefined ? {} : { customerName: event.customerName }),
    ...(event.address === undefined ? {} : { address: event.address }),
    language: event.language,
    lastActivityAt: place.at,
    handedOver: true,
  }
}

function remember(state: ConversationState, from: 'customer' | 'bot' | 'human', text: string): ConversationState {
  // As JSON a control character or half a surrogate pair takes six bytes, and nobody follows up on one.
  const clipped = text
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, RECENT_CHARACTERS)
    .toWellFormed()
  const recent = [...state.recent, { from, text: clipped }].slice(-RECENT_UTTERANCES)
  return { ...state, recent }
}

function handled(state: ConversationState, through: number): ConversationState {
  return { ...state, handledThrough: Math.max(state.handledThrough, through), turnAttempt: null }
}

function changeOwner(state: ConversationState, owner: ConversationState['owner']): ConversationState {
  return { ...state, owner, epoch: state.epoch + 1 }
}

function handoffRequested(state: ConversationState, event: EventOf<'HandoffRequested'>, place: Place): ConversationState {
  return {
    ...state,
    case: state.case && { ...state.case, escalated: true },
    handoffCount: state.handoffCount + 1,
    handoff: {
      id: event.handoffId,
      caseId: event.caseId,
      reason: event.reason,
      queue: 'default',
      priority: 'normal',
      queuedAt: place.at,
      wentOn: false,
      contactLeft: false,
      ...unclaimed,
      state: 'requested',
    },
  }
}

const unclaimed = {
  state: 'queued',
  claimedBy: null,
  agentName: null,
  slotId: null,
  claimedAt: null,
  unansweredSince: null,
} as const

function claimedBy(event: EventOf<'HandoffClaimed'> | EventOf<'HandoffTransferred'>): Partial<HandoffState> {
  return { state: 'active', claimedBy: event.agentId, agentName: event.agentName, slotId: event.slotId, wentOn: false }
}

function withHandoff(state: ConversationState, change: Partial<HandoffState>): ConversationState {
  return { ...state, handoff: state.handoff && { ...state.handoff, ...change } }
}

function endHandoff(state: ConversationState, handledThrough: number): ConversationState {
  const { handedOver: _told, ...rest } = state
  return changeOwner(handled({ ...rest, handoff: null, dialog: {} }, handledThrough), { kind: 'bot' })
}

/** Only the fence moves here; the words themselves are blanked in place, see erase-conversation.ts. */
function erased(state: ConversationState): ConversationState {
  const { customerName: _name, address: _address, ...rest } = state
  return { ...rest, epoch: state.epoch + 1, dialog: {}, recent: [], turnAttempt: null }
}
