import type { Accounts, Role } from './ports.ts'
import type { MakeSignInCode, SignInFor } from './sign-in-codes.ts'

/** One account for both demo links, so that the second adds its role to the first's session. No real account can have this id. */
export const DEMO_ACCOUNT_ID = 'demo'
const DEMO_NAME = 'Robin'

/** Demo sessions are good on this machine only, however the server is reached. */
export function isDemo({ accountId }: { accountId: string }): boolean {
  return accountId === DEMO_ACCOUNT_ID
}

export interface DemoLink {
  role: Extract<Role, 'agent' | 'editor'>
  code: string
}

/** Who may look around without an account: everybody on this machine, while nobody has one. */
export function offersDemo(accountCount: number, hostIsLoopback: boolean): boolean {
  return accountCount === 0 && hostIsLoopback
}

/** From the first account on, demo links and what was signed in with them are good for nothing. */
export async function demoIsOpen(accounts: Pick<Accounts, 'list'>): Promise<boolean> {
  return (await accounts.list()).length === 0
}

/** Fresh links for the start message; none when there are accounts or others could reach the server. */
export function createDemoLinks(deps: { accounts: Pick<Accounts, 'list'>; makeSignInCode: MakeSignInCode }) {
  return async (hostIsLoopback: boolean): Promise<DemoLink[]> => {
    const accounts = await deps.accounts.list()
    if (!offersDemo(accounts.length, hostIsLoopback)) return []
    const roles = ['agent', 'editor'] as const
    return Promise.all(roles.map(async (role) => ({ role, code: await deps.makeSignInCode(demo(role)) })))
  }
}

function demo(role: Role): SignInFor {
  return { accountId: DEMO_ACCOUNT_ID, name: DEMO_NAME, roles: [role] }
}
