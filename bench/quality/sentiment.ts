import { readMood } from '../../dialogs/read-mood.ts'
import { trainTextClassifier } from '../../language/text-classifier.ts'
import { readLines } from './data.ts'
import { f1Of, share, type Figures } from './metrics.ts'
import { trainNlpJs } from './nlp-js.ts'

interface SentimentLine {
  text: string
  label: 'negative' | 'neutral' | 'positive'
}

/**
 * The product's classifier fitted on the set's own train file, and beside it the mood the product reads without any training on the set:
 * whoever is not calm counts as negative.
 */
export async function measureSentiment(folder: string): Promise<Figures> {
  const train = readLines<SentimentLine>(folder, 'train.jsonl')
  const test = readLines<SentimentLine>(folder, 'test.jsonl')
  const ours = trainTextClassifier(train)
  const nlpJs = await trainNlpJs(train.map(({ text, label }) => ({ text, intent: label })))
  const theirs: Said[] = []
  for (const { text, label } of test) theirs.push({ said: (await nlpJs(text)).label, label })
  const moods = test.map(({ text, label }) => ({ said: readMood(text) === 'calm' ? 'other' : 'negative', label }))
  return {
    ...figuresOf(test.map(({ text, label }) => ({ said: ours.classify(text).label, label }))),
    shippedMood: negativeFigures(moods),
    peers: { '@nlpjs/basic': figuresOf(theirs) },
  }
}

interface Said {
  said: string
  label: SentimentLine['label']
}

function figuresOf(all: readonly Said[]): Figures {
  return {
    ...negativeFigures(all),
    accuracy: share(all.filter(({ said, label }) => said === label).length, all.length),
  }
}

function negativeFigures(all: readonly Said[]): Figures {
  const said = all.filter((each) => each.said === 'negative')
  const right = said.filter(({ label }) => label === 'negative').length
  const precision = share(right, said.length)
  const recall = share(right, all.filter(({ label }) => label === 'negative').length)
  return { 'negative.F1': f1Of(precision, recall), 'negative.precision': precision, 'negative.recall': recall }
}
