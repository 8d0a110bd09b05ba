import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { walkExhaustively } from '../walks/exhaustive.ts'
import { walked } from '../walks/walk.ts'
import { step } from '../walks/steps.ts'
import type { Counts, Torture } from './counts.ts'
import { openTortureStore } from './open-store.ts'

const STEPS_A_WALK = 60
/** A closed SQLite store keeps its memory until its statements are garbage, which JavaScript's own heap is too small to notice. */
const WALKS_A_COLLECTION = 200

/** Random walks over everything two agents, two customers, the clock and crashes can do; every property after every step. */
export const walks: Torture = {
  about: 'steps of random walks',
  small: 20_000,
  full: 1_000_000,
  async run({ n, seed, store }): Promise<Counts> {
    const walk = fc.array(step, { minLength: STEPS_A_WALK, maxLength: STEPS_A_WALK })
    const numRuns = Math.ceil(n / STEPS_A_WALK)
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    let walksDone = 0
    const outcome = await fc.check(
      fc.asyncProperty(walk, (steps) => {
        if (++walksDone % WALKS_A_COLLECTION === 0) collectGarbage()
        return walked(steps, undefined, undefined, (clock) => openTortureStore(store, clock))
      }),
      { numRuns, seed },
    )
    if (outcome.failed) console.error(fc.defaultReportMessage(outcome))
    const { acts, situations } = await walkExhaustively(8)
    console.log(`walks: and exhaustively ${acts} acts through ${situations} situations`)
    const taken = outcome.numRuns * STEPS_A_WALK + acts
    return { attempted: numRuns * STEPS_A_WALK + acts, acknowledged: taken, violations: outcome.failed ? 1 : 0 }
  },
}
