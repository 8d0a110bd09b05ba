import { readFileSync } from 'node:fs'
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

export function situationsFrom(data: string): Situation[] {
  return [
    written('course'),
    written('shop'),
    ...['banking77', 'clinc150', 'bitext'].flatMap((set) => [fromIntents(data, [set], 1), fromIntents(data, [set], 2)]),
    fromIntents(data, ['banking77', 'clinc150', 'bitext'], 3),
    ...fromPlaces(data),
  ]
}

/** The written shop, asked in languages it does not speak: the title of an article after '=', then a question a line, its language first. */
export function translatedShop(): Situation {
  const { index } = written('shop')
  const golds = new Map([...index.articles()].map(({ title, articleId }) => [title, articleId]))
  const examples: Example[] = []
  let gold: string | undefined
  for (const line of readFileSync(new URL('./written-shop-translated.txt', import.meta.url), 'utf8').split('\n')) {
    if (line.startsWith('= ')) gold = golds.get(line.slice(2))
    else if (line === '!') gold = undefined
    else if (line !== '' && !line.startsWith('#'))
      examples.push({ text: line.slice(3), history: [], gold, language: line.slice(0, 2) })
  }
  return { name: 'translated#shop', index, examples }
}

function indexed(articles: readonly Revision[]): ArticleIndex {
  const index = new ArticleIndex({ meaning: sentenceVector })
  for (const article of articles) index.put(article)
  return index
}

function revision(articleId: string, title: string, body: string, section: string): Revision {
  return { articleId, revision: 1, slug: articleId, title, section, language: 'en', aliases: [], body, at: 0, by: 'train' }
}

/** One article a line: section | title | text | alias; alias. Then its questions after '?', and after '!' what nothing answers. */
function written(name: string): Situation {
  const lines = readFileSync(new URL(`./written-${name}.txt`, import.meta.url), 'utf8').split('\n')
  const articles: Revision[] = []
  const examples: Example[] = []
  for (const line of lines) {
    const [section, title, text, aliases = ''] = line.split(' | ')
    if (line.startsWith('#') || line === '') continue
    if (line.startsWith('? ')) examples.push({ text: line.slice(2), history: [], gold: `w${articles.length - 1}` })
    else if (line.startsWith('! ')) examples.push({ text: line.slice(2), history: [], gold: undefined })
    else if (section !== undefined && title !== undefined && text !== undefined) {
      const article = revision(`w${articles.length}`, title, text, section)
      articles.push({ ...article, aliases: aliases.split('; ').filter((alias) => alias !== '') })
    }
  }
  return { name: `written#${name}`, index: indexed(articles), examples: withMisspelt(examples) }
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
function fromPlaces(data: string): Situation[] {
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
function withMisspelt(examples: readonly Example[]): Example[] {
  const random = seeded(SEED)
  const misspelt = examples
    .filter((_, at) => at % 2 === 0)
    .map((example) => ({ ...example, text: withTypos(example.text, random) }))
  return [...examples, ...misspelt]
}
