import { expect } from 'chai'
import type { Account, Accounts, Agent, Agents, Secrets, Session, Sessions, SignInCode, SignInCodes } from '../../people/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'

export function describeAccountsContract(name: string, open: Open<{ accounts: Accounts }>): void {
  describe(`accounts · ${name}`, () => {
    let store: Opened<{ accounts: Accounts }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('finds an account by id and by token, and lists in the order they were made', async () => {
      const rosa = account('rosa', 2)
      const emil = account('emil', 1)
      for (const each of [rosa, emil]) expect(await store.accounts.add(each)).equal('ok')
      expect(await store.accounts.get('rosa')).deep.equal(rosa)
      expect(await store.accounts.byTokenHash('token-emil')).deep.equal(emil)
      expect(await store.accounts.list()).deep.equal([emil, rosa])
    })

    it('knows nobody else', async () => {
      expect(await store.accounts.get('rosa')).equal(undefined)
      expect(await store.accounts.byTokenHash('')).equal(undefined)
      expect(await store.accounts.list()).deep.equal([])
    })

    it('gives an id once, also to many at once', async () => {
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => store.accounts.add(account('rosa', index))))
      expect(outcomes.filter((outcome) => outcome === 'ok')).lengthOf(1)
      expect((await store.accounts.list()).map(({ createdAt }) => createdAt)).deep.equal([outcomes.indexOf('ok')])
    })
  })
}

export function describeSignInCodesContract(name: string, open: Open<{ signInCodes: SignInCodes }>): void {
  describe(`sign-in codes · ${name}`, () => {
    let store: Opened<{ signInCodes: SignInCodes }>
    let clock: HandClock
    beforeEach(async () => {
      clock = new HandClock()
      store = await open(clock)
    })
    afterEach(() => store.close())

    const code = (codeHash: string): SignInCode => ({ ...person('rosa'), codeHash, expiresAt: clock.now() + 1000 })

    it('is good once', async () => {
      const made = code('one')
      await store.signInCodes.put(made)
      expect(await store.signInCodes.take('two', clock.now())).equal(undefined)
      expect(await store.signInCodes.take('one', clock.now())).deep.equal(made)
      expect(await store.signInCodes.take('one', clock.now())).equal(undefined)
    })

    it('is good for one of many', async () => {
      await store.signInCodes.put(code('one'))
      const taken = await Promise.all(Array.from({ length: 10 }, () => store.signInCodes.take('one', clock.now())))
      expect(taken.filter((each) => each !== undefined)).lengthOf(1)
    })

    it('is good for its time only, and not again when the clock goes back', async () => {
      const made = code('one')
      await store.signInCodes.put(made)
      expect(await store.signInCodes.take('one', made.expiresAt)).equal(undefined)
      expect(await store.signInCodes.take('one', clock.now())).equal(undefined)
    })

    it('stays when others have expired', async () => {
      await store.signInCodes.put(code('old'))
      clock.pass(500)
      const fresh = code('fresh')
      await store.signInCodes.put(fresh)
      clock.pass(600)
      await store.signInCodes.put(code('newest'))
      expect(await store.signInCodes.take('old', clock.now())).equal(undefined)
      expect(await store.signInCodes.take('fresh', clock.now())).deep.equal(fresh)
    })
  })
}

