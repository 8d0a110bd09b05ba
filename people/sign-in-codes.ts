import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import { demoIsOpen, isDemo } from './demo-links.ts'
import type { Accounts, Role, Session, Sessions, SignInCodes } from './ports.ts'
import { secretHash } from './secret-hash.ts'

export const CODE_LIFETIME_MS = 10 * 60_000
export const SESSION_LIFETIME_MS = 12 * 3600_000

/** Whom a link signs in. */
export interface SignInFor {
  accountId: string
  name: string
  roles: Role[]
}

export type MakeSignInCode = (who: SignInFor) => Promise<string>

/** Makes the secret part of a single-use link, good for 10 minutes. */
export function createMakeSignInCode(deps: { signInCodes: SignInCodes; clock: Clock; ids: Ids }): MakeSignInCode {
  return async ({ accountId, name, roles }) => {
    const code = deps.ids.next()
    const expiresAt = deps.clock.now() + CODE_LIFETIME_MS
    await deps.signInCodes.put({ codeHash: secretHash('code', code), accountId, name, roles, expiresAt })
    return code
  }
}

export interface Exchange {
  code: string
  /** The session the browser already has, if any. */
  sessionToken?: string | undefined
  /** Whether the link was opened on the machine we run on; demo links are for nobody else. */
  onThisMachine: boolean
}

export type ExchangeOutcome =
  | { kind: 'signed_in'; sessionToken: string; session: Session; granted: Role[] }
  /** Never made, used before, older than 10 minutes, or a demo link whose time is over: nobody can tell which. */
  | { kind: 'invalid' }

export type ExchangeSignInCode = (exchange: Exchange) => Promise<ExchangeOutcome>

/**
 * A code becomes a session, once. A browser that is signed in to the same account keeps the roles it had, so that both demo links work
 * in one browser; anyone else's session is replaced. The session's id is always new.
 */
export function createExchangeSignInCode(deps: {
  accounts: Pick<Accounts, 'list'>
  signInCodes: SignInCodes
  sessions: Sessions
  clock: Clock
  ids: Ids
}): ExchangeSignInCode {
  return async ({ code, sessionToken, onThisMachine }) => {
    const now = deps.clock.now()
    const taken = await deps.signInCodes.take(secretHash('code', code), now)
    if (!taken) return { kind: 'invalid' }
    if (isDemo(taken) && !(onThisMachine && (await demoIsOpen(deps.accounts)))) return { kind: 'invalid' }
    const earlierHash = sessionToken === undefined ? undefined : secretHash('session', sessionToken)
    const earlier = earlierHash === undefined ? undefined : await deps.sessions.get(earlierHash, now)
    const newToken = `${deps.ids.next()}${deps.ids.next()}`
    const session: Session = {
      sessionHash: secretHash('session', newToken),
      accountId: taken.accountId,
      name: taken.name,
      roles: earlier?.accountId === taken.accountId ? union(earlier.roles, taken.roles) : taken.roles,
      expiresAt: now + SESSION_LIFETIME_MS,
    }
    await deps.sessions.put(session)
    if (earlier) await deps.sessions.delete(earlier.sessionHash)
    return { kind: 'signed_in', sessionToken: newToken, session, granted: taken.roles }
  }
}

function union(some: Role[], more: Role[]): Role[] {
  return [...new Set([...some, ...more])]
}
