import { z } from 'zod'
import type { Address } from '../../../domain/events.ts'
import { conversationIdOf, shortHash } from '../../../domain/ids.ts'
import { type Action, action } from '../../../domain/words.ts'
import { actionText } from '../action-text.ts'
import { parseAs } from '../../http.ts'
import { BESIDE_CHANNELS } from '../../onward.ts'
import type { HandedOver } from '../../../handoff/receive-handoff.ts'
import { spokenLanguage } from '../../../language/catalogue.ts'
import { customerKeyOf, type Inbound } from '../../receive.ts'
import { contextOf, transcriptIn } from './parse-handoff.ts'

/** Teams allows 28 KB; what is longer is cut, for the channel could not say no to its user. */
const TEXT_LIMIT = 28_000

const id = z.string().min(1).max(1000)
const name = z.string().transform((text) => text.slice(0, 200))
const person = z.object({ id, name: name.nullish(), aadObjectId: z.string().max(100).nullish() })

const activity = z.object({
  type: z.string().min(1).max(100),
  id,
  channelId: z.string().regex(/^[a-zA-Z0-9-]{1,60}$/),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  conversation: z.object({
    id,
    name: name.nullish(),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().max(100).nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  from: person,
  recipient: person.nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  name: z.string().max(200).nullish(),
  replyToId: z.string().max(1000).nullish(),
  locale: z.string().max(35).nullish().catch(undefined),
  // What channels add of their own is theirs; a form we do not know must not stop a message.
  entities: z
    .array(z.looseObject({ type: z.string().nullish() }))
    .nullish()
    .catch(undefined),
  attachments: z
    .array(z.looseObject({ contentType: z.string().nullish(), name: name.nullish() }))
    .nullish()
    .catch(undefined),
  membersAdded: z
    .array(z.looseObject({ id: z.string() }))
    .nullish()
    .catch(undefined),
  channelData: z
    .looseObject({ tenant: z.looseObject({ id: z.string().max(100).nullish() }).nullish() })
    .nullish()
    .catch(undefined),
})
type Activity = z.infer<typeof activity>

/** What an activity asks of us. Nobody else ever needs to know Bot Framework's wire format. */
export type Asked =
  | { kind: 'message'; inbound: Inbound }
  | { kind: 'handed_over'; handed: HandedOver }
  | { kind: 'typing'; conversationId: string; name: string | undefined }
  | { kind: 'end'; conversationId: string; key: string }
  | { kind: 'greet'; channel: string; address: Address; locale: string | undefined }
  | { kind: 'ignored' }

/** Throws `invalid_request` that names every wrong field. */
export function parseActivity(body: unknown): Asked {
  const parsed = parseAs(activity, body)
  switch (parsed.type) {
    case 'message':
      return messageOf(parsed, [`activity/${parsed.id}`], actionIn(parsed.value))
    case 'invoke':
      // Teams gives an invoke a new id when it sends it again, so the id cannot be its key.
      return messageOf(parsed, [`invoke/${invokeKey(parsed)}`], actionIn(parsed.value))
    case 'typing':
      return { kind: 'typing', conversationId: conversationOf(parsed), name: parsed.from.name ?? undefined }
    case 'endOfConversation':
      return { kind: 'end', conversationId: conversationOf(parsed), key: `activity/${parsed.id}` }
    case 'event':
      return parsed.name === 'handoff.initiate' ? handedOverIn(parsed) : { kind: 'ignored' }
    case 'conversationUpdate':
      return greetingOf(parsed)
    default:
      return { kind: 'ignored' }
  }
}

function messageOf(parsed: Activity, keys: string[], pressed: Action | undefined): Asked {
  const locale = parsed.locale ?? undefined
  const text = wordsOf(parsed) || (pressed ? actionText(pressed, locale ?? 'en') : filesOf(parsed))
  if (text === '') return { kind: 'ignored' }
  const inbound: Inbound = {
    conversationId: conversationOf(parsed),
    channel: channelOf(parsed),
    customerId: parsed.from.id,
    customerName: parsed.from.name ?? undefined,
    address: addressOf(parsed),
    channelActivityId: parsed.id,
    keys,
    text: text.slice(0, TEXT_LIMIT),
    action: pressed,
    locale,
  }
  return { kind: 'message', inbound }
}

/** Another bot's conversation, given to us. */
function handedOverIn(parsed: Activity): Asked {
  const channel = channelOf(parsed)
  const transcript = transcriptIn(parsed.attachments ?? [])
  const handed: HandedOver = {
    conversationId: conversationOf(parsed),
    keys: [`activity/${parsed.id}`],
    ...contextOf(parsed.value, transcript),
    event: {
      type: 'HandedOver',
      channel,
      customerKey: customerKeyOf(channel, parsed.from.id),
      ...(parsed.from.name ? { customerName: parsed.from.name } : {}),
      address: addressOf(parsed),
      language: spokenLanguage(parsed.locale ?? 'en'),
      transcript,
    },
  }
  return { kind: 'handed_over', handed }
}

/** In a channel or group people must name the bot to reach it; its name is not what they say. */
function wordsOf({ text, entities, recipient, type }: Activity): string {
  if (type === 'invoke') return ''
  return (entities ?? []).reduce((words, entity) => withoutMention(words, entity, recipient?.id), text ?? '').trim()
}

const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().min(1).nullish(),
  mentioned: z.looseObject({ id: z.string() }),
})

