import { isIP } from 'node:net'
import { throughLostAnswers } from '../../conversation/through-lost-answers.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { randomIds } from '../../domain/ids.ts'
import { type AddAccount, createAddAccount } from '../../people/add-account.ts'
import type { Account, Accounts, Role } from '../../people/ports.ts'
import { createMakeSignInCode, type MakeSignInCode } from '../../people/sign-in-codes.ts'
import { openStore } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface AccountCommandDeps {
  accounts: Pick<Accounts, 'get' | 'list'>
  addAccount: AddAccount
  makeSignInCode: MakeSignInCode
  /** Where the server is reached, for links. */
  baseUrl: string
}

const options = { role: { type: 'string', multiple: true } } as const

export const accountCommand: Command<typeof options, AccountCommandDeps> = {
  usage: `npm run account -- add NAME --role agent|editor|admin   a new account; --role may be given more than once
npm run account -- link ID                              a new sign-in link for an account
npm run account -- list                                 every account

add prints a single-use sign-in link, good for 10 minutes, and a bearer token. Both are shown once.
DATA_DIR, PUBLIC_URL, HOST and PORT are read as npm start reads them; a running server need not be stopped.`,
  options,
  async run(deps, { positionals: [verb, ...words], values }, print) {
    switch (verb) {
      case 'add':
        return add(deps, words.join(' ').trim(), values.role ?? [], print)
      case 'link':
        return link(deps, words.join(' ').trim(), print)
      case 'list':
        return list(deps, print)
      default:
        throw new CommandRefused('Say add, link or list; --help tells more.')
    }
  },
}

type Print = (line: string) => void

async function add(deps: AccountCommandDeps, name: string, given: string[], print: Print): Promise<void> {
  if (name === '' || name.length > 80) throw new CommandRefused('Give a name of 1 to 80 characters: add NAME --role agent.')
  const roles = [...new Set(given.map(roleOf))]
  if (roles.length === 0) throw new CommandRefused('Give a role: --role agent, --role editor or --role admin.')
  const { account, code, token } = await deps.addAccount({ name, roles }).catch(mayHaveBeenAdded)
  print(`account   ${account.accountId} (${account.name}; ${roles.join(', ')})`)
  print(`sign in   ${linkOf(deps, code)}   once, within 10 minutes`)
  print(`token     ${token}   for Authorization: Bearer; not shown again`)
}

/** Its token is lost with the answer, and a second `add` of one name makes a second account. */
function mayHaveBeenAdded(error: unknown): never {
  if (!(error instanceof WarmlineError) || error.code !== 'store_unavailable') throw error
  throw new CommandRefused(
    'The database did not answer. Before you add it again: list shows whether it was, link ID signs it in.',
  )
}

async function link(deps: AccountCommandDeps, accountId: string, print: Print): Promise<void> {
  const account = await deps.accounts.get(accountId)
  if (!account) throw new CommandRefused(`There is no account "${accountId}"; list shows those there are.`)
  print(`sign in   ${linkOf(deps, await deps.makeSignInCode(account))}   once, within 10 minutes`)
}

async function list({ accounts }: AccountCommandDeps, print: Print): Promise<void> {
  const all = await accounts.list()
  for (const each of all) print(lineOf(each))
  if (all.length === 0) print('There are no accounts yet.')
}

function lineOf({ accountId, name, roles, createdAt }: Account): string {
  return `${accountId.padEnd(24)}${roles.join(', ').padEnd(16)}${new Date(createdAt).toISOString().slice(0, 10)}  ${name}`
}

function roleOf(word: string): Role {
  if (word === 'agent' || word === 'editor' || word === 'admin') return word
  throw new CommandRefused(`"${word}" is no role: agent, editor or admin.`)
}

function linkOf({ baseUrl }: AccountCommandDeps, code: string): string {
  return `${baseUrl}/sign-in?code=${code}`
}

/** As `npm start` would be reached from this machine, unless PUBLIC_URL says how others reach it. */
export function baseUrlOf({ PUBLIC_URL, HOST, PORT }: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL.replace(/\/+$/, '')
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${PORT}`
}

await runAsMain(import.meta.url, accountCommand, async () => {
  const config = readConfig()
  const store = await openStore(config)
  const makeSignInCode = createMakeSignInCode({ ...store, clock: store.storeClock, ids: randomIds })
  const accounts: Accounts = { ...store.accounts, add: (account) => throughLostAnswers(() => store.accounts.add(account)) }
  const addAccount = createAddAccount({ accounts, makeSignInCode, clock: store.storeClock, ids: randomIds })
  return { deps: { ...store, addAccount, makeSignInCode, baseUrl: baseUrlOf(config) }, close: () => store.close() }
})