export function describeSessionsContract(name: string, open: Open<{ sessions: Sessions }>): void {
  describe(`sessions · ${name}`, () => {
    let store: Opened<{ sessions: Sessions }>
    let clock: HandClock
    beforeEach(async () => {
      clock = new HandClock()
      store = await open(clock)
    })
    afterEach(() => store.close())

    const session = (sessionHash: string): Session => ({ ...person('rosa'), sessionHash, expiresAt: clock.now() + 1000 })

    it('lasts until it expires', async () => {
      const made = session('one')
      await store.sessions.put(made)
      expect(await store.sessions.get('one', clock.now())).deep.equal(made)
      expect(await store.sessions.get('one', made.expiresAt - 1)).deep.equal(made)
      expect(await store.sessions.get('one', made.expiresAt)).equal(undefined)
    })

    it('is put again with another role', async () => {
      await store.sessions.put(session('one'))
      await store.sessions.put({ ...session('one'), roles: ['agent', 'editor'] })
      expect((await store.sessions.get('one', clock.now()))?.roles).deep.equal(['agent', 'editor'])
    })

    it('ends with sign-out', async () => {
      await store.sessions.put(session('one'))
      await store.sessions.put(session('two'))
      await store.sessions.delete('one')
      await store.sessions.delete('three')
      expect(await store.sessions.get('one', clock.now())).equal(undefined)
      expect((await store.sessions.get('two', clock.now()))?.accountId).equal('rosa')
    })
  })
}

export function describeAgentsContract(name: string, open: Open<{ agents: Agents }>): void {
  describe(`agents · ${name}`, () => {
    let store: Opened<{ agents: Agents }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('is made at revision 1 and changed only by who saw the newest revision', async () => {
      expect(await store.agents.get('rosa')).equal(undefined)
      expect(await store.agents.compareAndSet(agent('rosa'))).equal('ok')
      expect(await store.agents.get('rosa')).deep.equal({ ...agent('rosa'), revision: 1 })
      expect(await store.agents.compareAndSet(agent('rosa'))).equal('conflict')
      const slots = [{ slotId: 's1', conversationId: 'c', reservedAt: 5 }]
      expect(await store.agents.compareAndSet({ ...agent('rosa'), revision: 1, slots })).equal('ok')
      for (const revision of [1, 3]) expect(await store.agents.compareAndSet({ ...agent('rosa'), revision })).equal('conflict')
      expect(await store.agents.get('rosa')).deep.equal({ ...agent('rosa'), revision: 2, slots })
    })

    it('does not make an agent from a later revision', async () => {
      expect(await store.agents.compareAndSet({ ...agent('rosa'), revision: 3 })).equal('conflict')
      expect(await store.agents.list()).deep.equal([])
    })

    it('lets one of many change it, first and later', async () => {
      for (const revision of [0, 1, 2]) {
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, (_, capacity) => store.agents.compareAndSet({ ...agent('rosa'), capacity, revision })),
        )
        expect(outcomes.filter((outcome) => outcome === 'ok')).lengthOf(1)
        expect((await store.agents.get('rosa'))?.capacity).equal(outcomes.indexOf('ok'))
      }
    })

    it('lists all, by id', async () => {
      for (const id of ['rosa', 'emil', 'noor']) await store.agents.compareAndSet(agent(id))
      expect((await store.agents.list()).map(({ agentId }) => agentId)).deep.equal(['emil', 'noor', 'rosa'])
    })
  })
}

export function describeSecretsContract(name: string, open: Open<{ secrets: Secrets }>): void {
  describe(`secrets · ${name}`, () => {
    let store: Opened<{ secrets: Secrets }>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('is made once, and everybody gets the same', async () => {
      const answers = await Promise.all(['a', 'b', 'c', 'd'].map((candidate) => store.secrets.getOrCreate('signing', candidate)))
      expect(new Set(answers).size).equal(1)
      expect(await store.secrets.getOrCreate('signing', 'late')).equal(answers[0])
      expect(await store.secrets.getOrCreate('other', 'own')).equal('own')
    })
  })
}

function person(accountId: string): Pick<Session, 'accountId' | 'name' | 'roles'> {
  return { accountId, name: 'Rosa Amsler', roles: ['agent'] }
}

function account(accountId: string, createdAt: number): Account {
  return { ...person(accountId), accountId, tokenHash: `token-${accountId}`, createdAt }
}

function agent(agentId: string): Agent {
  return { agentId, name: 'Rosa Amsler', presence: 'available', seenAt: 1_700_000_000_000, capacity: 3, slots: [], revision: 0 }
}