function withoutMention(text: string, entity: unknown, botId: string | undefined): string {
  const parsed = mention.safeParse(entity)
  if (!parsed.success || parsed.data.mentioned.id !== botId || !parsed.data.text) return text
  return text.replaceAll(parsed.data.text, '')
}

/** Files themselves are not taken yet; that one came must not pass in silence. Teams repeats a text as an HTML attachment. */
function filesOf({ attachments }: Activity): string {
  const files = (attachments ?? []).filter(({ contentType }) => contentType !== 'text/html')
  return files.map((file) => `[${file.name ?? file.contentType ?? 'file'}]`).join(' ')
}

/** A chip's value comes as it is, a card's inside the envelope of its channel. */
function actionIn(value: unknown): Action | undefined {
  const envelope = z
    .object({ action: z.object({ data: z.unknown().optional() }).optional(), data: z.unknown().optional() })
    .safeParse(value)
  const candidates = [value, envelope.data?.action?.data, envelope.data?.data]
  return candidates.map((candidate) => action.safeParse(candidate)).find((parsed) => parsed.success)?.data
}

function invokeKey({ conversation, from, name: what, replyToId, value }: Activity): string {
  return shortHash(conversation.id, from.id, what ?? '', replyToId ?? '', JSON.stringify(value ?? null))
}

/** Somebody new in the conversation; in a personal Teams chat it is the bot itself that is new. */
function greetingOf(parsed: Activity): Asked {
  const botId = parsed.recipient?.id
  const added = parsed.membersAdded ?? []
  const customerCame = added.some((member) => member.id !== botId)
  const botCame = parsed.channelId === 'msteams' && added.some((member) => member.id === botId)
  if (!customerCame && !botCame) return { kind: 'ignored' }
  return { kind: 'greet', channel: channelOf(parsed), address: addressOf(parsed), locale: parsed.locale ?? undefined }
}

function conversationOf(parsed: Activity): string {
  const tenant = parsed.channelData?.tenant?.id ?? parsed.conversation.tenantId ?? 'default'
  return conversationIdOf(channelOf(parsed), tenant, parsed.conversation.id)
}

/** Azure's own Direct Line is not ours: what is said to it has to be sent. No channel may pass for another destination of ours. */
const TAKEN = new Set(['directline', ...BESIDE_CHANNELS])

function channelOf({ channelId }: Activity): string {
  return TAKEN.has(channelId) ? `azure-${channelId}` : channelId
}

/** What a reply needs and no more: the state holds it in every commit. */
function addressOf({ serviceUrl, conversation, recipient, from }: Activity): Address {
  return {
    serviceUrl,
    conversation: known(conversation),
    user: known(from),
    ...(recipient ? { bot: known(recipient) } : {}),
  }
}

function known(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
}
