import { expect } from 'chai'
import type { Deliveries, Delivery } from '../../conversation/ports.ts'
import { HandClock, type Open, type Opened } from './opened.ts'

interface Ports {
  deliveries: Deliveries
}

export function describeDeliveriesContract(name: string, open: Open<Ports>): void {
  describe(`deliveries · ${name}`, () => {
    let store: Opened<Ports>
    beforeEach(async () => (store = await open(new HandClock())))
    afterEach(() => store.close())

    it('finds those asked for, and says nothing of the others', async () => {
      await store.deliveries.put(delivery('c', '1-0'))
      await store.deliveries.put(delivery('c', '2-0', { state: 'withdrawn', channelActivityId: null }))
      await store.deliveries.put(delivery('d', '1-0'))
      const found = await store.deliveries.of('c', ['2-0', '1-0', '9-0'])
      expect(found).have.deep.members([
        delivery('c', '1-0'),
        delivery('c', '2-0', { state: 'withdrawn', channelActivityId: null }),
      ])
      expect(await store.deliveries.of('c', [])).deep.equal([])
    })

    it('keeps the first word on an entry', async () => {
      await store.deliveries.put(delivery('c', '1-0', { state: 'sent' }))
      await store.deliveries.put(delivery('c', '1-0', { state: 'failed', attempts: 9 }))
      expect(await store.deliveries.of('c', ['1-0'])).deep.equal([delivery('c', '1-0', { state: 'sent' })])
    })

    it('keeps one word of many said at once', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, attempts) => store.deliveries.put(delivery('c', '1-0', { attempts }))))
      expect(await store.deliveries.of('c', ['1-0'])).lengthOf(1)
    })
  })
}

function delivery(conversationId: string, entryId: string, changes: Partial<Delivery> = {}): Delivery {
  return {
    conversationId,
    entryId,
    destination: 'msteams',
    state: 'sent',
    attempts: 1,
    channelActivityId: `sent-${entryId}`,
    at: 1_700_000_000_000,
    ...changes,
  }
}
