import type { Commit } from '../../conversation/ports.ts'
import type { BotMessage, ConversationEvent, EventOf } from '../../domain/events.ts'
import type { QuickReply } from '../../domain/words.ts'
import type { OwnerNow, WarmlineChannelData } from '../api/chat.ts'

/** An event whose words a customer reads. Everything else in the log is not for them. */
export type Spoken = EventOf<'CustomerMessage'> | EventOf<'BotMessage'> | EventOf<'HumanMessage'> | EventOf<'Notice'>

/** The events a customer may see. Erased words are empty and nothing to show. */
export function spoken(event: ConversationEvent): Spoken | undefined {
  switch (event.type) {
    case 'CustomerMessage':
    case 'BotMessage':
    case 'HumanMessage':
    case 'Notice':
      return event.text === '' ? undefined : event
    default:
      return undefined
  }
}

export interface CardAction {
  type: 'postBack' | 'imBack'
  title: string
  value: unknown
}

/** Chips as every Bot Framework client shows them. */
export function suggestedActionsOf(quickReplies: readonly QuickReply[]): { actions: CardAction[] } | undefined {
  if (quickReplies.length === 0) return undefined
  return { actions: quickReplies.map(cardAction) }
}

function cardAction({ title, action }: QuickReply): CardAction {
  return action === undefined ? { type: 'imBack', title, value: title } : { type: 'postBack', title, value: action }
}

/** Citations as the ecosystem's clients already show them. `origin` makes the links absolute. */
export function citationsEntity(message: BotMessage, origin: string): Record<string, unknown> | undefined {
  if (message.citations.length === 0) return undefined
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    // botframework-webchat takes the entity without an id of its own for the one that tells of the activity.
    '@id': '',
    ...(message.answer?.generated === true ? { additionalType: ['AIGeneratedContent'] } : {}),
    citation: message.citations.map(({ title, slug, passage }, index) => ({
      '@type': 'Claim',
      position: index + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: title,
        url: articleUrl(origin, slug),
        abstract: passage,
      },
    })),
  }
}

/**
 * Sources as Markdown's link definitions, which show nothing by themselves: botframework-webchat lists under a message those that its
 * entity names by the same number.
 */
export function sourceDefinitions({ citations }: BotMessage, origin: string): string {
  const lines = citations.map(({ slug, title }, index) => {
    return `[${index + 1}]: ${articleUrl(origin, slug)} "${title.replaceAll(/["\\]/g, '\\$&')}"`
  })
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`
}

export function articleUrl(origin: string, slug: string): string {
  return `${origin}/articles/${encodeURIComponent(slug)}`
}

/**
 * Markdown whose links to our own pages work where the customer reads it, which is seldom one of our pages. Where nobody knows our
 * address, only the words stay.
 */
export function withWholeLinks(markdown: string, origin: string | undefined): string {
  return markdown.replace(/\[([^\]]*)\]\((\/[^)\s]*)\)/g, (_link, label: string, path: string) =>
    origin === undefined ? label : `[${label}](${origin}${path})`,
  )
}

/** What only we know about an activity. */
export function warmlineDataOf(event: Spoken, state: Commit['state']): WarmlineChannelData {
  const owner = ownerOf(state)
  switch (event.type) {
    case 'CustomerMessage':
      return { from: 'customer', owner }
    case 'HumanMessage':
      return { from: 'human', owner }
    case 'Notice':
      return { from: 'notice', owner, notice: event.notice }
    case 'BotMessage':
      return { from: 'bot', owner, ...answerDataOf(event) }
  }
}

function answerDataOf(message: BotMessage): Partial<WarmlineChannelData> {
  const { answer, citations, route } = message
  return {
    ...(route === undefined ? {} : { route }),
    ...(citations.length === 0 ? {} : { articles: citations.map(({ articleId, revision }) => ({ articleId, revision })) }),
    ...(answer === undefined
      ? {}
      : { answerId: answer.answerId, probability: answer.probability, libraryVersion: answer.libraryVersion }),
  }
}

/** Who speaks now, as the customer may know it: a human by name, never by account. */
export function ownerOf({ owner, handoff }: Pick<Commit['state'], 'owner' | 'handoff'>): OwnerNow {
  return owner.kind === 'human' ? { kind: 'human', name: handoff?.agentName ?? '' } : { kind: owner.kind }
}
