import { expect } from 'chai'
import { trainSvm, sideOf } from '../../language/linear-svm.ts'
import { encodePlane, readSmallClassifier } from '../../language/small-classifier.ts'
import { encodeHashed } from '../../language/hashed-features.ts'
import { type LabelledText, trainTextClassifier } from '../../language/text-classifier.ts'

const EXAMPLES: LabelledText[] = [
  ...['where is my parcel', 'my package has not arrived', 'when will the order be delivered', 'track my shipment'].map(
    (text) => ({
      text,
      label: 'delivery_status',
    }),
  ),
  ...['I want my money back', 'how do I get a refund', 'refund my payment please', 'when is the refund paid'].map((text) => ({
    text,
    label: 'refund',
  })),
  ...['I forgot my password', 'cannot log in to my account', 'reset my login', 'the sign-in page rejects me'].map((text) => ({
    text,
    label: 'signIn',
  })),
]

describe('a text classifier', () => {
  const { classify, labels } = trainTextClassifier(EXAMPLES)

  for (const [text, label] of [
    ['has the parcel been delivered yet?', 'delivery_status'],
    ['pasword forgoten', 'signIn'],
    ['give me back the money', 'refund'],
    ['sign in', 'signIn'],
  ] as const) {
    it(`"${text}" is about ${label}`, () => expect(classify(text).label).to.equal(label))
  }

  it('is sure of what it was taught, and never where it knows no word', () => {
    for (const { text } of EXAMPLES) expect(classify(text).sure, text).to.equal(true)
    for (const text of ['', '???', '今日は寒いですね']) expect(classify(text).sure, text).to.equal(false)
  })

  it('says a probability that is higher for an example than for anything else', () => {
    const taught = EXAMPLES.map(({ text }) => classify(text).probability)
    const strange = ['what is the capital of Peru', 'my dog likes cheese'].map((text) => classify(text).probability)
    expect(Math.min(...taught)).to.be.above(Math.max(...strange))
  })

  it('examples that belong to no class draw the line nearer', () => {
    const outside = ['can I pay the parcel man a tip', 'what does a parcel weigh'].map((text) => ({ text, label: null }))
    const stricter = trainTextClassifier([...EXAMPLES, ...outside])
    expect(stricter.labels).to.deep.equal(labels)
    const before = classify('what does the parcel weigh').probability
    expect(stricter.classify('what does the parcel weigh').probability).to.be.below(before)
  })

  it('learns the same from the same examples', () => {
    const again = trainTextClassifier(EXAMPLES)
    expect(again.classify('is my shipment lost?')).to.deep.equal(classify('is my shipment lost?'))
  })

  it('without examples it is sure of nothing', () => {
    expect(trainTextClassifier([]).classify('hello')).to.deep.include({ label: '', probability: 0, sure: false })
  })
})

describe('a classifier shipped as a file', () => {
  const WIDTH = 4096
  const texts = EXAMPLES.map(({ text }) => text)
  const rows = texts.map((text) => encodeHashed(text, WIDTH))
  const signs = Int8Array.from(EXAMPLES, ({ label }) => (label === 'refund' ? 1 : -1))
  const plane = trainSvm(rows, signs, WIDTH, { cost: 10, positiveWeight: 1 })

  it('the plane has every example on its side', () => {
    for (const [at, row] of rows.entries()) expect(Math.sign(sideOf(row, plane)), texts[at]).to.equal(signs[at])
  })

  it('written and read again it says nearly the same', () => {
    const file = { provenance: 'test', width: WIDTH, decisions: { refund: encodePlane(plane, 2, 0.5) } }
    const read = readSmallClassifier(JSON.parse(JSON.stringify(file)) as typeof file)
    for (const [at, text] of texts.entries()) {
      const exact = 1 / (1 + Math.exp(-2 * sideOf(rows[at]!, plane) - 0.5))
      expect(read(text).refund, text).to.be.closeTo(exact, 0.02)
    }
  })
})
