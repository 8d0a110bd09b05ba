import { expect } from 'chai'
import { chooseThreshold } from '../../knowledge/choose-threshold.ts'

const AIM = { precision: 0.9, near: 0.66, reach: 0.15 }
/** One judgement at each hundredth of a range. */
const range = (from: number, to: number, right: boolean) =>
  Array.from({ length: Math.round((to - from) * 100) }, (_, at) => ({ probability: from + at / 100, right, weight: 1 }))

describe('chooseThreshold', () => {
  it('is the lowest place above which enough were right', () => {
    expect(chooseThreshold([...range(0.72, 0.96, true), ...range(0.1, 0.72, false)], AIM)).to.be.closeTo(0.7, 0.011)
  })

  it('is as high as it may go when no place is good enough', () => {
    expect(chooseThreshold(range(0.3, 0.99, false), AIM)).to.equal(0.81)
    expect(chooseThreshold([], AIM)).to.equal(0.81)
  })

  it('keeps what it is told to, although it is not good enough', () => {
    expect(chooseThreshold(range(0.3, 0.8, false), { ...AIM, keep: 25 })).to.be.closeTo(0.55, 0.001)
    expect(chooseThreshold(range(0.3, 0.8, false), { ...AIM, keep: 1 })).to.be.closeTo(0.79, 0.001)
  })

  it('goes no lower than it may, whatever was right', () => {
    expect(chooseThreshold(range(0.1, 0.99, true), AIM)).to.equal(0.51)
  })

  it('does not believe the few surest alone', () => {
    const few = [...range(0.9, 0.99, true), ...range(0.5, 0.9, false)]
    expect(chooseThreshold(few, AIM)).to.equal(0.81)
  })

  it('keeps those with one probability together', () => {
    const tie = Array.from({ length: 40 }, (_, at) => ({ probability: 0.7, right: at < 30, weight: 1 }))
    expect(chooseThreshold(tie, AIM)).to.equal(0.81)
    expect(chooseThreshold(tie, { ...AIM, precision: 0.75 })).to.equal(0.7)
  })
})
