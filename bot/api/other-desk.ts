import { z } from 'zod'
import { disposition } from '../../domain/words.ts'

/** As the last activity of ours about this handoff, or the answer to the desk's own, had it. */
const channelData = z.object({
  warmline: z.object({ handoffId: z.string().min(1).max(100), epoch: z.int().min(0), version: z.int().min(0) }),
})
const base = { id: z.string().min(1).max(200), from: z.object({ name: z.string().trim().min(1).max(80) }), channelData }

const message = z
  .object({ ...base, type: z.literal('message'), text: z.string().trim().min(1).max(8000) })
  .describe('Words to the customer')

const status = z
  .object({
    ...base,
    type: z.literal('event'),
    name: z.literal('handoff.status'),
    value: z.object({
      state: z.enum(['accepted', 'failed', 'completed']),
      disposition: disposition.optional().describe('With completed: the matter is closed. Without, the bot goes on.'),
    }),
  })
  .describe('How the handoff goes')

/** `POST /api/other-desk`: a Bot Framework activity of the desk that handoffs go to. */
export const otherDeskActivity = z.discriminatedUnion('type', [message, status])
export type OtherDeskActivity = z.infer<typeof otherDeskActivity>
export const otherDeskAnswer = z.object({ epoch: z.int(), version: z.int() })
