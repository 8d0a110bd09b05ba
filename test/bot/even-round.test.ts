import { expect } from 'chai'
import { createEvenRound } from '../../bot/channels/direct-line/even-round.ts'

describe('a round of all sockets', () => {
  const STEPS = 5
  const roundOf = (round: ReturnType<typeof createEvenRound<number>>) => Array.from({ length: STEPS }, () => [...round.next()])

  it('visits each once, a few at a time, though they came in one moment', () => {
    const round = createEvenRound<number>(STEPS)
    for (let member = 0; member < 52; member++) round.join(member)
    const visited = roundOf(round)
    expect(visited.map(({ length }) => length).sort()).to.deep.equal([10, 10, 10, 11, 11])
    expect(visited.flat().sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 52 }, (_, member) => member))
    expect(roundOf(round), 'each at its own step again').to.deep.equal(visited)
  })

  it('visits nobody who left, and fills the gaps', () => {
    const round = createEvenRound<number>(STEPS)
    const leave = Array.from({ length: 20 }, (_, member) => round.join(member))
    for (const member of [0, 5, 10, 15]) leave[member]?.()
    for (let member = 20; member < 24; member++) round.join(member)
    const visited = roundOf(round)
    expect(visited.map(({ length }) => length)).to.deep.equal([4, 4, 4, 4, 4])
    expect(visited.flat()).to.not.include.members([0])
  })
})
