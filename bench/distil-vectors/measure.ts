import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { passagesOf } from '../../knowledge/passages.ts'
import { SoftOverlap } from '../../language/soft-overlap.ts'
import { stopWords } from '../../language/stop-words.ts'
import { tokenise } from '../../language/tokenise.ts'
import type { Vectors } from '../../language/vectors.ts'
import { readLines, setsOf, type ArticleLine, type FaqQuestion } from '../quality/data.ts'
import { readSampleBase, SAMPLE } from '../quality/sample-base.ts'
import type { Revision } from '../../knowledge/ports.ts'

/** An article as the measurement sees it. */
interface Measured {
  id: string
  language: string
  names: string[]
  passages: string[]
}

interface Asked {
  text: string
  language: string
  articles: string[]
}

/** Scores of all articles for one question, in the order of the articles. */
type Scorer = (question: Asked) => number[]

const TITLE = 3
const ALIAS = 2
const K1 = 1.2
const B = 0.75

interface GoldLine extends Asked {
  id: string
  kind: string
  history?: unknown[]
}

/** Prints what the table finds by itself, with no word in common counted as such: questions of the sample base, then the sets under `data`. */
export async function measureVectors(vectors: Vectors, data: string | undefined): Promise<void> {
  const gold = readLines<GoldLine>(fileURLToPath(SAMPLE), 'gold.jsonl').filter(
    ({ articles, history }) => articles.length > 0 && !history?.length,
  )
  const foreign = gold.filter(({ kind }) => kind === 'other_language')
  const originals = new Set(foreign.map(({ id }) => id.replace(/-[a-z]+$/, '')))
  const groups: [string, Asked[]][] = [...new Set(foreign.map(({ language }) => language))].map((spoken) => [
    `larkhollow ${spoken}`,
    foreign.filter(({ language }) => language === spoken),
  ])
  groups.push(['larkhollow, all four', foreign], ['the same in English', gold.filter(({ id }) => originals.has(id))])
  const sample = (await readSampleBase()).filter(({ unanswered }) => !unanswered)
  print(groups, sample.map(measured), vectors)
  for (const name of data === undefined ? [] : setsOf(data, 'faq', undefined)) {
    const folder = join(data ?? '', 'faq', name)
    const articles = readLines<ArticleLine>(folder, 'articles.jsonl').map(({ id, title, text }) => ({
      id,
      language: 'en',
      names: [title],
      passages: [`${title}. ${text}`],
    }))
    const asked = readLines<FaqQuestion>(folder, 'questions.jsonl').map(({ text, article }) => ({
      text,
      language: 'en',
      articles: [article],
    }))
    print([[`faq/${name}`, asked]], articles, vectors)
  }
}

function measured({ slug, title, aliases, body, language }: Revision): Measured {
  const passages = passagesOf(body).map(({ heading, text }) => `${title}. ${heading}. ${text}`)
  return { id: slug, language, names: [title, ...aliases], passages }
}

function print(groups: readonly [string, Asked[]][], articles: readonly Measured[], vectors: Vectors): void {
  const [means, overlap] = [byMeans(articles, vectors), bySoftOverlap(articles, vectors)]
  for (const [name, questions] of groups) {
    const figures = [means, overlap, both(means, overlap)].map((score) =>
      recall(questions, articles, score)
        .map((each) => each.toFixed(3))
        .join('/'),
    )
    console.log(
      `${name.padEnd(28)} n ${String(questions.length).padEnd(5)} means ${figures[0] ?? ''}  overlap ${figures[1] ?? ''}  both ${figures[2] ?? ''}`,
    )
  }
}

/** The nearest name and the nearest passage, by the mean vector of their words. */
function byMeans(articles: readonly Measured[], vectors: Vectors): Scorer {
  const prepared = articles.map(({ names, passages, language }) =>
    [names, passages].map((texts) => texts.flatMap((text) => vectors.sentence(text, language) ?? [])),
  )
  return ({ text, language }) => {
    const asked = vectors.sentence(text, language)
    return prepared.map((lists) => lists.reduce((sum, list) => sum + Math.max(0, ...list.map((each) => dot(asked, each))), 0))
  }
}

/** BM25 in which every word of the question counts by the word of the article that is nearest in meaning. */
function bySoftOverlap(articles: readonly Measured[], vectors: Vectors): Scorer {
  const terms = new Map<string, number>()
  const overlap = new SoftOverlap(vectors)
  const frequencies = articles.map((article) => weightedTerms(article, terms, overlap))
  const lengths = frequencies.map((each) => [...each.values()].reduce((sum, count) => sum + count, 0))
  const usual = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
  const worth = (at: number, term: number): number => {
    const count = frequencies[at]?.get(term) ?? 0
    return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * (lengths[at] ?? 0)) / usual))
  }
  return ({ text, language }) => {
    const scores = articles.map(() => 0)
    for (const word of new Set(contentWords(text, language))) {
      const near = overlap.near(word)
      const most = near[0]?.[1] ?? 1
      const held = frequencies.map((each) =>
        near.reduce((best, [term, likeness]) => (each.has(term) ? Math.max(best, likeness / most) : best), 0),
      )
      const holding = held.reduce((sum, share) => sum + share, 0)
      const tells = vectors.weight(word) * Math.log(1 + (articles.length - holding + 0.5) / (holding + 0.5))
      for (const at of scores.keys())
        scores[at] = (scores[at] ?? 0) + tells * Math.max(0, ...near.map(([term, likeness]) => likeness * worth(at, term)))
    }
    return scores
  }
}

function weightedTerms(
  { names, passages, language }: Measured,
  terms: Map<string, number>,
  overlap: SoftOverlap,
): Map<number, number> {
  const counts = new Map<number, number>()
  for (const [text, weight] of [
    ...names.map((name, at) => [name, at === 0 ? TITLE : ALIAS] as const),
    ...passages.map((each) => [each, 1] as const),
  ]) {
    for (const word of contentWords(text, language)) {
      const term = terms.get(word) ?? terms.size
      if (term === terms.size) overlap.add(term, word)
      terms.set(word, term)
      counts.set(term, (counts.get(term) ?? 0) + weight)
    }
  }
  return counts
}

function contentWords(text: string, language: string): string[] {
  const stops = stopWords(language)
  return tokenise(text, language).filter((word) => !stops.has(word))
}

function both(first: Scorer, second: Scorer): Scorer {
  return (question) => {
    const [a, b] = [standard(first(question)), standard(second(question))]
    return a.map((score, at) => score + (b[at] ?? 0))
  }
}

/** Figures of different kinds on one scale. */
function standard(scores: number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
  return scores.map((score) => (score - mean) / (deviation || 1))
}

/** R@1 and R@5. */
function recall(questions: readonly Asked[], articles: readonly Measured[], score: Scorer): [number, number] {
  const hits = [0, 0]
  for (const question of questions) {
    const scores = score(question)
    const best = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    const place = best.findIndex((at) => question.articles.includes(articles[at]?.id ?? ''))
    if (place === 0) hits[0] = (hits[0] ?? 0) + 1
    if (place < 5) hits[1] = (hits[1] ?? 0) + 1
  }
  return [(hits[0] ?? 0) / questions.length, (hits[1] ?? 0) / questions.length]
}

function dot(a: Float32Array | undefined, b: Float32Array): number {
  return a ? a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) : 0
}
