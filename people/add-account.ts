import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import { DEMO_ACCOUNT_ID } from './demo-links.ts'
import type { Account, Accounts, Role } from './ports.ts'
import { secretHash } from './secret-hash.ts'
import type { MakeSignInCode } from './sign-in-codes.ts'

export interface AddedAccount {
  account: Account
  /** The secret of a single-use sign-in link. Shown once. */
  code: string
  /** For `Authorization: Bearer`. Shown once; only its hash is kept. */
  token: string
}

export interface AddAccountDeps {
  accounts: Accounts
  makeSignInCode: MakeSignInCode
  clock: Clock
  ids: Ids
}

export type AddAccount = (request: { name: string; roles: Role[] }) => Promise<AddedAccount>

/** Ids that mean something else where an account's id may stand. */
const TAKEN = new Set([DEMO_ACCOUNT_ID, 'queue', 'import', OTHER_DESK])

export function createAddAccount({ accounts, makeSignInCode, clock, ids }: AddAccountDeps): AddAccount {
  return async ({ name, roles }) => {
    const token = `wl_${ids.next()}${ids.next()}`
    const fields = { name, roles, tokenHash: secretHash('token', token), createdAt: clock.now() }
    const account = await addUnderFreeId(accounts, fields)
    const code = await makeSignInCode({ accountId: account.accountId, name, roles })
    return { account, code, token }
  }
}

/** `ana`, then `ana-2`, `ana-3` …: two people may have one name. */
async function addUnderFreeId(accounts: Accounts, fields: Omit<Account, 'accountId'>): Promise<Account> {
  const base = accountIdOf(fields.name)
  for (let n = 1; ; n++) {
    const accountId = n === 1 ? base : `${base}-${n}`
    if (TAKEN.has(accountId)) continue
    const account = { accountId, ...fields }
    if ((await accounts.add(account)) === 'ok') return account
    // Taken, by a try of this very call whose answer was lost: its token is nobody else's.
    if ((await accounts.get(accountId))?.tokenHash === fields.tokenHash) return account
  }
}

/** A name as it can stand in a path: `Zoë O'Neill` → `zoe-o-neill`. Names in other scripts become `account`. */
export function accountIdOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 40)
  return slug.replace(/^-+|-+$/g, '') || 'account'
}
