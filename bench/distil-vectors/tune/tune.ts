import { seeded, shuffled } from '../../quality/random.ts'
import { matchWords } from './match-words.ts'
import { readPair, type Read, type Source } from './pairs.ts'
import { Gradient, Parameters } from './parameters.ts'
import { createReader } from './reader.ts'
import { spread } from './spread.ts'
import { tellApart } from './tell-apart.ts'
import type { FineTable } from '../table.ts'

export interface Tuning {
  epochs: number
  /** Pairs told apart at a time. */
  batch: number
  /** How far a step moves rows and weights at first, and how much a row is drawn back to where it began. */
  rows: number
  telling: number
  back: number
  /** How much the two losses count. */
  means: number
  words: number
}

/** What gave most on intents and questions that were not learnt from, before the words began to forget their translations. */
export const TUNING: Tuning = { epochs: 2, batch: 96, rows: 0.005, telling: 0.03, back: 0.02, means: 1, words: 1 }

const SEED = 11

/** Learns from texts that mean the same: where words lie and how much they count. */
export function tune(table: FineTable, sources: readonly Source[], how: Tuning, say: (line: string) => void): FineTable {
  const random = seeded(SEED)
  const read = createReader(table.words)
  const parameters = new Parameters(table)
  for (let epoch = 0; epoch < how.epochs; epoch++) {
    const batches = sources.flatMap((source) => batchesOf(source, read, how.batch, random))
    let [means, words] = [0, 0]
    for (const [at, batch] of shuffled(batches, random).entries()) {
      const gradient = new Gradient(parameters.dimensions)
      if (how.means > 0) means += tellApart(batch, parameters, gradient, how.means)
      if (how.words > 0) words += matchWords(batch, parameters, gradient, how.words)
      const slower = 1 - (epoch + at / batches.length) / how.epochs
      parameters.step(gradient, { rows: how.rows * slower, telling: how.telling * slower, back: how.back })
    }
    const [ofMeans, ofWords] = [means, words].map((loss) => (loss / batches.length).toFixed(3))
    say(
      `epoch ${String(epoch + 1)}: ${String(batches.length)} batches, loss ${ofMeans ?? ''} of means, ${ofWords ?? ''} of words`,
    )
  }
  return spread(table, parameters)
}

/** A batch holds one kind of text: telling a bank from a restaurant teaches nothing. */
function batchesOf(source: Source, read: ReturnType<typeof createReader>, size: number, random: () => number): Read[][] {
  const pairs = shuffled(
    source(random).flatMap((each) => readPair(each, read, random) ?? []),
    random,
  )
  const batches: Read[][] = []
  for (let at = 0; at + size / 2 <= pairs.length; at += size) batches.push(pairs.slice(at, at + size))
  return batches
}
