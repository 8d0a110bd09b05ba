import { expect } from 'chai'
import { throughLostAnswers } from '../../conversation/through-lost-answers.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { randomIds } from '../../domain/ids.ts'
import { accountIdOf, createAddAccount } from '../../people/add-account.ts'
import { createAuthenticate, hasRole } from '../../people/authenticate.ts'
import { createDemoLinks, offersDemo } from '../../people/demo-links.ts'
import { createExchangeSignInCode, createMakeSignInCode } from '../../people/sign-in-codes.ts'
import type { Account } from '../../people/ports.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import { HandClock } from '../contracts/opened.ts'

describe('accounts', () => {
  const clock = new HandClock()
  let store: SqliteStore
  beforeEach(() => {
    store = openSqlite({ file: ':memory:', clock })
  })
  afterEach(() => store.close())

  const deps = () => ({ ...store, clock, ids: randomIds })
  const addAccount = () => createAddAccount({ ...deps(), makeSignInCode: createMakeSignInCode(deps()) })

  it('get an id from the name, another one when it is taken, and never one that means something else', async () => {
    const names = ['Ana Ruiz', 'ana ruiz!', 'Queue', 'Demo', 'Other Desk', 'Zoë O’Neill', '佐藤', 'Αθηνά']
    const ids: string[] = []
    for (const name of names) ids.push((await addAccount()({ name, roles: ['agent'] })).account.accountId)
    expect(ids).to.deep.equal([
      'ana-ruiz',
      'ana-ruiz-2',
      'queue-2',
      'demo-2',
      'other-desk-2',
      'zoe-o-neill',
      'account',
      'account-2',
    ])
    expect(accountIdOf(`--${'x'.repeat(90)}--`)).to.match(/^x{1,40}$/)
  })

  it('made at the same moment under one name are two', async () => {
    const add = addAccount()
    const added = await Promise.all([1, 2, 3, 4].map(() => add({ name: 'Ana', roles: ['agent'] })))
    expect(added.map(({ account }) => account.accountId)).to.have.members(['ana', 'ana-2', 'ana-3', 'ana-4'])
  })

  it('are added once when the answer to the first try was lost', async () => {
    const { accounts } = store
    let tries = 0
    const losing = async (account: Account): Promise<'ok' | 'conflict'> => {
      const answer = await accounts.add(account)
      if (++tries === 1) throw new WarmlineError('store_unavailable')
      return answer
    }
    const add = createAddAccount({
      ...{ ...deps(), makeSignInCode: createMakeSignInCode(deps()) },
      accounts: { ...accounts, add: (account) => throughLostAnswers(() => losing(account)) },
    })
    const { account, token } = await add({ name: 'Ana', roles: ['agent'] })
    expect(tries).to.equal(2)
    expect(await accounts.list()).to.deep.equal([account])
    expect((await createAuthenticate(deps())({ bearer: token }))?.accountId).to.equal('ana')
  })

  it('are known by their token, which is kept hashed', async () => {
    const { token, account } = await addAccount()({ name: 'Ana', roles: ['editor'] })
    const authenticate = createAuthenticate(deps())
    expect(await authenticate({ bearer: token })).to.deep.equal({ accountId: 'ana', name: 'Ana', roles: ['editor'] })
    expect(await authenticate({ bearer: account.tokenHash })).to.equal(undefined)
    expect(await authenticate({ bearer: '' })).to.equal(undefined)
    expect(await authenticate({})).to.equal(undefined)
    expect(await authenticate({ sessionToken: token })).to.equal(undefined)
  })

  it('have their roles; an admin has every one', () => {
    const who = (...roles: ('agent' | 'editor' | 'admin')[]) => ({ accountId: 'a', name: 'A', roles })
    expect(hasRole(who('agent'), 'agent')).to.equal(true)
    expect(hasRole(who('agent'), 'editor')).to.equal(false)
    expect(hasRole(who('agent', 'editor'), 'admin')).to.equal(false)
    expect(hasRole(who('admin'), 'editor')).to.equal(true)
  })

  it('sign in at most once with a code, however many try at the same moment', async () => {
    const code = await createMakeSignInCode(deps())({ accountId: 'ana', name: 'Ana', roles: ['agent'] })
    const exchange = createExchangeSignInCode(deps())
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => exchange({ code, onThisMachine: false })))
    expect(outcomes.map(({ kind }) => kind).sort()).to.deep.equal(['invalid', 'invalid', 'invalid', 'invalid', 'signed_in'])
  })

  it('are not needed to look around on this machine, until there is one', async () => {
    expect([offersDemo(0, true), offersDemo(0, false), offersDemo(1, true)]).to.deep.equal([true, false, false])
    const demoLinks = createDemoLinks({ ...store, makeSignInCode: createMakeSignInCode(deps()) })
    const links = await demoLinks(true)
    expect(links.map(({ role }) => role)).to.deep.equal(['agent', 'editor'])
    const exchange = createExchangeSignInCode(deps())
    const first = await exchange({ code: links[0]!.code, onThisMachine: true })
    if (first.kind !== 'signed_in') throw new Error('the first link did not work')
    const second = await exchange({ code: links[1]!.code, sessionToken: first.sessionToken, onThisMachine: true })
    expect(second).to.have.nested.property('session.roles').that.deep.equals(['agent', 'editor'])
    expect(await demoLinks(false)).to.deep.equal([])
    const authenticate = createAuthenticate(deps())
    const proof = { sessionToken: (second as { sessionToken: string }).sessionToken }
    expect(await authenticate(proof)).to.deep.include({ accountId: 'demo' })
    const [unused] = await demoLinks(true)
    await addAccount()({ name: 'Ana', roles: ['agent'] })
    expect(await demoLinks(true)).to.deep.equal([])
    expect(await authenticate(proof)).to.equal(undefined)
    expect(await exchange({ code: unused!.code, onThisMachine: true })).to.deep.equal({ kind: 'invalid' })
  })
})
