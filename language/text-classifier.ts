import { abstentionOf, type AbstentionWeights, shippedAbstention } from './abstention.ts'
import { sideOf, trainSvm } from './linear-svm.ts'
import { learnTextFeatures, type Meaning, type TextRow } from './text-features.ts'
import { loadVectors } from './vectors.ts'

/** An utterance and what it is about; null = about nothing that has a class. */
export interface LabelledText {
  text: string
  label: string | null
}

export interface Classification {
  /** The best class, however unlikely. Empty when there are no classes. */
  label: string
  /** That this class is right: 0 to 1. */
  probability: number
  /** Whether that is enough to act on; if not, the utterance counts as out of scope. */
  sure: boolean
  /** What the probability was made of. */
  signals: Record<string, number>
}

export interface TextClassifier {
  labels: readonly string[]
  classify: (text: string) => Classification
}

export interface ClassifierOptions {
  language?: string
  /** What texts mean, beside how they are written; the shipped word vectors, with and without stop words, unless given. */
  meanings?: readonly Meaning[]
  abstention?: AbstentionWeights
}

/** A false no is dear: each class has few examples and all the others against it. */
const SVM = { cost: 1, positiveWeight: 5 }

/**
 * Learns classes from examples: one linear plane a class against all others, and a calibrated layer that says when none of them fits. The
 * name of a class is one more example of it. Deterministic.
 */
export function trainTextClassifier(examples: readonly LabelledText[], options: ClassifierOptions = {}): TextClassifier {
  const { language = 'en', meanings = shippedMeanings(language), abstention = shippedAbstention() } = options
  const labels = [...new Set(examples.map(({ label }) => label).filter((label) => label !== null))]
  const all = [...examples, ...labels.map((label) => ({ text: nameOf(label), label }))]
  const features = learnTextFeatures(
    all.map(({ text }) => text),
    language,
    meanings,
  )
  const rows = all.map(({ text }) => features.encode(text))
  const planes = labels.map((label) => {
    const signs = Int8Array.from(all, (example) => (example.label === label ? 1 : -1))
    return { label, plane: trainSvm(rows, signs, features.width, SVM) }
  })
  const rowsOf = new Map<string | null, TextRow[]>([null, ...labels].map((label) => [label, []]))
  for (const [at, row] of rows.entries()) rowsOf.get(all[at]?.label ?? null)?.push(row)
  const scratch = new Float32Array(features.width)

  function nearest(row: TextRow, label: string | null): { letters: number; meaning: number } {
    const best = { letters: 0, meaning: 0 }
    for (const [at, column] of row.columns.entries()) scratch[column] = row.values[at] ?? 0
    for (const { columns, values } of rowsOf.get(label) ?? []) {
      const found = { letters: 0, meaning: 0 }
      for (let at = 0; at < columns.length; at++) {
        const column = columns[at] ?? 0
        found[column < features.meaningFrom ? 'letters' : 'meaning'] += (values[at] ?? 0) * (scratch[column] ?? 0)
      }
      best.letters = Math.max(best.letters, found.letters)
      best.meaning = Math.max(best.meaning, found.meaning)
    }
    for (const column of row.columns) scratch[column] = 0
    return best
  }

  return {
    labels,
    classify(text) {
      const row = features.encode(text)
      const ranked = planes.map(({ label, plane }) => ({ label, score: sideOf(row, plane) })).sort((a, b) => b.score - a.score)
      const [label = '', second] = ranked.map((each) => each.label)
      const judged = abstentionOf(
        {
          scores: ranked.map(({ score }) => score),
          row,
          examples: all.length,
          nearest: nearest(row, label),
          nearestOther: second === undefined ? { letters: 0, meaning: 0 } : nearest(row, second),
          nearestOutside: nearest(row, null),
        },
        abstention,
      )
      return { label, ...judged }
    },
  }
}

function shippedMeanings(language: string): Meaning[] {
  const vectors = loadVectors()
  return [(text) => vectors.sentence(text, language), (text) => vectors.sentence(text, EVERY_WORD)]
}

/** No language: no stop words. "When" and "why" make two questions of one. */
const EVERY_WORD = 'und'

/** 'card_arrival' and 'cardArrival' are named by the words they are written with. */
function nameOf(label: string): string {
  return label
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\-./:]+/g, ' ')
    .toLowerCase()
}
