import { expect } from 'chai'
import { judgeEvidence, shippedJudge, type JudgeWeights } from '../../knowledge/judge-evidence.ts'
import { probabilityOf } from '../../knowledge/logistic.ts'

const weights: JudgeWeights = { provenance: 'test', bias: -2, answerFrom: 0.7, clarifyFrom: 0.3, weights: { cover: 4 } }

describe('judgeEvidence', () => {
  it('answers, asks back or declines by the probability', () => {
    expect(judgeEvidence({ cover: 1 }, weights).decision).to.equal('answer')
    expect(judgeEvidence({ cover: 0.5 }, weights)).to.deep.equal({ decision: 'clarify', probability: 0.5 })
    expect(judgeEvidence({ cover: 0 }, weights).decision).to.equal('decline')
  })

  it('declines what is likelier something that is not answered, however sure it would be', () => {
    expect(judgeEvidence({ cover: 1, unansweredAhead: 1 }, weights)).to.include({ decision: 'decline' })
    expect(judgeEvidence({ cover: 1, unansweredAhead: 0 }, weights)).to.include({ decision: 'answer' })
  })

  it('has nothing to say without evidence', () => {
    expect(judgeEvidence({}, shippedJudge)).to.deep.equal({ decision: 'decline', probability: 0 })
  })

  it('reads only the figures it knows', () => {
    expect(probabilityOf({ cover: 0.5, rumour: 9 }, weights)).to.equal(0.5)
  })

  it('ships with two thresholds in order and where the weights come from', () => {
    expect(shippedJudge.answerFrom).to.be.above(shippedJudge.clarifyFrom)
    expect(shippedJudge.provenance).to.contain('bench/train')
  })
})
