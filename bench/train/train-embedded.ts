import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { embeddedTextsOf } from '../../knowledge/embedded-texts.ts'
import { EMBEDDED_SIGNALS } from '../../knowledge/embedded-signals.ts'
import {
  shippedEmbedded,
  type EmbeddedWeights,
  type JudgeAddition,
  type RankerAddition,
} from '../../knowledge/embedded-weights.ts'
import { evidenceOf } from '../../knowledge/evidence.ts'
import { shippedJudge } from '../../knowledge/judge-evidence.ts'
import { oddsOf } from '../../knowledge/logistic.ts'
import { rankScore, shippedRanker } from '../../knowledge/rank.ts'
import { retrieve, type Retrieval } from '../../knowledge/retrieve.ts'
import { VectorIndex } from '../../knowledge/vector-index.ts'
import type { ArticleIndex } from '../../knowledge/article-index.ts'
import type { EmbeddedAs, Embedder } from '../../knowledge/ports.ts'
import { auroc, reliability, thresholdForPrecision } from '../quality/metrics.ts'
import { rememberedEmbedder } from '../remembered-embedder.ts'
import { chance, fitLogistic, type LabelledRow } from './fit-logistic.ts'
import { fitListwise, product, type List } from './listwise.ts'
import { intentBases, placeBases, type Example, type Situation } from './situations.ts'
import { translatedShop, writtenBases } from './written-bases.ts'

/** How like a customer's question to a help centre the questions of a base are. From intents only the judge learns, as in training without. */
const LIKENESS: Readonly<Record<string, number>> = { written: 3, translated: 3, places: 1, banking77: 1, clinc150: 1, bitext: 1 }
/** own, then the embedded signals: what somebody would set who knows that they find what words do not. */
const PRIOR = [1, 4, 4, 2]
const TRUST = 0.05
const JUDGED = ['own', ...EMBEDDED_SIGNALS, 'embeddedNameLead', 'embeddedPassageLead']
const L2 = 0.001
const QUESTIONS_PER_BASE = 250

interface Asked {
  name: string
  /** One retrieval for each example, the second without the right article. */
  found: { example: Example; whole: Retrieval; without: Retrieval | undefined }[]
}

/**
 * What an embeddings endpoint adds to the ranker and the judge that ship. Run after both of those were trained, with EMBEDDINGS_BASE_URL and
 * EMBEDDINGS_MODEL in the environment.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('--data DIR is missing')
  const embedder = rememberedEmbedder(process.env)
  if (!embedder) throw new Error('EMBEDDINGS_BASE_URL is missing')
  const situations = [
    ...writtenBases().filter(({ name }) => name.endsWith('.all')),
    ...intentBases(values.data),
    ...placeBases(values.data),
    translatedShop(),
  ].filter(({ name }) => likenessOf(name) > 0)
  const toRank = situations.filter(({ name }) => !isIntents(name))
  const bases = await ask(toRank, embedder, shippedEmbedded)
  const isForeign = ({ name }: Asked): boolean => name.startsWith('translated')
  const home = bases.filter((base) => !isForeign(base))
  const foreign = bases.filter(isForeign)
  const ranker = fitRanker(home)
  const foreignRanker = fitRanker(foreign)
  checkRankers(home, foreign)

  // The judge sees what this ranker puts first.
  const ranked: EmbeddedWeights = { ...shippedEmbedded, ranker, foreign: { ...shippedEmbedded.foreign, ranker: foreignRanker } }
  const judged = await ask(
    situations.filter(({ name }) => !name.startsWith('places')),
    embedder,
    ranked,
  )
  const judgedHome = judged.filter((base) => !isForeign(base))
  const judge = fitJudge(judgedHome)
  const foreignJudge = fitJudge(judged.filter(isForeign))
  for (const base of judgedHome) report(base, fitJudge(judgedHome.filter((other) => other !== base)))
  for (const base of judged.filter(isForeign)) report(base, foreignJudge)
  const weights: EmbeddedWeights = {
    provenance: `bench/train/train-embedded.ts; ${String(process.env['EMBEDDINGS_MODEL'])}; bench/train/written-*.txt, the ranker also dstc9 articles, the judge also banking77, clinc150, bitext (train)`,
    ranker,
    judge,
    foreign: { ranker: foreignRanker, judge: foreignJudge },
  }
  writeFileSync(new URL('../../knowledge/weights/embedded.json', import.meta.url), JSON.stringify(weights, null, 2) + '\n')
  console.log(JSON.stringify(weights))
}

async function ask(situations: readonly Situation[], embedder: Embedder, weights: EmbeddedWeights): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const { name, index, examples } of situations) {
    const vectors = await vectorsOf(index, embedder)
    const some = examples.slice(0, QUESTIONS_PER_BASE)
    const questions = await embed(
      embedder,
      some.map(({ text }) => text),
      'question',
    )
    const found = some.map((example, at) => {
      const put = (except: string[]): Retrieval => {
        const question = { text: example.text, language: example.language ?? 'en', history: example.history, except }
        return retrieve(question, index, shippedRanker, { vector: questions[at]!, vectors }, weights)
      }
      return { example, whole: put([]), without: example.gold === undefined ? undefined : put([example.gold]) }
    })
    asked.push({ name, found })
  }
  return asked
}

async function vectorsOf(index: ArticleIndex, embedder: Embedder): Promise<VectorIndex> {
  const vectors = new VectorIndex('trained')
  for (const article of index.articles()) {
    const texts = embeddedTextsOf(article)
    const [names, passages] = await Promise.all([
      embed(
        embedder,
        texts.names.map(({ text }) => text),
        'question',
      ),
      embed(
        embedder,
        texts.passages.map(({ text }) => text),
        'passage',
      ),
    ])
    vectors.put(article.articleId, { revision: article.revision, language: article.language, names, passages })
  }
  return vectors
}

async function embed(embedder: Embedder, texts: readonly string[], as: EmbeddedAs): Promise<Float32Array[]> {
  return (await embedder.embed({ texts, as }, new AbortController().signal)).vectors
}

function listsOf({ name, found }: Asked): List[] {
  const lists: List[] = []
  for (const { example, whole } of found) {
    const right = whole.candidates.findIndex(({ article }) => article.articleId === example.gold)
    const own = whole.query.foreign ? shippedRanker.foreign : shippedRanker.weights
    const rows = whole.candidates.map(({ signals }) =>
      Float64Array.from([rankScore(signals, own), ...EMBEDDED_SIGNALS.map((signal) => signals[signal])]),
    )
    if (right >= 0) lists.push({ rows, right, weight: 1 })
  }
  const weight = likenessOf(name) / Math.sqrt(lists.length)
  return lists.map((list) => ({ ...list, weight }))
}

/** Scaled so that the engine's own score counts as it does without: the judge looks at differences between scores. */
function fitRanker(bases: readonly Asked[]): RankerAddition {
  const [own = 1, ...weights] = fitListwise(bases.flatMap(listsOf), Float64Array.from(PRIOR), TRUST)
  const named = EMBEDDED_SIGNALS.map((signal, at) => [signal, rounded((weights[at] ?? 0) / own)])
  return { own: 1, weights: Object.fromEntries(named) as RankerAddition['weights'] }
}

