import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Mood, moodByPhrases } from '../../dialogs/read-mood.ts'
import { readSmallClassifier } from '../../language/small-classifier.ts'
import { readLines, type IntentLine } from '../quality/data.ts'
import { learnPlane, tellUnseen, type YesNo } from './small-plane.ts'
import { type Written, writtenUtterances } from './written-utterances.ts'

const WIDTH = 16_384
const SVM = { cost: 3, positiveWeight: 1 }

/** Learnt from what was written for it, and from plain questions that the phrases find no mood in. */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const written = [...writtenUtterances('./written-moods.txt'), ...plainQuestions(values.data)]
  const learn = (name: string, isYes: (label: string) => boolean): ReturnType<typeof learnPlane>['plane'] => {
    const examples: YesNo[] = written.map(({ text, label }) => ({ text, yes: isYes(label) }))
    const { plane, unseen } = learnPlane(examples, WIDTH, SVM)
    tellUnseen(name, examples, unseen)
    for (const language of new Set(written.map((each) => each.language))) {
      const own = [...written.keys()].filter((at) => written[at]?.language === language)
      tellUnseen(
        `  ${language}`,
        own.map((at) => examples[at]!),
        own.map((at) => unseen[at]!),
      )
    }
    return plane
  }
  const file = {
    provenance:
      'bench/train/train-mood.ts; linear support vector machine; bench/train/written-moods.txt, written for this project, and plain questions of banking77, bitext, clinc150 (train)',
    width: WIDTH,
    decisions: {
      upset: learn('upset or angry', (label) => label !== 'calm'),
      angry: learn('angry', (label) => label === 'angry'),
    },
  }
  writeFileSync(new URL('../../dialogs/weights/mood.json', import.meta.url), JSON.stringify(file, null, 2) + '\n')
  tellFalseAlarms(values.data, file)
}

/** Every so-manieth line of a set; what sounds like anything but a question is left out. */
const TAKEN: readonly (readonly [set: string, every: number])[] = [
  ['banking77', 8],
  ['bitext', 5],
  ['clinc150', 8],
]
const NO_QUESTIONS: readonly string[] = ['complaint', 'contact_human_agent', 'review']

function plainQuestions(data: string): Written[] {
  return TAKEN.flatMap(([set, every]) =>
    readLines<IntentLine>(data, 'intents', set, 'train.jsonl')
      .filter(
        ({ text, intent }, at) => at % every === 0 && !NO_QUESTIONS.includes(intent ?? '') && moodByPhrases(text) === 'calm',
      )
      .map(({ text }) => ({ language: set, label: 'calm', text })),
  )
}

/** Of all lines of these sets, what is read as a mood: nearly all of them should not be. */
function tellFalseAlarms(data: string, file: Parameters<typeof readSmallClassifier<'upset' | 'angry'>>[0]): void {
  const classify = readSmallClassifier(file)
  for (const set of ['banking77', 'bitext', 'clinc150']) {
    const lines = readLines<IntentLine>(join(data, 'intents', set), 'train.jsonl')
    const moods: Record<Mood, number> = { calm: 0, upset: 0, angry: 0 }
    for (const { text } of lines) moods[moodByPhrases(text)]++
    const read = lines.map(({ text, intent }) => ({ text, intent, ...classify(text) }))
    const over = (decision: 'upset' | 'angry'): string =>
      [0.5, 0.7, 0.8, 0.9, 0.95]
        .map((from) => `${from}: ${((100 * read.filter((each) => each[decision] >= from).length) / read.length).toFixed(2)} %`)
        .join(' ')
    console.log(`${set}: upset ${over('upset')}; angry ${over('angry')}; by phrases alone`, moods)
    for (const decision of ['upset', 'angry'] as const) {
      const loudest = [...read].sort((a, b) => b[decision] - a[decision]).slice(0, 12)
      for (const each of loudest) console.log(`  ${decision} ${each[decision].toFixed(3)} ${each.intent ?? '-'}: ${each.text}`)
    }
  }
}

main()
