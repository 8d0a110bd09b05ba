import { z } from 'zod'
import type { EventOf } from '../../../domain/events.ts'
import { type HandoffReason, handoffReason } from '../../../domain/words.ts'

/** Messages of a transcript that are kept, the newest; and of each so many characters. */
const KEPT = 100
const TEXT_LIMIT = 2000

type Said = EventOf<'HandedOver'>['transcript'][number]

const said = z.looseObject({
  type: z.literal('message'),
  text: z.string(),
  timestamp: z.string().nullish().catch(undefined),
  from: z.looseObject({ role: z.string().nullish(), name: z.string().nullish() }).nullish().catch(undefined),
})
const transcript = z.looseObject({ name: z.literal('Transcript'), content: z.looseObject({ activities: z.array(z.unknown()) }) })

/** What the Transcript attachment of a `handoff.initiate` says. What is no message in it, or in another form, is left out. */
export function transcriptIn(attachments: readonly unknown[]): Said[] {
  const found = attachments.map((one) => transcript.safeParse(one)).find(({ success }) => success)?.data
  return (found?.content.activities ?? [])
    .flatMap((activity) => said.safeParse(activity).data ?? [])
    .filter(({ text }) => text.trim() !== '')
    .slice(-KEPT)
    .map(({ text, timestamp, from }) => {
      const at = Date.parse(timestamp ?? '')
      return {
        from: from?.role === 'bot' ? ('bot' as const) : ('customer' as const),
        text: text.slice(0, TEXT_LIMIT),
        ...(Number.isFinite(at) ? { at } : {}),
      }
    })
}

const context = z.looseObject({
  reason: handoffReason.optional().catch(undefined),
  brief: z.looseObject({ wants: z.string() }).optional().catch(undefined),
})

/** Why, and what for: as we say it ourselves, else what the customer said last. */
export function contextOf(value: unknown, transcript: readonly Said[]): { reason: HandoffReason; wants: string } {
  const { reason = 'customer_request', brief } = context.safeParse(value).data ?? {}
  const last = transcript.findLast(({ from }) => from === 'customer')?.text
  return { reason, wants: (brief?.wants ?? last ?? '').slice(0, TEXT_LIMIT) }
}
