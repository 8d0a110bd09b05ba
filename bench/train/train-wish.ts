import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { wishesForPerson } from '../../dialogs/phrases/wish-for-person.ts'
import { readSmallClassifier } from '../../language/small-classifier.ts'
import { readLines, type IntentLine } from '../quality/data.ts'
import { learnPlane, tellUnseen, type YesNo } from './small-plane.ts'
import { writtenUtterances } from './written-utterances.ts'

const WIDTH = 16_384
const SVM = { cost: 3, positiveWeight: 1 }
const CONTACT_HUMAN = 'contact_human_agent'
/** Asks for the address of the service: not quite a wish, and not quite none. */
const NEITHER = 'contact_customer_service'
/** Of plain questions every so-manieth. */
const EVERY = 6
const SURE = [0.5, 0.7, 0.8, 0.9, 0.95]

/** A wish for a person: bitext's, and what was written for it with hard cases on both sides; plain questions and moods are none. */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const data = values.data
  const written = writtenUtterances('./written-wishes.txt')
  const lines = (set: string): IntentLine[] => readLines<IntentLine>(data, 'intents', set, 'train.jsonl')
  const plain = ['banking77', 'bitext', 'clinc150'].flatMap((set) =>
    lines(set).filter(({ intent }, at) => at % EVERY === 0 && intent !== CONTACT_HUMAN && intent !== NEITHER),
  )
  const wishes = lines('bitext').filter(({ intent }, at) => intent === CONTACT_HUMAN && at % 2 === 0)
  const examples: YesNo[] = [
    ...written.map(({ text, label }) => ({ text, yes: label === 'yes' })),
    ...wishes.map(({ text }) => ({ text, yes: true })),
    ...[...plain, ...writtenUtterances('./written-moods.txt')]
      .filter(({ text }) => !wishesForPerson(text))
      .map(({ text }) => ({ text, yes: false })),
  ]
  const { plane, unseen } = learnPlane(examples, WIDTH, SVM)
  tellUnseen('all', examples, unseen)
  for (const language of new Set(written.map((each) => each.language))) {
    const own = [...written.keys()].filter((at) => written[at]?.language === language)
    tellUnseen(
      `  ${language}, hard cases`,
      own.map((at) => examples[at]!),
      own.map((at) => unseen[at]!),
    )
  }
  const provenance =
    'bench/train/train-wish.ts; linear support vector machine; bench/train/written-wishes.txt and written-moods.txt, written for this project, and bitext, banking77, clinc150 (train)'
  const file = { provenance, width: WIDTH, decisions: { wish: plane } }
  writeFileSync(new URL('../../dialogs/weights/wish.json', import.meta.url), JSON.stringify(file, null, 2) + '\n')
  const classify = readSmallClassifier(file)
  for (const set of ['banking77', 'clinc150']) {
    const read = lines(set).map(({ text }) => ({ text, wish: classify(text).wish, byPhrases: wishesForPerson(text) }))
    const over = SURE.map((from) => `${from}: ${read.filter(({ wish, byPhrases }) => wish >= from && !byPhrases).length}`)
    console.log(
      `${set}: of ${read.length} taken for a wish by it alone ${over.join(' ')}; by phrases ${read.filter(({ byPhrases }) => byPhrases).length}`,
    )
    for (const { text, wish } of [...read].sort((a, b) => b.wish - a.wish).slice(0, 12))
      console.log(`  ${wish.toFixed(3)} ${text}`)
  }
}

main()
