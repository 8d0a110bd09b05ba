import { z } from 'zod'

export const role = z.enum(['agent', 'editor', 'admin'])

/** `GET /api/session`: who is signed in. 401 otherwise. */
export const sessionAnswer = z.object({
  accountId: z.string(),
  name: z.string(),
  roles: z.array(role),
  presence: z.enum(['available', 'away']).nullable(),
})
export type SessionAnswer = z.infer<typeof sessionAnswer>
// `POST /api/session/sign-out` answers 204 and forgets the cookie.