/** Each kind of base by weights learnt from the others, and the translated shop by those of English ones. */
function checkRankers(home: readonly Asked[], foreign: readonly Asked[]): void {
  for (const base of [...home, ...foreign]) {
    const others = fitRanker(home.filter((other) => kind(other) !== kind(base)))
    const row = [others.own, ...EMBEDDED_SIGNALS.map((signal) => others.weights[signal])]
    console.log(
      base.name.padEnd(32),
      `alone ${rightShare(base, [1, 0, 0, 0])}, by the others ${rightShare(base, row)}, embeddings alone ${rightShare(base, [0, 1, 1, 1])}`,
    )
  }
}

function rightShare(base: Asked, weights: readonly number[]): string {
  const lists = listsOf(base)
  const right = lists.filter(({ rows, right }) => {
    const scores = rows.map((row) => product(row, Float64Array.from(weights)))
    return scores.indexOf(Math.max(...scores)) === right
  })
  return (right.length / base.found.filter(({ example }) => example.gold !== undefined).length).toFixed(3)
}

function rowsOf({ name, found }: Asked): LabelledRow[] {
  const retrievals = found.flatMap(({ example, whole, without }) =>
    [whole, ...(without ? [without] : [])].map((each) => [example, each] as const),
  )
  const weight = likenessOf(name) / Math.sqrt(retrievals.length)
  return retrievals.flatMap(([{ gold }, retrieval]) => {
    const [best] = retrieval.candidates
    if (!best) return []
    const evidence = evidenceOf(retrieval)
    const figures: Record<string, number> = { ...evidence, own: oddsOf(evidence, shippedJudge) }
    return [{ row: Float64Array.from(JUDGED, (name) => figures[name] ?? 0), positive: best.article.articleId === gold, weight }]
  })
}

function fitJudge(bases: readonly Asked[]): JudgeAddition {
  const fitted = fitLogistic(
    bases.flatMap(rowsOf),
    JUDGED.map(() => 1 as const),
    L2,
  )
  const [own = 1, ...rest] = fitted
  return {
    own: rounded(own),
    bias: rounded(fitted[JUDGED.length] ?? 0),
    weights: Object.fromEntries(JUDGED.slice(1).map((name, at) => [name, rounded(rest[at] ?? 0)])),
  }
}

function report(base: Asked, { own, bias, weights }: JudgeAddition): void {
  const fitted = Float64Array.from([own, ...JUDGED.slice(1).map((name) => weights[name] ?? 0), bias])
  const scored = rowsOf(base).map(({ row, positive }) => ({ score: chance(row, fitted), positive }))
  const alone = rowsOf(base).map(({ row, positive }) => ({ score: row[0] ?? 0, positive }))
  const given = scored.filter(({ score }) => score >= shippedJudge.answerFrom)
  const precision = given.filter(({ positive }) => positive).length / given.length
  console.log(
    base.name.padEnd(32),
    `AUROC ${auroc(scored).toFixed(3)} (alone ${auroc(alone).toFixed(3)}), ECE ${reliability(scored).ece.toFixed(3)}, precision ${precision.toFixed(3)},`,
    `given ${(given.length / scored.length).toFixed(3)}, 90 % from ${thresholdForPrecision(scored, 0.9).toFixed(3)}`,
  )
}

function likenessOf(name: string): number {
  return LIKENESS[name.split('#')[0] ?? ''] ?? 0
}

function isIntents(name: string): boolean {
  return likenessOf(name) > 0 && !/^(written|translated|places)/.test(name)
}

function kind({ name }: Asked): string {
  return name.split(/[#+]/)[0] ?? name
}

function rounded(value: number): number {
  return Number(value.toFixed(4))
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
