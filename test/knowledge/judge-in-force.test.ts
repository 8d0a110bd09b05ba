import { expect } from 'chai'
import { createCalibrate, createResetCalibration } from '../../knowledge/calibrate.ts'
import { shippedJudge } from '../../knowledge/judge-evidence.ts'
import { createReadJudge, judgeInForce, nameOfWeights } from '../../knowledge/judge-in-force.ts'
import type { Calibration } from '../../knowledge/ports.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { HandClock } from '../contracts/opened.ts'

const figures = { n: 80, logLoss: 0.5, brier: 0.2, ece: 0.1, precision: 0.9, coverage: 0.5 }
const judge = { ...shippedJudge, bias: -9 }
const calibration = (version: number, shipped = nameOfWeights(shippedJudge)): Calibration => ({
  ...{ kind: 'refitted', version, at: 5, judge, shipped, method: 'scale', right: 40, before: figures, after: figures },
})

describe('the judge in force', () => {
  it('is the newest calibration, if it was made from the weights this release ships', () => {
    expect(judgeInForce(undefined)).to.deep.equal({ weights: shippedJudge })
    expect(judgeInForce(calibration(2))).to.deep.equal({ weights: judge, calibration: { version: 2, at: 5 } })
    expect(judgeInForce(calibration(2, 'of another release'))).to.deep.equal({ weights: shippedJudge })
    expect(judgeInForce({ kind: 'reset', version: 3, at: 6 })).to.deep.equal({ weights: shippedJudge })
  })

  it('is taken over within seconds, without a restart, and asked for no oftener', async () => {
    const clock = new HandClock()
    const store = openSqlite({ file: ':memory:', clock })
    let asked = 0
    const calibrations = {
      newest: () => {
        asked++
        return store.calibrations.newest()
      },
    }
    const readJudge = createReadJudge({ calibrations, clock })
    for (const answer of await Promise.all([readJudge(), readJudge()])) expect(answer.calibration).to.equal(undefined)
    await store.calibrations.put(calibration(1))
    expect((await readJudge()).calibration).to.equal(undefined)
    expect(asked).to.equal(1)
    clock.pass(10_000)
    expect((await readJudge()).calibration).to.deep.equal({ version: 1, at: 5 })
    await store.close()
    clock.pass(10_000)
    expect((await readJudge()).weights).to.equal((await readJudge()).weights)
    expect((await readJudge()).calibration?.version).to.equal(1)
  })

  it('goes back to the shipped weights by a reset, once', async () => {
    const clock = new HandClock()
    const store = openSqlite({ file: ':memory:', clock })
    const reset = createResetCalibration({ ...store, clock })
    expect(await reset()).to.equal('nothing_to_reset')
    await store.calibrations.put(calibration(1))
    expect(await reset()).to.equal('reset')
    expect(await store.calibrations.newest()).to.deep.equal({ kind: 'reset', version: 2, at: clock.now() })
    expect(await reset()).to.equal('nothing_to_reset')
    await store.close()
  })

  it('stays as it is while there is too little to learn from', async () => {
    const clock = new HandClock()
    const store = openSqlite({ file: ':memory:', clock })
    const outcome = await createCalibrate({ ...store, clock })({ labels: [], trial: false })
    expect(outcome).to.deep.equal({ refit: { kind: 'too_few', right: 0, wrong: 0 }, unreadable: 0, installed: { kind: 'no' } })
    expect(await store.calibrations.newest()).to.equal(undefined)
    await store.close()
  })
})
