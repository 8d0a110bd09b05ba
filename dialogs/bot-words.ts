import { type Activity, type CardAction, MessageFactory, type TurnContext } from 'botbuilder'
import type { BotMessage } from '../domain/events.ts'
import type { QuickReply } from '../domain/words.ts'
import { say } from '../language/catalogue.ts'
import { turnOf } from './turn.ts'

/** What the bot says at once: a text, what it rests on, and the chips under it. */
export type BotWords = Pick<BotMessage, 'text'> &
  Partial<Pick<BotMessage, 'quickReplies' | 'citations' | 'answer' | 'clarification'>>

/** Says something in this turn, on the route the turn has come to. */
export async function speak(
  context: TurnContext,
  { text, quickReplies = [], citations = [], answer, clarification }: BotWords,
): Promise<void> {
  const activity = MessageFactory.suggestedActions(quickReplies.map(cardActionOf), text)
  activity.channelData = { warmline: { citations, answer, clarification, route: turnOf(context).route } satisfies OurData }
  await context.sendActivity(activity)
}

/** The event an activity of `speak` becomes. */
export function botMessageOf(activity: Partial<Activity>, replyTo: number): BotMessage {
  const {
    citations = [],
    answer,
    clarification,
    route,
  } = (activity.channelData as { warmline?: OurData } | undefined)?.warmline ?? {}
  return {
    type: 'BotMessage',
    replyTo,
    text: activity.text ?? '',
    quickReplies: (activity.suggestedActions?.actions ?? []).map(quickReplyOf),
    citations,
    ...(answer && { answer }),
    ...(clarification && { clarification }),
    ...(route && { route }),
  }
}

interface OurData {
  citations?: BotMessage['citations']
  answer?: BotMessage['answer']
  clarification?: BotMessage['clarification']
  route?: BotMessage['route']
}

function cardActionOf({ title, action }: QuickReply): CardAction {
  return action ? { type: 'postBack', title, value: action } : { type: 'imBack', title, value: title }
}

function quickReplyOf({ type, title, value }: CardAction): QuickReply {
  return type === 'postBack' ? { title, action: value as NonNullable<QuickReply['action']> } : { title }
}

export function humanChip(language: string): QuickReply {
  return { title: say(language, 'reply.human'), action: { warmline: 'human' } }
}

export function noThanksChip(language: string): QuickReply {
  return { title: say(language, 'reply.no_thanks') }
}

export function cancelChip(language: string): QuickReply {
  return { title: say(language, 'reply.cancel'), action: { warmline: 'cancel' } }
}

export function helpedChips(language: string, answerId: string): QuickReply[] {
  return [
    { title: say(language, 'reply.helped'), action: { warmline: 'helped', answerId } },
    { title: say(language, 'reply.not_helped'), action: { warmline: 'not_helped', answerId } },
  ]
}

export function scoreChips(caseId: string): QuickReply[] {
  return [1, 2, 3, 4, 5].map((score) => ({ title: String(score), action: { warmline: 'rate', caseId, score } }))
}
