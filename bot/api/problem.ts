import { z } from 'zod'

/** Every error body: RFC 9457 `application/problem+json` with our code (docs/errors.md). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  /** Set when a conversation's owner refused: who owns it now and in which epoch. */
  owner: z.unknown().optional(),
  epoch: z.int().optional(),
})
export type Problem = z.infer<typeof problem>
