import { z } from 'zod'

/** `POST /chat/token`. Without a token a new conversation; with one, even an expired one up to 30 days old, the same one goes on. */
export const chatTokenRequest = z.object({
  token: z.string().max(4000).optional(),
  /** Shown to agents; the shop's page may know it. */
  name: z.string().trim().min(1).max(80).optional(),
  language: z.string().max(35).optional(),
})
export const chatTokenAnswer = z.object({ token: z.string(), conversationId: z.string(), expires_in: z.int() })
export type ChatTokenAnswer = z.infer<typeof chatTokenAnswer>

const ownerNow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  z.object({
    kind: z.literal('queue'),
    position: z.int().optional(),
    waitSeconds: z.number().nullable().optional(),
    agentsOnline: z.int().optional(),
  }),
  z.object({ kind: z.literal('human'), name: z.string() }),
])
export type OwnerNow = z.infer<typeof ownerNow>

/** What only we know about an activity: `channelData.warmline`. */
export const warmlineChannelData = z.object({
  from: z.enum(['customer', 'bot', 'human', 'notice']),
  /** Who speaks now, after this activity. */
  owner: ownerNow,
  notice: z.string().optional(),
  route: z.string().optional(),
  answerId: z.string().optional(),
  probability: z.number().optional(),
  articles: z.array(z.object({ articleId: z.string(), revision: z.int() })).optional(),
  libraryVersion: z.int().optional(),
})
export type WarmlineChannelData = z.infer<typeof warmlineChannelData>

/** A Direct Line activity as a client of ours sees it. */
export interface ChatActivity {
  type: 'message' | 'typing' | 'event'
  id?: string
  timestamp?: string
  from: { id: string; name?: string; role?: string }
  text?: string
  textFormat?: 'plain' | 'markdown'
  /** On events: `warmline.owner`, whose value is an OwnerNow (ephemeral, over the socket only: queue position and wait as they change). */
  name?: string
  value?: unknown
  replyToId?: string
  suggestedActions?: { actions: { type: string; title: string; value: unknown }[] }
  entities?: Record<string, unknown>[]
  /** `postBack`: a chip was pressed, nothing was typed. */
  channelData?: { warmline?: WarmlineChannelData; clientActivityID?: string; postBack?: boolean }
}

export interface ActivitySet {
  activities: ChatActivity[]
  watermark: string
}
