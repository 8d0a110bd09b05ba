import { ArticleIndex } from '../../knowledge/article-index.ts'
import { sentenceVector } from '../../language/vectors.ts'
import { readLines, type ArticleLine, type IntentLine, type Turn } from '../quality/data.ts'
import { seeded, shuffled } from '../quality/random.ts'
import { withTypos } from '../quality/typos.ts'
import { conversationsAbout } from './conversations.ts'
import { paraphrasesOf } from './paraphrases.ts'
import type { Revision } from '../../knowledge/ports.ts'

/** A question put to a base, and the article that answers it. */
export interface Example {
  text: string
  history: Turn[]
  /** undefined = nothing in the base answers it. */
  gold: string | undefined
  /** Left out for English. */
  language?: string
}

/** A base with questions. Everything in it is licensed so that weights learnt from it may be shipped. */
export interface Situation {
  name: string
  index: ArticleIndex
  examples: Example[]
}

const SEED = 7

/** Intents as articles: short texts, many of them close to each other. */
export function intentBases(data: string): Situation[] {
  const sets = ['banking77', 'clinc150', 'bitext']
  return [...sets.flatMap((set) => [fromIntents(data, [set], 1), fromIntents(data, [set], 2)]), fromIntents(data, sets, 3)]
}

export function indexed(articles: readonly Revision[]): ArticleIndex {
  const index = new ArticleIndex({ meaning: sentenceVector })
  for (const article of articles) index.put(article)
  return index
}

export function revision(articleId: string, title: string, body: string, section: string): Revision {
  return { articleId, revision: 1, slug: articleId, title, section, language: 'en', aliases: [], body, at: 0, by: 'train' }
}

/** An intent as an article: what some customers said of it is the text, what others said are the questions. */
function fromIntents(data: string, sets: readonly string[], seed: number): Situation {
  const random = seeded(SEED + seed)
  const articles: Revision[] = []
  const examples: Example[] = []
  for (const set of sets) {
    const byIntent = new Map<string, string[]>()
    for (const { text, intent } of readLines<IntentLine>(data, 'intents', set, 'train.jsonl')) {
      if (intent !== null) byIntent.set(intent, [...(byIntent.get(intent) ?? []), text])
    }
    for (const [intent, all] of byIntent) {
      const said = shuffled(all, random)
      const name = intent.replaceAll('_', ' ')
      const title = random() < 0.5 ? name : (said.pop() ?? name)
      const body = said.splice(0, 2 + Math.floor(random() * 6)).join('\n')
      articles.push(revision(`${set}/${intent}`, title, body, set))
      for (const text of said.slice(0, 6)) examples.push({ text, history: [], gold: `${set}/${intent}` })
    }
  }
  return { name: `${sets.join('+')}#${seed}`, index: indexed(articles), examples: withMisspelt(examples) }
}

/** DSTC9's articles: places whose guests ask the same things in other words. */
export function placeBases(data: string): Situation[] {
  const random = seeded(SEED)
  const articles = readLines<ArticleLine>(data, 'conversational-faq', 'dstc9-sample', 'articles.jsonl')
  const pairs = paraphrasesOf(articles, random)
  const everything = indexed(articles.map(({ id, title, text, section = '' }) => revision(id, title, text, section)))
  const conversations = conversationsAbout(shuffled(pairs, random).slice(0, 1500), articles, random)
  return [
    ...Array.from({ length: 12 }, (_, at) => onePlaceEach(articles, pairs, at, random)),
    { name: 'places in conversation', index: everything, examples: conversations },
  ]
}

function onePlaceEach(
  articles: readonly ArticleLine[],
  pairs: readonly { text: string; gold: ArticleLine }[],
  at: number,
  random: () => number,
): Situation {
  const kinds = ['hotel', 'restaurant', 'attraction', 'train', 'taxi']
  const chosen = new Set(
    kinds.flatMap(
      (kind) =>
        shuffled(
          articles.filter(({ id }) => id.startsWith(`${kind}/`)),
          random,
        )[0]?.section ?? [],
    ),
  )
  const inside = articles.filter(({ section = '' }) => chosen.has(section))
  const index = indexed(inside.map(({ id, title, text }) => revision(id, title, text, id.split('/')[0] ?? '')))
  const examples = pairs
    .filter(({ gold }) => chosen.has(gold.section ?? ''))
    .map(({ text, gold }) => ({ text, history: [], gold: gold.id }))
  return { name: `places#${at}`, index, examples }
}

/** Half as many again with slips of the keyboard. */
export function withMisspelt(examples: readonly Example[]): Example[] {
  const random = seeded(SEED)
  const english = examples.filter(({ language = 'en' }) => language === 'en')
  const misspelt = english
    .filter((_, at) => at % 2 === 0)
    .map((example) => ({ ...example, text: withTypos(example.text, random) }))
  return [...examples, ...misspelt]
}
