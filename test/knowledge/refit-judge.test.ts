import { expect } from 'chai'
import fc from 'fast-check'
import type { AnswerLabel } from '../../knowledge/answer-labels.ts'
import { fitNear, type FitNear } from '../../knowledge/fit-near.ts'
import type { JudgeWeights } from '../../knowledge/judge-evidence.ts'
import { figuresOf, judgedBy } from '../../knowledge/judge-figures.ts'
import { FEWEST, fitJudge, readableLabels, refitJudge, type RefitOutcome } from '../../knowledge/refit-judge.ts'
import { seeded } from '../../bench/quality/random.ts'

const SHIPPED: JudgeWeights = {
  ...{ provenance: 'test', bias: -2, answerFrom: 0.66, clarifyFrom: 0.3 },
  weights: { cover: 4, lead: 1, unknown: -2, idle: 0 },
}

const figure = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
const label: fc.Arbitrary<AnswerLabel> = fc.record(
  {
    // Some of them with what an embedding model said.
    evidence: fc.record(
      { cover: figure, lead: figure, unknown: figure, idle: figure, foreign: fc.constantFrom(0, 1), embeddedName: figure },
      { requiredKeys: ['cover', 'lead', 'unknown', 'idle'] },
    ),
    right: fc.boolean(),
    weight: fc.constantFrom(1, 0.5),
    by: fc.constantFrom('customer' as const, 'agent' as const),
    named: fc.boolean(),
    at: fc.nat(),
  },
  { requiredKeys: ['evidence', 'right', 'weight', 'by', 'at'] },
)
const methods = fc.constantFrom('scale' as const, 'weights' as const)

/** Labels whose truth follows other weights than the shipped ones. */
function labelsBy(count: number, truth: (evidence: Record<string, number>) => number, seed = 1): AnswerLabel[] {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, at) => {
    const evidence = { cover: 0.3 + 0.7 * random(), lead: random(), unknown: random() * random(), idle: random() }
    return { evidence, right: random() < truth(evidence), weight: 1, by: 'customer', at }
  })
}

const odds = (sum: number): number => 1 / (1 + Math.exp(-sum))
const loss = (labels: readonly AnswerLabel[], judge: JudgeWeights): number =>
  figuresOf(labels.map((each) => judgedBy(each, judge))).logLoss

function checkNeverWorse(fit: FitNear): void {
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 60 }), methods, (labels, method) => {
      expect(loss(labels, fitJudge(labels, SHIPPED, method, fit))).to.be.at.most(loss(labels, SHIPPED) + 1e-9)
    }),
    { numRuns: 150, seed: 7 },
  )
}

function refitted(outcome: RefitOutcome): Extract<RefitOutcome, { kind: 'refitted' }> {
  if (outcome.kind !== 'refitted') throw new Error(JSON.stringify(outcome))
  return outcome
}

