import { encodeHashed } from '../../language/hashed-features.ts'
import { sideOf, trainSvm } from '../../language/linear-svm.ts'
import { encodePlane } from '../../language/small-classifier.ts'
import { auroc } from '../quality/metrics.ts'
import { fitLogistic } from './fit-logistic.ts'

export interface YesNo {
  text: string
  yes: boolean
}

export interface Learnt {
  plane: ReturnType<typeof encodePlane>
  /** What the classifier says of each example without having seen it. */
  unseen: number[]
}

const FOLDS = 10

/** One plane, and how its sides become probabilities: learnt from what it says of examples it has not seen. */
export function learnPlane(examples: readonly YesNo[], width: number, options: { cost: number; positiveWeight: number }): Learnt {
  const rows = examples.map(({ text }) => encodeHashed(text, width))
  const signs = Int8Array.from(examples, ({ yes }) => (yes ? 1 : -1))
  const sides = new Float64Array(examples.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = [...examples.keys()].filter((at) => at % FOLDS !== fold)
    const plane = trainSvm(
      others.map((at) => rows[at]!),
      Int8Array.from(others, (at) => signs[at]!),
      width,
      options,
    )
    for (let at = fold; at < examples.length; at += FOLDS) sides[at] = sideOf(rows[at]!, plane)
  }
  const sure = fitLogistic(
    [...sides].map((side, at) => ({ row: Float64Array.of(side), positive: examples[at]!.yes, weight: 1 })),
    [1],
    0,
  )
  const [slope, offset] = [rounded(sure[0]!), rounded(sure[1]!)]
  return {
    plane: encodePlane(trainSvm(rows, signs, width, options), slope, offset),
    unseen: Array.from(sides, (side) => 1 / (1 + Math.exp(-slope * side - offset))),
  }
}

/** Area under the curve, then precision and recall at a few thresholds. */
export function tellUnseen(name: string, examples: readonly YesNo[], unseen: readonly number[]): void {
  const curve = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95].map((from) => {
    const said = examples.filter((_, at) => unseen[at]! >= from)
    const right = said.filter(({ yes }) => yes).length
    return `${from}: ${(right / said.length).toFixed(3)}/${(right / examples.filter(({ yes }) => yes).length).toFixed(3)}`
  })
  const area = auroc(examples.map(({ yes }, at) => ({ score: unseen[at]!, positive: yes })))
  console.log(`${name}: ${examples.length}, unseen AUROC ${area.toFixed(3)}, precision/recall from ${curve.join(' ')}`)
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}
