import type { Commit } from '../conversation/ports.ts'
import type { BotMessage } from '../domain/events.ts'
import { activityIdOf } from '../domain/ids.ts'
import type { QuickReply } from '../domain/words.ts'
import type { ChatActivity } from './api/chat.ts'
import {
  citationsEntity,
  sourceDefinitions,
  type Spoken,
  spoken,
  suggestedActionsOf,
  warmlineDataOf,
  withWholeLinks,
} from './channels/render-parts.ts'

/** A Direct Line activity with what the official clients want beside what ours reads. */
export type CustomerActivity = ChatActivity & { channelId: 'directline'; conversation: { id: string } }

export interface Viewer {
  /** The id in the customer's token: clients tell their own messages by it. */
  userId: string
  /** Where our pages are, so that links work on the page of somebody else. */
  origin: string
}

export interface Greeting {
  text: string
  quickReplies: QuickReply[]
}

export const BOT = { id: 'warmline', role: 'bot' } as const
const DESK_ID = 'warmline-desk'

/**
 * What the customer sees of a commit: their own words, the bot's, a human's, notices. Never notes, claims or `handoff.*`. Pure, and
 * the only place that decides it.
 */
export function customerView(commit: Commit, viewer: Viewer): CustomerActivity[] {
  return commit.events.flatMap((event, index) => {
    const visible = spoken(event)
    return visible === undefined ? [] : [activityOf(visible, index, commit, viewer)]
  })
}

function activityOf(event: Spoken, index: number, commit: Commit, viewer: Viewer): CustomerActivity {
  return {
    type: 'message',
    id: activityIdOf(commit.conversationId, commit.version, index),
    timestamp: new Date(commit.at).toISOString(),
    channelId: 'directline',
    conversation: { id: commit.conversationId },
    from: speakerOf(event, viewer),
    text: event.type === 'BotMessage' ? markdownOf(event, viewer.origin) : event.text,
    textFormat: event.type === 'BotMessage' ? 'markdown' : 'plain',
    ...detailsOf(event, commit, viewer),
  }
}

function markdownOf(message: BotMessage, origin: string): string {
  return withWholeLinks(message.text, origin) + sourceDefinitions(message, origin)
}

function speakerOf(event: Spoken, viewer: Viewer): ChatActivity['from'] {
  switch (event.type) {
    case 'CustomerMessage':
      return {
        id: viewer.userId,
        role: 'user',
        ...(event.customerName === undefined ? {} : { name: event.customerName }),
      }
    case 'HumanMessage':
      return deskSpeaker(event.agentName)
    case 'BotMessage':
    case 'Notice':
      return BOT
  }
}

/** A human agent as clients see one. They know only bots and users; who it is, is in `channelData.warmline`. */
export function deskSpeaker(name: string | undefined): ChatActivity['from'] {
  return { id: DESK_ID, role: 'bot', ...(name === undefined ? {} : { name }) }
}

function detailsOf(event: Spoken, commit: Commit, viewer: Viewer): Partial<ChatActivity> {
  const warmline = warmlineDataOf(event, commit.state)
  if (event.type === 'CustomerMessage') return ownWords(event, { warmline })
  if (event.type === 'HumanMessage') return { channelData: { warmline } }
  const suggestedActions = suggestedActionsOf(event.quickReplies)
  const entity = event.type === 'BotMessage' ? citationsEntity(event, viewer.origin) : undefined
  return {
    ...(event.type === 'BotMessage' ? { replyToId: activityIdOf(commit.conversationId, event.replyTo, 0) } : {}),
    ...(suggestedActions === undefined ? {} : { suggestedActions }),
    ...(entity === undefined ? {} : { entities: [entity] }),
    channelData: { warmline },
  }
}

/** `clientActivityID` is how a client finds the bubble it already shows; `postBack` keeps a pressed chip from looking typed. */
function ownWords(
  { clientActivityId, action }: Extract<Spoken, { type: 'CustomerMessage' }>,
  channelData: NonNullable<ChatActivity['channelData']>,
): Partial<ChatActivity> {
  return {
    ...(action === undefined ? {} : { value: action }),
    channelData: {
      ...channelData,
      ...(clientActivityId === undefined ? {} : { clientActivityID: clientActivityId }),
      ...(action === undefined ? {} : { postBack: true }),
    },
  }
}

/** Not in the log: rendered, with a fixed id, for whoever brings no watermark. */
export function greetingActivity(conversationId: string, greeting: Greeting, at: number, origin: string): CustomerActivity {
  const suggestedActions = suggestedActionsOf(greeting.quickReplies)
  return {
    type: 'message',
    id: activityIdOf(conversationId, 0, 0),
    timestamp: new Date(at).toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
    from: BOT,
    text: withWholeLinks(greeting.text, origin),
    textFormat: 'markdown',
    ...(suggestedActions === undefined ? {} : { suggestedActions }),
    channelData: { warmline: { from: 'bot', owner: { kind: 'bot' } } },
  }
}
