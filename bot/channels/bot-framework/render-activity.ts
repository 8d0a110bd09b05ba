import type { Commit } from '../../../conversation/ports.ts'
import type { Address, BotMessage } from '../../../domain/events.ts'
import {
  articleUrl,
  citationsEntity,
  type Spoken,
  spoken,
  suggestedActionsOf,
  warmlineDataOf,
  withWholeLinks,
} from '../render-parts.ts'

/** An event of a commit as the activity that a channel of Bot Framework's shows; undefined when it is not for the customer. */
export function renderActivity(
  commit: Commit,
  eventIndex: number,
  address: Address,
  publicUrl: string | undefined,
): Record<string, unknown> | undefined {
  const event = commit.events[eventIndex]
  const visible = event && spoken(event)
  if (!visible || visible.type === 'CustomerMessage') return undefined
  return {
    type: 'message',
    from: address.bot,
    recipient: address.user,
    conversation: address.conversation,
    channelId: commit.state.channel,
    ...wordsOf(visible, publicUrl),
    ...chipsOf(visible, commit.state.channel, address),
    ...citationsOf(visible, publicUrl),
    channelData: { warmline: warmlineDataOf(visible, commit.state) },
  }
}

type Said = Exclude<Spoken, { type: 'CustomerMessage' }>

/** Every word comes from the bot's account there, so a human says who speaks, and a source is part of the text. */
function wordsOf(event: Said, publicUrl: string | undefined): { text: string; textFormat: 'plain' | 'markdown' } {
  switch (event.type) {
    case 'HumanMessage':
      return { text: `${event.agentName}: ${event.text}`, textFormat: 'plain' }
    case 'Notice':
      return { text: event.text, textFormat: 'plain' }
    case 'BotMessage':
      return {
        text: [withWholeLinks(event.text, publicUrl), ...sourcesOf(event, publicUrl)].join('\n\n'),
        textFormat: 'markdown',
      }
  }
}

function sourcesOf({ citations }: BotMessage, publicUrl: string | undefined): string[] {
  return citations.map(({ title, slug }, index) => {
    const label = `[${index + 1}]`
    return publicUrl === undefined ? `${label} ${title}` : `${label} [${title}](${articleUrl(publicUrl, slug)})`
  })
}

/** Teams shows only chips that type their own title; typing the words does the same. */
function chipsOf(event: Said, channel: string, address: Address): Record<string, unknown> {
  if (event.type === 'HumanMessage') return {}
  const replies = channel === 'msteams' ? event.quickReplies.map(({ title }) => ({ title })) : event.quickReplies
  const suggestedActions = suggestedActionsOf(replies)
  if (suggestedActions === undefined) return {}
  const userId = address.user?.['id']
  return { suggestedActions: { ...suggestedActions, to: typeof userId === 'string' ? [userId] : [] } }
}

/** Links have to be whole here: there is no page they could be relative to. */
function citationsOf(event: Said, publicUrl: string | undefined): Record<string, unknown> {
  const entity = event.type === 'BotMessage' && publicUrl !== undefined ? citationsEntity(event, publicUrl) : undefined
  return entity === undefined ? {} : { entities: [entity] }
}
