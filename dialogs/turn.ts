import type { TurnContext } from 'botbuilder'
import type { ConversationState } from '../conversation/state.ts'
import type { ConversationEvent, EventOf } from '../domain/events.ts'
import type { DeskOutlook } from '../handoff/outlook.ts'
import type { AnswerOutcome, NoAnswerReason, Question } from '../knowledge/answer.ts'
import type { Route } from '../domain/words.ts'
import type { Chosen } from './choose-route.ts'
import type { Memory } from './memory.ts'
import type { Mood } from './read-mood.ts'

/** One customer message to be answered, with all that was read before the turn. */
export interface TurnInput {
  conversationId: string
  /** The head when the turn began; the turn's commit is checked against it. */
  state: ConversationState
  message: EventOf<'CustomerMessage'>
  /** Version and time of that message in the log. */
  version: number
  at: number
  now: number
  outlook: DeskOutlook
}

/** What a dialog works with during one turn, and what it leaves for the turn's single commit. Lives in `context.turnState`. */
export interface Turn {
  readonly input: TurnInput
  readonly language: string
  readonly mood: Mood
  /** The customer has been getting nowhere for some turns. */
  readonly getsNowhere: boolean
  readonly shopName: string
  readonly chosen: Chosen
  /** The open case, or the one this turn opens. */
  readonly caseId: string | undefined
  readonly ask: (question: Pick<Question, 'text' | 'except'>) => Promise<AnswerOutcome>
  /** As it will be stored. */
  memory: Memory
  /** The route as it came out: a question may end declined. */
  route: Route
  noAnswer: NoAnswerReason | undefined
  /** Feedback, ratings, the end of the case. */
  readonly records: ConversationEvent[]
  /** The events of a handoff, when one was made. */
  readonly handoff: ConversationEvent[]
}

const TURN = Symbol('turn')

export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn)
}

export function turnOf(context: TurnContext): Turn {
  return context.turnState.get<Turn>(TURN)
}