describe('refitJudge', () => {
  it('never judges the labels it was fitted to worse than the shipped weights', () => checkNeverWorse(fitNear))

  it('judges an answer as it was judged when given, what an embedding model said included', () => {
    const evidence = { cover: 0.5, lead: 0.5, unknown: 0, idle: 0, foreign: 1 }
    const chanceOf = (given: Record<string, number>): number =>
      judgedBy({ evidence: given, right: true, weight: 1, by: 'agent', at: 0 }, SHIPPED).probability
    expect(chanceOf({ ...evidence, embeddedName: 1 })).to.be.greaterThan(chanceOf(evidence))
  })

  it('would be caught if its fit went uphill', () => {
    const uphill: FitNear = (examples, parameters) =>
      fitNear(
        examples.map((example) => ({ ...example, positive: !example.positive })),
        parameters,
      )
    expect(() => checkNeverWorse(uphill)).to.throw()
  })

  it('does not depend on the order of the labels', () => {
    const labels = labelsBy(160, ({ cover = 0 }) => odds(6 * cover - 4))
    const whole = refitted(refitJudge(labels, SHIPPED))
    fc.assert(
      fc.property(fc.shuffledSubarray(labels, { minLength: labels.length }), (shuffled) => {
        expect(refitJudge(shuffled, SHIPPED)).to.deep.equal(whole)
      }),
      { numRuns: 10, seed: 3 },
    )
  })

  it('keeps the direction of every figure, and what did not count goes on not counting', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 60 }), methods, (labels, method) => {
        const { weights, answerFrom, clarifyFrom } = fitJudge(labels, SHIPPED, method)
        for (const [name, weight] of Object.entries(weights)) expect(weight * (SHIPPED.weights[name] ?? 0)).to.be.at.least(0)
        expect(weights['idle']).to.equal(0)
        expect(answerFrom).to.be.at.most(SHIPPED.answerFrom + 0.15)
        expect(clarifyFrom).to.be.at.most(0.9 * answerFrom)
        if (clarifyFrom < 0.9 * answerFrom)
          expect(clarifyFrom).to.be.within(SHIPPED.clarifyFrom - 0.101, SHIPPED.clarifyFrom + 0.1)
      }),
      { numRuns: 150, seed: 9 },
    )
  })

  it('goes on giving half of the answers it gave, however few of them helped', () => {
    const labels = labelsBy(200, ({ cover = 0 }) => 0.1 + 0.2 * cover)
    const judge = fitJudge(labels, SHIPPED, 'scale')
    const [before, after] = [SHIPPED, judge].map((each) => figuresOf(labels.map((one) => judgedBy(one, each))).coverage)
    expect(after).to.be.within(before! / 2, before! / 2 + 0.02)
  })

  it('changes nothing with few labels, however clear they are', () => {
    const labels = labelsBy(200, () => 1).map((each, at) => ({ ...each, right: at >= FEWEST - 1 }))
    expect(refitJudge(labels, SHIPPED)).to.deep.equal({ kind: 'too_few', right: 200 - FEWEST + 1, wrong: FEWEST - 1 })
    expect(refitJudge([], SHIPPED)).to.deep.equal({ kind: 'too_few', right: 0, wrong: 0 })
  })

  it('leaves well alone where the shipped weights are right', () => {
    const labels = labelsBy(400, ({ cover = 0, lead = 0, unknown = 0 }) => odds(4 * cover + lead - 2 * unknown - 2))
    expect(refitJudge(labels, SHIPPED)).to.include({ kind: 'refused', because: 'no_better' })
  })

  it('mends how sure it sounds with some labels, and the weights with many', () => {
    const truth = ({ cover = 0, lead = 0 }: Record<string, number>) => odds(2 * cover + 4 * lead - 3.5)
    const some = refitted(refitJudge(labelsBy(150, truth), SHIPPED))
    expect(some.method).to.equal('scale')
    const ratio = some.judge.weights['cover']! / SHIPPED.weights['cover']!
    expect(some.judge.weights['lead']! / SHIPPED.weights['lead']!).to.be.closeTo(ratio, 1e-9)
    const many = refitted(refitJudge(labelsBy(3000, truth), SHIPPED))
    expect(many.method).to.equal('weights')
    expect(many.judge.weights['lead']).to.be.above(3)
    expect(many.judge.weights['cover']).to.be.below(3)
    expect(many.after.logLoss).to.be.below(some.after.logLoss)
  })

  it('does not believe a fit that judges unseen labels worse', () => {
    const wild: FitNear = (_examples, parameters) => parameters.map(({ start }) => 20 * start + 1)
    const labels = labelsBy(150, ({ cover = 0 }) => odds(6 * cover - 4))
    expect(refitJudge(labels, SHIPPED, wild)).to.include({ kind: 'refused', because: 'no_better' })
    expect(refitJudge(labels, SHIPPED).kind).to.equal('refitted')
  })

  it('leaves out labels that lack a figure the weights count with', () => {
    const [whole] = labelsBy(1, () => 1)
    const { lead: _lead, ...withoutLead } = whole!.evidence as { lead: number } & Record<string, number>
    const { idle: _idle, ...withoutIdle } = whole!.evidence as { idle: number } & Record<string, number>
    const labels = [withoutLead, withoutIdle].map((evidence) => ({ ...whole!, evidence }))
    expect(readableLabels(labels, SHIPPED)).to.deep.equal([labels[1]])
  })
})
