import type { CommitTo } from '../conversation/commit.ts'
import type { Commit } from '../conversation/ports.ts'
import type { Address, CustomerMessage } from '../domain/events.ts'
import { activityIdOf, shortHash } from '../domain/ids.ts'
import type { Action } from '../domain/words.ts'
import { whileWaiting } from '../handoff/while-waiting.ts'

/** A customer's message as a channel parsed and verified it. */
export interface Inbound {
  conversationId: string
  channel: string
  /** The channel's id of the customer; only its hash is kept. */
  customerId: string
  customerName?: string | undefined
  address?: Address | undefined
  channelActivityId?: string | undefined
  clientActivityId?: string | undefined
  /** What makes two deliveries the same message. */
  keys: string[]
  text: string
  action?: Action | undefined
  locale?: string | undefined
}

export interface Received {
  kind: 'accepted' | 'duplicate'
  commit: Commit
  activityId: string
}

export interface ReceiveDeps {
  commit: CommitTo
}

/**
 * The customer's words become durable before anything else happens; the acknowledgement follows the append. While the queue owns the
 * conversation, *cancel*, *go on* and contact details act here, in the same commit.
 */
export function createReceive({ commit }: ReceiveDeps): (inbound: Inbound) => Promise<Received> {
  return async (inbound) => {
    const message = toEvent(inbound)
    const outcome = await commit({
      conversationId: inbound.conversationId,
      keys: inbound.keys,
      decide: (state) => ({ events: [message, ...whileWaiting(state, message)] }),
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return {
      kind: outcome.kind === 'committed' ? 'accepted' : 'duplicate',
      commit: outcome.commit,
      activityId: activityIdOf(inbound.conversationId, outcome.commit.version, 0),
    }
  }
}

function toEvent(inbound: Inbound): CustomerMessage {
  return {
    type: 'CustomerMessage',
    channel: inbound.channel,
    customerKey: customerKeyOf(inbound.channel, inbound.customerId),
    text: inbound.text,
    ...(inbound.customerName === undefined ? {} : { customerName: inbound.customerName }),
    ...(inbound.address === undefined ? {} : { address: inbound.address }),
    ...(inbound.channelActivityId === undefined ? {} : { channelActivityId: inbound.channelActivityId }),
    ...(inbound.clientActivityId === undefined ? {} : { clientActivityId: inbound.clientActivityId }),
    ...(inbound.action === undefined ? {} : { action: inbound.action }),
    ...(inbound.locale === undefined ? {} : { locale: inbound.locale }),
  }
}

/** Finds a customer's conversations without keeping the channel's id of the customer. */
export function customerKeyOf(channel: string, customerId: string): string {
  return shortHash('customer', channel, customerId)
}
