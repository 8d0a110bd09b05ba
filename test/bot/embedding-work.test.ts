import { expect } from 'chai'
import { createEmbeddingWork, type EmbeddingWorkDeps } from '../../bot/embedding-work.ts'
import { WarmlineError } from '../../domain/errors.ts'

/** Rounds by hand: each wait ends when the test says so. */
function createHouse(changes: Partial<EmbeddingWorkDeps> = {}) {
  const did: string[] = []
  const waits: number[] = []
  const state = { head: 1, failures: 0, holder: true, loaded: 'complete' as 'complete' | 'incomplete', failing: [] as Error[] }
  let next = (): void => undefined
  const work = createEmbeddingWork({
    catchUp: async () => state.head,
    loadVectors: async () => {
      did.push('load')
      return state.loaded
    },
    embedLibrary: async (mayGoOn) => {
      did.push('embed')
      const failure = state.failing.shift()
      if (failure) throw failure
      return (await mayGoOn()) ? 'complete' : 'left_to_another'
    },
    leases: {
      acquire: async () => state.holder,
      release: async () => {
        did.push('release')
      },
    },
    nodeId: 'a',
    failures: () => state.failures,
    wait: (ms, signal) => {
      waits.push(ms)
      return new Promise((resolve) => {
        next = resolve
        signal.addEventListener('abort', () => resolve())
      })
    },
    report: () => did.push('report'),
    ...changes,
  })
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
  return {
    work,
    did,
    waits,
    state,
    async round(): Promise<string> {
      did.length = 0
      next()
      await settle()
      return did.join(' ')
    },
    async start(): Promise<string> {
      work.start()
      await settle()
      return did.join(' ')
    },
  }
}

describe('the work of embedding', () => {
  it('looks at the head only, once everything is in its place', async () => {
    const house = createHouse()
    expect(await house.start()).to.equal('load embed load')
    expect(await house.round()).to.equal('')
    house.state.head = 2
    expect(await house.round()).to.equal('load embed load')
    // An endpoint that failed may have come back as another model.
    house.state.failures = 1
    expect(await house.round()).to.equal('load embed load')
    expect(await house.round()).to.equal('')
    await house.work.stop()
    expect(house.did).to.deep.equal(['release'])
  })

  it('leaves embedding to the node that is at it, and loads what that one made', async () => {
    const house = createHouse()
    house.state.holder = false
    house.state.loaded = 'incomplete'
    expect(await house.start()).to.equal('load load')
    expect(await house.round()).to.equal('load load')
    house.state.loaded = 'complete'
    expect(await house.round()).to.equal('load load')
    expect(await house.round()).to.equal('')
    await house.work.stop()
  })

  it('comes again later and later after failures, or when it was told to', async () => {
    const house = createHouse()
    const told = new WarmlineError('provider_failed', 'busy', { facts: { retryAfterMs: 7000 } })
    house.state.failing = [new Error('gone'), new Error('gone'), told]
    expect(await house.start()).to.equal('load embed report')
    await house.round()
    await house.round()
    expect(await house.round()).to.equal('load embed load')
    expect(house.waits).to.deep.equal([5000, 10_000, 7000, 2000])
    await house.work.stop()
  })

  it('stops in the midst of a request', async () => {
    const house = createHouse({
      embedLibrary: (_mayGoOn, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')))
        }),
    })
    await house.start()
    await house.work.stop()
    expect(house.did).to.not.include('report')
  })
})
