import { expect } from 'chai'
import { setImmediate as immediate } from 'node:timers/promises'
import { Neighbours } from '../../knowledge/neighbours.ts'
import { seeded } from '../../bench/quality/random.ts'

const DIMENSIONS = 32

/** Articles in clusters, as matters are. */
function points(count: number, seed: number): Float32Array[] {
  const random = seeded(seed)
  const centres = seeded(7)
  const matters = Array.from({ length: 40 }, () => Array.from({ length: DIMENSIONS }, () => centres() - 0.5))
  return Array.from({ length: count }, (_, at) => {
    const raw = (matters[at % matters.length] ?? []).map((value) => value + 0.4 * (random() - 0.5))
    const length = Math.hypot(...raw)
    return Float32Array.from(raw, (value) => value / length)
  })
}

describe('neighbours', () => {
  const vectors = points(3000, 1)
  const questions = points(60, 2)

  async function filled(many: number, meanwhile: (neighbours: Neighbours) => void = () => undefined): Promise<Neighbours> {
    const neighbours = new Neighbours()
    for (const [at, vector] of vectors.entries()) neighbours.put(`a${at}`, 'en', [vector])
    let pauses = 0
    await neighbours.quicken(async () => {
      await immediate()
      pauses += 1
      if (pauses === 100) meanwhile(neighbours)
    }, many)
    return neighbours
  }

  const recall = (found: Neighbours, exact: Neighbours): number => {
    let met = 0
    for (const question of questions) {
      const right = new Set(exact.nearest(question, 10))
      met += found.nearest(question, 10).filter((articleId) => right.has(articleId)).length
    }
    return met / (10 * questions.length)
  }

  it('are found by a library, where there are many, nearly as if every one had been looked at', async () => {
    const exact = await filled(Infinity)
    expect(recall(await filled(1000), exact)).to.be.above(0.95)
  })

  it('come and go, also while the library takes them in', async () => {
    const change = (neighbours: Neighbours): void => {
      for (let at = 0; at < 3000; at += 50) neighbours.remove(`a${at}`)
      for (let at = 1; at < 3000; at += 60) neighbours.put(`a${at}`, 'en', [vectors[(at + 1) % 3000]!])
      neighbours.put('new', 'en', [questions[0]!])
    }
    const exact = await filled(Infinity)
    change(exact)
    const meanwhile = await filled(1000, change)
    const afterwards = await filled(1000)
    change(afterwards)
    for (const neighbours of [meanwhile, afterwards]) {
      expect(recall(neighbours, exact)).to.be.above(0.95)
      expect(neighbours.nearest(questions[0]!, 1)).to.deep.equal(['new'])
      const known = new Set(exact.nearest(questions[1]!, 5000))
      for (const question of questions) for (const id of neighbours.nearest(question, 20)) expect(known.has(id)).to.equal(true)
    }
  })
  it('are looked at one by one again when many of them are gone, until the library has taken in the rest', async () => {
    const exact = await filled(Infinity)
    const neighbours = await filled(1000)
    for (const each of [exact, neighbours]) for (let at = 0; at < 3000; at += 3) each.remove(`a${at}`)
    expect(recall(neighbours, exact)).to.equal(1)
    await neighbours.quicken(immediate, 1000)
    expect(recall(neighbours, exact)).to.be.above(0.95)
  })
})
