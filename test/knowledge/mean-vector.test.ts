import { expect } from 'chai'
import { meanOf } from '../../knowledge/mean-vector.ts'

const along = (x: number, y: number): Float32Array => Float32Array.of(x, y)

describe('meanOf', () => {
  it('points between its parts, nearer to the heavier one, and is of unit length', () => {
    const [x = 0, y = 0] = meanOf([
      { vector: along(1, 0), weight: 2 },
      { vector: along(0, 1), weight: 1 },
    ])!
    expect(Math.hypot(x, y)).to.be.closeTo(1, 1e-6)
    expect(x / y).to.be.closeTo(2, 1e-6)
  })

  it('is undefined when no part means anything, or all of them together do not', () => {
    expect(meanOf([{ vector: undefined, weight: 1 }])).to.equal(undefined)
    expect(meanOf([1, -1].map((x) => ({ vector: along(x, 0), weight: 1 })))).to.equal(undefined)
  })
})
