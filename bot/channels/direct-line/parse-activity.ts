import { z } from 'zod'
import { WarmlineError } from '../../../domain/errors.ts'
import { action } from '../../../domain/words.ts'
import type { Inbound } from '../../receive.ts'
import { parseAs } from '../../http.ts'
import { actionText } from '../action-text.ts'
import type { ChatSession } from './tokens.ts'

export const TEXT_LIMIT = 8000

const activity = z.object({
  type: z.string().min(1).max(100),
  text: z.string().nullish(),
  from: z.object({ id: z.string().max(200).nullish() }).nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(35).nullish(),
  // Channel data is whatever a page puts there; only our part of it may be wrong.
  channelData: z
    .object({ clientActivityID: z.string().max(100).nullish() })
    .nullish()
    .catch(undefined),
})
type Activity = z.infer<typeof activity>

/** What a customer's activity asks of us. */
export type Asked =
  | { kind: 'message'; inbound: Inbound }
  | { kind: 'typing' }
  | { kind: 'end'; key: string | undefined }
  /** Events and whatever clients invent: accepted, so that they do not send it again, and without effect. */
  | { kind: 'ignored' }

export function parseActivity(body: unknown, session: ChatSession): Asked {
  const parsed = parseAs(activity, body)
  const from = parsed.from?.id
  if (from !== undefined && from !== null && from !== session.userId) throw new WarmlineError('forbidden')
  switch (parsed.type) {
    case 'message':
      return { kind: 'message', inbound: inboundOf(parsed, session) }
    case 'typing':
      return { kind: 'typing' }
    case 'endOfConversation':
      return { kind: 'end', key: keyOf(parsed, session) }
    default:
      return { kind: 'ignored' }
  }
}

function inboundOf(parsed: Activity, session: ChatSession): Inbound {
  const pressed = action.safeParse(parsed.value)
  const locale = parsed.locale ?? session.language
  const text = parsed.text?.trim() || (pressed.success ? actionText(pressed.data, locale ?? 'en') : '')
  if (text === '') throw new WarmlineError('invalid_request', 'text: a message needs words')
  if (text.length > TEXT_LIMIT) throw new WarmlineError('too_large', `text: at most ${TEXT_LIMIT} characters`)
  const key = keyOf(parsed, session)
  return {
    conversationId: session.conversationId,
    channel: 'directline',
    customerId: session.userId,
    customerName: session.name,
    clientActivityId: parsed.channelData?.clientActivityID ?? undefined,
    keys: key === undefined ? [] : [key],
    text,
    action: pressed.success ? pressed.data : undefined,
    locale,
  }
}

/** Idempotent only where the client names its message; the official client does not, and may say the same thing twice on purpose. */
function keyOf(parsed: Activity, session: ChatSession): string | undefined {
  const id = parsed.channelData?.clientActivityID
  return id ? `directline/${session.userId}/${id}` : undefined
}
