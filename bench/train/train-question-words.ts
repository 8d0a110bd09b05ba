import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { termsOf } from '../../language/terms.ts'
import { readLines, type IntentLine } from '../quality/data.ts'

/** Sets whose licences let us ship what is learnt from them. */
const SETS = ['banking77', 'bitext', 'clinc150']
/** A word belongs to a matter when it stands in so much of what customers say about it. */
const BELONGS = 0.02
/** Words of fewer matters than this tell what a question is about. */
const COMMON = 0.06

/**
 * Words that customers use whatever they ask about ('need', 'find', 'tell') say little about the subject. How common a stem is: the share
 * of matters it is used in, the median of three sets, so that the subject of one of them ('card' at a bank) does not count as common.
 */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const data = values.data
  const perSet = SETS.map((set) => sharesOf(readLines<IntentLine>(join(data, 'intents', set), 'train.jsonl')))
  const stems = new Set(perSet.flatMap((shares) => [...shares.keys()]))
  const words: Record<string, number> = {}
  for (const stem of [...stems].sort()) {
    const median = perSet.map((shares) => shares.get(stem) ?? 0).sort((a, b) => a - b)[1] ?? 0
    if (median >= COMMON) words[stem] = Number(median.toFixed(3))
  }
  const provenance = `bench/train/train-question-words.ts; share of matters a stem is used in, median of ${SETS.join(', ')} (train)`
  const file = new URL('../../knowledge/weights/question-words.json', import.meta.url)
  writeFileSync(file, JSON.stringify({ provenance, language: 'en', words }, null, 2) + '\n')
  console.log(`${Object.keys(words).length} stems`)
}

function sharesOf(lines: readonly IntentLine[]): Map<string, number> {
  const byIntent = new Map<string, IntentLine[]>()
  for (const line of lines) if (line.intent !== null) byIntent.set(line.intent, [...(byIntent.get(line.intent) ?? []), line])
  const matters = new Map<string, number>()
  for (const said of byIntent.values()) {
    const counts = new Map<string, number>()
    for (const { text } of said) for (const stem of new Set(termsOf(text, 'en'))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    for (const [stem, count] of counts) if (count / said.length >= BELONGS) matters.set(stem, (matters.get(stem) ?? 0) + 1)
  }
  return new Map([...matters].map(([stem, count]) => [stem, count / byIntent.size]))
}

main()
