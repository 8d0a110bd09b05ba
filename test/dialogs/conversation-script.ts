import { fold } from '../../conversation/fold.ts'
import { turnIsOwed } from '../../conversation/owed-turn.ts'
import { forbiddenEvent } from '../../conversation/speakers.ts'
import { type ConversationState, initialState } from '../../conversation/state.ts'
import { createRunTurn, type RunTurn, type TurnInput } from '../../dialogs/run-turn.ts'
import type { BotMessage, ConversationEvent, CustomerMessage, EventOf } from '../../domain/events.ts'
import type { Action } from '../../domain/words.ts'
import type { DeskOutlook } from '../../handoff/outlook.ts'
import type { AnswerOutcome, AnswerQuestion, Question } from '../../knowledge/answer.ts'
import { detectLanguage } from '../../language/detect-language.ts'

export const CONVERSATION = 'conversation-under-test'
const MINUTE = 60_000

/** A conversation as it reads: the customer says something, the turn is taken and folded, and what came of it can be looked at. */
export interface Script {
  state: ConversationState
  /** Every question the knowledge base was asked. */
  asked: Question[]
  says(text: string, extra?: Partial<CustomerMessage>): Promise<Turned>
  taps(title: string): Promise<Turned>
  acts(action: Action): Promise<Turned>
  /** Appends events of others, a person's return say. */
  happens(...events: ConversationEvent[]): void
}

export interface Turned {
  events: ConversationEvent[]
  bot: BotMessage[]
  /** All the bot said, joined. */
  text: string
  chips: string[]
  completed: EventOf<'TurnCompleted'>
  of<T extends ConversationEvent['type']>(type: T): EventOf<T>[]
}

export interface ScriptOptions {
  answerQuestion?: AnswerQuestion
  outlook?: DeskOutlook
  runTurn?: RunTurn
}

export function startScript(options: ScriptOptions = {}): Script {
  const asked: Question[] = []
  const answer = options.answerQuestion ?? (async () => noAnswer())
  const runTurn =
    options.runTurn ??
    createRunTurn({
      answerQuestion: (question) => {
        asked.push(question)
        return answer(question)
      },
      detectLanguage,
      shopName: 'Larkhollow',
    })
  let chips: BotMessage['quickReplies'] = []

  const script: Script = {
    state: initialState(),
    asked,
    async says(text, extra = {}) {
      const message: CustomerMessage = { type: 'CustomerMessage', channel: 'test', customerKey: 'customer', text, ...extra }
      const at = script.state.at + MINUTE
      script.state = fold(script.state, [message], { version: script.state.version + 1, at })
      const outlook = options.outlook ?? { agentsOnline: 1, waiting: 0, typicalWaitMs: MINUTE }
      if (!turnIsOwed(script.state)) throw new Error('No turn is owed: somebody else owns the conversation.')
      const input: TurnInput = {
        conversationId: CONVERSATION,
        state: script.state,
        message,
        version: script.state.version,
        at,
        now: at,
        outlook,
      }
      const events = await runTurn(input, new AbortController().signal)
      const forbidden = forbiddenEvent(script.state, events)
      if (forbidden) throw new Error(`Forbidden: ${forbidden.type}`)
      script.state = fold(script.state, events, { version: script.state.version + 1, at })
      const turned = turnedOf(events)
      chips = turned.bot.flatMap(({ quickReplies }) => quickReplies)
      return turned
    },
    taps(title) {
      const chip = chips.find((reply) => reply.title === title)
      if (!chip) throw new Error(`No chip "${title}" among ${chips.map((reply) => reply.title).join(', ')}`)
      return script.says(title, chip.action ? { action: chip.action } : {})
    },
    acts: (action) => script.says('', { action }),
    happens(...events) {
      script.state = fold(script.state, events, { version: script.state.version + 1, at: script.state.at + MINUTE })
    },
  }
  return script
}

export function turnedOf(events: ConversationEvent[]): Turned {
  const of = <T extends ConversationEvent['type']>(type: T): EventOf<T>[] =>
    events.filter((event): event is EventOf<T> => event.type === type)
  const bot = of('BotMessage')
  const completed = of('TurnCompleted')
  if (completed.length !== 1 || !completed[0]) throw new Error(`${completed.length} TurnCompleted`)
  return {
    events,
    bot,
    text: bot.map(({ text }) => text).join('\n'),
    chips: bot.flatMap(({ quickReplies }) => quickReplies.map(({ title }) => title)),
    completed: completed[0],
    of,
  }
}

export function noAnswer(
  reason: 'missing_knowledge' | 'low_confidence' | 'provider_failure' = 'missing_knowledge',
): AnswerOutcome {
  return { kind: 'no_answer', reason, probability: 0.1, libraryVersion: 1, candidates: [] }
}

export function answered(title: string, text: string, language = 'en'): AnswerOutcome {
  const slug = title.toLowerCase().replaceAll(' ', '-')
  return {
    kind: 'answer',
    text,
    language,
    generated: false,
    probability: 0.9,
    libraryVersion: 1,
    candidates: [],
    citations: [{ articleId: slug, revision: 1, slug, title, passage: text }],
  }
}

/** A hand-written library: the first article whose words are in the question and that is not excepted. */
export function library(...articles: { when: RegExp; title: string; text: string; language?: string }[]): AnswerQuestion {
  return async ({ text, except = [] }) => {
    const found = articles
      .filter(({ when }) => when.test(text))
      .map(({ title, text: words, language }) => answered(title, words, language))
      .find((outcome) => outcome.kind === 'answer' && !outcome.citations.some(({ articleId }) => except.includes(articleId)))
    return found ?? noAnswer()
  }
}
