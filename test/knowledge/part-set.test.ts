import { expect } from 'chai'
import fc from 'fast-check'
import { PartSet } from '../../knowledge/part-set.ts'

/** Few and far numbers, so that some share a place without being the same. */
const part = fc.oneof(fc.integer({ min: -4, max: 12 }), fc.integer({ min: 4094, max: 4106 }), fc.constant(-0x7fffffff))
const parts = fc.uniqueArray(part, { maxLength: 12 })

describe('PartSet', () => {
  it('counts what two sets share, whatever places their parts fall on', () => {
    fc.assert(
      fc.property(parts, parts, fc.double({ min: 0, max: 1, noNaN: true }), (asked, others, floor) => {
        const shared = others.filter((each) => asked.includes(each)).length
        const both = asked.length + others.length
        const set = new PartSet(asked)
        expect(set.jaccard(Int32Array.from(others))).to.equal(shared === 0 ? 0 : shared / (both - shared))
        expect(set.dice(Int32Array.from(others), floor)).to.equal(Math.max(floor, both === 0 ? 0 : (2 * shared) / both))
      }),
    )
  })
})
