import { type Activity, ActivityTypes } from 'botbuilder'
import { DialogContext, DialogSet } from 'botbuilder-dialogs'
import type { ConversationEvent } from '../domain/events.ts'
import { caseIdOf } from '../domain/ids.ts'
import { recogniseCommand } from '../handoff/recognise-command.ts'
import type { AnswerQuestion, Asker } from '../knowledge/answer.ts'
import { isAnswerBefore, isCaseOf } from '../domain/answer-id.ts'
import { chooseLanguage, type DetectLanguage } from './choose-language.ts'
import { type Chosen, chooseRoute, type Situation } from './choose-route.ts'
import { CollectingAdapter } from './collecting-adapter.ts'
import { conversationUntil, historyBefore } from './history.ts'
import { type Strain, strainOf } from './estimate-dissatisfaction.ts'
import { type Memory, memoryOfCase, readMemory, storeMemory } from './memory.ts'
import { createRateCaseDialog, RATE_CASE, ratingStage } from './rate-case-dialog.ts'
import { type Mood, readMood } from './read-mood.ts'
import { recognise } from './recognise.ts'
import { SUPPORT, SupportDialog } from './support-dialog.ts'
import { setTurn, type Turn, type TurnInput } from './turn.ts'

export type { TurnInput } from './turn.ts'

export interface RunTurnDeps {
  answerQuestion: AnswerQuestion
  detectLanguage: DetectLanguage
  shopName: string
}

/** Answers one customer message. Appends nothing: it returns the events of the turn's single commit, in order. */
export type RunTurn = (input: TurnInput, signal: AbortSignal, onWords?: OnWords) => Promise<ConversationEvent[]>
/** Told an answer while it is composed; it may still come out otherwise. */
type OnWords = (text: string) => void

export function createRunTurn(deps: RunTurnDeps): RunTurn {
  const dialogs = new DialogSet().add(new SupportDialog()).add(createRateCaseDialog())
  compilePhrases()
  return async (input, signal, onWords = () => undefined) => {
    signal.throwIfAborted()
    const turn = beginTurn(deps, input, { conversationId: input.conversationId, signal, onWords })
    const adapter = new CollectingAdapter()
    await untilAborted(
      adapter.run(activityOf(input, turn.language), async (context) => {
        setTurn(context, turn)
        const dc = new DialogContext(dialogs, context, { dialogStack: turn.memory.stack })
        await runDialogs(dc, turn.chosen)
        turn.memory = { ...turn.memory, stack: dc.stack }
      }),
      signal,
    )
    return eventsOf(input, turn, adapter)
  }
}

/** Patterns are compiled when they are first used; the first customer shall not wait for that. */
function compilePhrases(): void {
  recognise({ text: 'some words to warm up' })
  readMood('some words to warm up')
}

/** Reads and decides everything that needs no dialog. */
function beginTurn(deps: RunTurnDeps, input: TurnInput, asker: Asker): Turn {
  const { state, message, conversationId } = input
  const stored = memoryOfCase(readMemory(state.dialog), state.case?.id)
  const language = chooseLanguage(message, state, deps.detectLanguage)
  const mood: Mood = message.action ? 'calm' : readMood(message.text)
  const chosen = chooseRoute(recognise(message), situationOf(input, stored, mood))
  const caseId = state.case?.id ?? (opensCase(chosen) ? caseIdOf(conversationId, state.caseCount + 1) : undefined)
  const memory = memoryForTurn(stored, caseId)
  const strain = strainNow(input, memory)
  return {
    input,
    language,
    mood,
    getsNowhere: strain.getsNowhere,
    shopName: deps.shopName,
    chosen,
    caseId,
    memory: withStrain(memory, strain),
    route: chosen.route,
    noAnswer: undefined,
    records: [],
    handoff: [],
    // Most messages of a conversation ask nothing, and what was said before is read for those that do.
    ask: ({ text, except = [] }) => {
      const question = { text, language, history: historyBefore(state, message.text), except }
      return untilAborted(deps.answerQuestion(question, asker), asker.signal)
    },
  }
}

