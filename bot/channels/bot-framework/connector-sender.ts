import type { Commit } from '../../../conversation/ports.ts'
import type { Address } from '../../../domain/events.ts'
import type { Greeting } from '../../customer-view.ts'
import type { Send } from '../../deliver.ts'
import { suggestedActionsOf, withWholeLinks } from '../render-parts.ts'
import type { GetConnectorToken } from './connector-token.ts'
import { handoffActivity } from './handoff-events.ts'
import { renderActivity } from './render-activity.ts'
import { sendToConnector } from './send-to-connector.ts'

export interface ConnectorSenderDeps {
  fetch: typeof fetch
  getToken: GetConnectorToken | undefined
  /** For links to articles, which a channel can only show whole. */
  publicUrl: string | undefined
}

/** Sends an outbox entry to whichever channel of Bot Framework's the customer writes from. */
export function createConnectorSender({ fetch, getToken, publicUrl }: ConnectorSenderDeps): Send {
  const origin = originOf(publicUrl)
  return async (commit, entry, signal) => {
    const { address } = commit.state
    const activity = address && (renderActivity(commit, entry.event, address, origin) ?? progress(commit, entry.event, address))
    if (!address || !activity) return { kind: 'give_up', code: 'nothing_to_send' }
    return sendToConnector({ address, activity, fetch, getToken, signal })
  }
}

/** How a handoff goes that another bot gave us, for that bot. */
function progress(commit: Commit, eventIndex: number, address: Address): Record<string, unknown> | undefined {
  const activity = handoffActivity(commit, eventIndex, { transcript: [], origin: '', localTimezone: 'UTC' })
  return activity && { ...activity, from: address.bot, recipient: address.user, channelId: commit.state.channel }
}

/** The first words on a channel that says when somebody comes. Not logged and not repeated: nothing is lost when it does not arrive. */
export type GreetOnConnector = (
  to: { channel: string; address: Address },
  greeting: Greeting,
  signal: AbortSignal,
) => Promise<void>

export function createGreetOnConnector({ fetch, getToken, publicUrl }: ConnectorSenderDeps): GreetOnConnector {
  const origin = originOf(publicUrl)
  return async ({ channel, address }, { text, quickReplies }, signal) => {
    const activity = {
      type: 'message',
      from: address.bot,
      recipient: address.user,
      conversation: address.conversation,
      channelId: channel,
      text: withWholeLinks(text, origin),
      textFormat: 'markdown',
      suggestedActions: suggestedActionsOf(channel === 'msteams' ? quickReplies.map(({ title }) => ({ title })) : quickReplies),
    }
    await sendToConnector({ address, activity, fetch, getToken, signal })
  }
}

function originOf(publicUrl: string | undefined): string | undefined {
  return publicUrl?.replace(/\/+$/, '')
}
