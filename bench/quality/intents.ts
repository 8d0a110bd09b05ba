import { trainTextClassifier, type TextClassifier } from '../../language/text-classifier.ts'
import { readLines, type IntentLine } from './data.ts'
import { auroc, f1Of, share, type Figures } from './metrics.ts'
import { trainNlpJs } from './nlp-js.ts'
import { seeded, shuffled } from './random.ts'

/** What a classifier says of an utterance. */
export interface Guess {
  label: string
  /** Whether it would act on it. */
  sure: boolean
  /** That the label is right, as far as it can tell. */
  probability: number
}
export type Classify = (text: string) => Promise<Guess>
export type Train = (lines: readonly IntentLine[]) => Promise<Classify>

const SEEDS = [1, 2, 3]
/** In bitext: asking for a human being. */
const CONTACT_HUMAN = 'contact_human_agent'

/** Fitted on a set's own train file and asked its test file; what is out of scope is decided by weights that were shipped. */
export async function measureIntents(folder: string): Promise<Figures> {
  const train = readLines<IntentLine>(folder, 'train.jsonl')
  const test = readLines<IntentLine>(folder, 'test.jsonl')
  const ours = await figuresOf(trainOurs, train, test)
  return { ...ours, peers: { '@nlpjs/basic': await figuresOf(trainNlpJs, train, test) } }
}

function trainOurs(lines: readonly IntentLine[]): Promise<Classify> {
  const classifier: TextClassifier = trainTextClassifier(lines.map(({ text, intent }) => ({ text, label: intent })))
  return Promise.resolve((text) => Promise.resolve(classifier.classify(text)))
}

async function figuresOf(train: Train, lines: readonly IntentLine[], test: readonly IntentLine[]): Promise<Figures> {
  const started = performance.now()
  const classify = await train(lines)
  const trainMs = performance.now() - started
  const guesses = await guessesOf(classify, test)
  const askMs = (performance.now() - started - trainMs) / test.length
  return {
    accuracy: accuracyOf(guesses),
    '10-shot': await fewShot(train, lines, test, 10),
    '3-shot': await fewShot(train, lines, test, 3),
    ...(test.some(({ intent }) => intent === null) ? outOfScopeFigures(guesses) : {}),
    ...(lines.some(({ intent }) => intent === CONTACT_HUMAN) ? { 'contactHuman.F1': contactHuman(guesses) } : {}),
    trainMs,
    askMs,
  }
}

type Guessed = Guess & { intent: string | null }

async function guessesOf(classify: Classify, test: readonly IntentLine[]): Promise<Guessed[]> {
  const guesses: Guessed[] = []
  for (const { text, intent } of test) guesses.push({ ...(await classify(text)), intent })
  return guesses
}

/** Lines in scope only, and the best class counts however unlikely. */
function accuracyOf(guesses: readonly Guessed[]): number {
  const inScope = guesses.filter(({ intent }) => intent !== null)
  return share(inScope.filter(({ label, intent }) => label === intent).length, inScope.length)
}

async function fewShot(train: Train, lines: readonly IntentLine[], test: readonly IntentLine[], shots: number): Promise<number> {
  const inScope = test.filter(({ intent }) => intent !== null)
  let sum = 0
  for (const seed of SEEDS) sum += accuracyOf(await guessesOf(await train(drawn(lines, shots, seed)), inScope))
  return sum / SEEDS.length
}

/** So many examples of each class, or all it has. */
function drawn(lines: readonly IntentLine[], shots: number, seed: number): IntentLine[] {
  const taken = new Map<string, number>()
  return shuffled(lines, seeded(seed)).filter(({ intent }) => {
    if (intent === null) return false
    const count = (taken.get(intent) ?? 0) + 1
    taken.set(intent, count)
    return count <= shots
  })
}

/** At the shipped threshold; a class that is right but not acted on is an error. */
function outOfScopeFigures(guesses: readonly Guessed[]): Figures {
  const inScope = guesses.filter(({ intent }) => intent !== null)
  const outside = guesses.filter(({ intent }) => intent === null)
  const rejected = guesses.filter(({ sure }) => !sure)
  const rightly = outside.filter(({ sure }) => !sure).length
  const rightInScope = inScope.filter(({ sure, label, intent }) => sure && label === intent).length
  const precision = share(rightly, rejected.length)
  const recall = share(rightly, outside.length)
  return {
    inScope: share(rightInScope, inScope.length),
    'oos.precision': precision,
    'oos.recall': recall,
    'oos.F1': f1Of(precision, recall),
    'oos.AUROC': auroc(guesses.map(({ probability, intent }) => ({ score: -probability, positive: intent === null }))),
    overall: share(rightInScope + rightly, guesses.length),
  }
}

function contactHuman(guesses: readonly Guessed[]): number {
  const said = guesses.filter(({ label }) => label === CONTACT_HUMAN)
  const meant = guesses.filter(({ intent }) => intent === CONTACT_HUMAN)
  const right = said.filter(({ intent }) => intent === CONTACT_HUMAN).length
  return f1Of(share(right, said.length), share(right, meant.length))
}
