import { expect } from 'chai'
import fc from 'fast-check'
import { createEventRing } from '../../bot/event-ring.ts'

describe('a ring of events', () => {
  it('tells exactly what came after an id, or that it no longer knows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 20 }), (size, count) => {
        const ring = createEventRing<number>('p', size)
        const ids = [ring.head()]
        for (let n = 1; n <= count; n++) {
          ring.push(n)
          ids.push(ring.head())
        }
        ids.forEach((id, place) => {
          const missed = count - place
          const expected = missed > size ? undefined : Array.from({ length: missed }, (_, n) => place + 1 + n)
          expect(ring.after(id)?.map(({ event }) => event)).to.deep.equal(expected)
          expect(ring.after(id)?.map((each) => each.id)).to.deep.equal(expected && ids.slice(place + 1))
        })
      }),
    )
  })

  it('knows no id of another ring, of the future, or that is none', () => {
    const ring = createEventRing<number>('p', 3)
    ring.push(1)
    for (const id of ['q-1', 'p-2', 'p', 'p-', 'p--1', 'p-1e3', 'p-x', '', 'p-99999999999999999999'])
      expect(ring.after(id)).to.equal(undefined)
  })
})
