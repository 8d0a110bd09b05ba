import type { Sessions } from './ports.ts'
import { secretHash } from './secret-hash.ts'

export type SignOut = (sessionToken: string) => Promise<void>

/** Ends the session everywhere it is open; streams notice at their next ping. */
export function createSignOut({ sessions }: { sessions: Pick<Sessions, 'delete'> }): SignOut {
  return (sessionToken) => sessions.delete(secretHash('session', sessionToken))
}
