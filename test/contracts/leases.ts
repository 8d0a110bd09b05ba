import { expect } from 'chai'
import type { Leases } from '../../conversation/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'

interface Ports {
  leases: Leases
}

export function describeLeasesContract(name: string, open: Open<Ports>): void {
  describe(`leases · ${name}`, () => {
    let store: Opened<Ports>
    let clock: HandClock
    beforeEach(async () => {
      clock = new HandClock()
      store = await open(clock)
    })
    afterEach(() => store.close())

    it('has one holder at a time', async () => {
      expect(await store.leases.acquire('sweep', 'a', 1000)).equal(true)
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(false)
      expect(await store.leases.acquire('assign', 'b', 1000)).equal(true)
    })

    it('gives it to one of many', async () => {
      const holders = Array.from({ length: 20 }, (_, index) => `node-${index}`)
      const outcomes = await Promise.all(holders.map((holder) => store.leases.acquire('sweep', holder, 1000)))
      expect(outcomes.filter(Boolean)).lengthOf(1)
    })

    it('is prolonged by its holder', async () => {
      await store.leases.acquire('sweep', 'a', 1000)
      clock.pass(900)
      expect(await store.leases.acquire('sweep', 'a', 1000)).equal(true)
      clock.pass(900)
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(false)
    })

    it('ends by itself', async () => {
      await store.leases.acquire('sweep', 'a', 1000)
      clock.pass(999)
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(false)
      clock.pass(1)
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(true)
      expect(await store.leases.acquire('sweep', 'a', 1000)).equal(false)
    })

    it('is given back by its holder alone', async () => {
      await store.leases.acquire('sweep', 'a', 1000)
      await store.leases.release('sweep', 'b')
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(false)
      await store.leases.release('sweep', 'a')
      expect(await store.leases.acquire('sweep', 'b', 1000)).equal(true)
    })
  })
}
