import type { Clock } from '../domain/clock.ts'
import { demoIsOpen, isDemo } from './demo-links.ts'
import type { Accounts, Role, Sessions } from './ports.ts'
import { secretHash } from './secret-hash.ts'

/** Somebody who proved who they are. */
export interface Who {
  accountId: string
  name: string
  roles: Role[]
}

/** What came with a request: a bearer token wins over a cookie. */
export interface Proof {
  bearer?: string | undefined
  sessionToken?: string | undefined
}

export interface AuthenticateDeps {
  accounts: Pick<Accounts, 'byTokenHash' | 'list'>
  sessions: Pick<Sessions, 'get'>
  clock: Clock
}

export type Authenticate = (proof: Proof) => Promise<Who | undefined>

export function createAuthenticate({ accounts, sessions, clock }: AuthenticateDeps): Authenticate {
  return async ({ bearer, sessionToken }) => {
    if (bearer !== undefined) return whoOf(await accounts.byTokenHash(secretHash('token', bearer)))
    if (sessionToken === undefined) return undefined
    const session = await sessions.get(secretHash('session', sessionToken), clock.now())
    if (session && isDemo(session) && !(await demoIsOpen(accounts))) return undefined
    return whoOf(session)
  }
}

/** An admin has every role. */
export function hasRole(who: Who, role: Role): boolean {
  return who.roles.includes(role) || who.roles.includes('admin')
}

function whoOf(found: Who | undefined): Who | undefined {
  return found && { accountId: found.accountId, name: found.name, roles: found.roles }
}