/** A chip says nothing about how things go. */
function strainNow({ state, message }: TurnInput, { dissatisfied }: Memory): Strain {
  if (message.action) return { getsNowhere: false, since: dissatisfied }
  return strainOf(conversationUntil(state, message.text), dissatisfied)
}

function withStrain({ dissatisfied: _before, ...memory }: Memory, { since }: Strain): Memory {
  return since === undefined ? memory : { ...memory, dissatisfied: since }
}

function situationOf({ state, message, conversationId, version }: TurnInput, memory: Memory, mood: Mood): Situation {
  const [waitingDialog, ...others] = memory.stack
  const rating = waitingDialog?.id === RATE_CASE && others.length === 0 ? ratingStage(waitingDialog) : undefined
  return {
    text: message.text,
    mood,
    memory,
    waiting: state.handoff !== null,
    contactNoted: state.handoff !== null && recogniseCommand(message)?.kind === 'contact',
    lostThread: waitingDialog !== undefined && rating === undefined,
    rating,
    ratableCaseId: state.caseCount > 0 && !memory.answer && !memory.offer ? ratable(conversationId, state) : undefined,
    isOurCase: (caseId) => isCaseOf(conversationId, state.caseCount, caseId),
    isOurAnswer: (answerId) => isAnswerBefore(conversationId, version, answerId),
  }
}

/** A person's goodbye asks for a rating with the chips of its notice; the number may be typed instead. */
function ratable(conversationId: string, { case: open, caseCount, handoff }: TurnInput['state']): string | undefined {
  return handoff === null && (open === null || open.escalated) ? caseIdOf(conversationId, caseCount) : undefined
}

/** Feedback, ratings and small talk come and go without a matter; everything else is one. */
function opensCase({ act }: Chosen): boolean {
  return act === 'queue' || act === 'look_up' || act === 'next_best'
}

/** An offer and a choice are for the very next message only. */
function memoryForTurn(stored: Memory, caseId: string | undefined): Memory {
  const { offer: _offer, choice: _choice, ...kept } = memoryOfCase(stored, caseId)
  return caseId === undefined ? kept : { ...kept, caseId }
}

/** A waiting rating goes on when the message is for it; anything else ends it. */
async function runDialogs(dc: DialogContext, chosen: Chosen): Promise<void> {
  const forRating = chosen.act === 'comment' || chosen.act === 'skip_rating'
  if (forRating && dc.stack.length > 0) {
    await dc.continueDialog()
    return
  }
  dc.stack.length = 0
  await dc.beginDialog(SUPPORT)
}

function activityOf({ conversationId, message }: TurnInput, language: string): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    channelId: message.channel,
    text: message.text,
    locale: language,
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: message.customerKey, name: '' },
    recipient: { id: 'bot', name: '' },
    serviceUrl: 'urn:warmline',
    value: message.action,
  }
}

function eventsOf(input: TurnInput, turn: Turn, adapter: CollectingAdapter): ConversationEvent[] {
  const { state, version } = input
  const opened: ConversationEvent[] =
    state.case === null && turn.caseId !== undefined
      ? [{ type: 'CaseOpened', caseId: turn.caseId, messageVersion: version, openedAt: input.at }]
      : []
  return [
    ...opened,
    ...adapter.botMessages(version),
    ...turn.records,
    ...turn.handoff,
    {
      type: 'TurnCompleted',
      messageVersion: version,
      route: turn.route,
      outcome: 'answered',
      language: turn.language,
      dialog: storeMemory(turn.memory),
      ...(turn.noAnswer && { noAnswer: turn.noAnswer }),
    },
  ]
}

/** Rejects as soon as the turn is given up, whatever the work still waits for. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason instanceof Error ? signal.reason : new Error('The turn was given up.'))
    signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
