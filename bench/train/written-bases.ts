import { readFileSync } from 'node:fs'
import { parseArticles } from '../../knowledge/parse-article.ts'
import { asPublished } from '../quality/sample-base.ts'
import { indexed, revision, withMisspelt, type Example, type Situation } from './situations.ts'
import type { Revision } from '../../knowledge/ports.ts'

/** How many aliases of an article its index holds; the others are put as questions, or all are. A rich base has many more and lists what it does not answer. */
type Names = 'rich' | 'all' | 'some' | 'none'

const BASES = ['bootcamp', 'clothes', 'course', 'kitchen', 'mlcourse', 'pipelines', 'platform', 'shop', 'telecom', 'travel']
const RICH = ['clothes', 'kitchen', 'shop', 'telecom', 'travel']

/** Every third alias is a question of a customer who put it in other words than the editor did. */
const PUT_AS_QUESTION = 3

/**
 * Help centres and questions written for training. Each with all the names its editors gave, with some of them put as questions instead,
 * with none, as a base nobody has worked on, and some as a base that was worked on for long.
 */
export function writtenBases(): Situation[] {
  return BASES.flatMap((base) => {
    const lines = readLines(`written-${base}.txt`)
    const named = lines.some((line) => line.split(' | ').length === 4 && /^[^?!#]/.test(line))
    const kinds: Names[] = [...(named ? (['all', 'some', 'none'] as const) : (['all'] as const))]
    if (RICH.includes(base)) kinds.push('rich')
    return kinds.map((names) => readBase(base, lines, names))
  })
}

/**
 * One article a line: section | title | text | alias; alias. Then its questions after '?', those in another language after '?de', and after
 * '!' what nothing answers. '?>' and '!>' are put after something else: customer | bot | question.
 */
function readBase(base: string, lines: readonly string[], names: Names): Situation {
  const more = names === 'rich' ? moreAliases(base) : undefined
  const articles: Revision[] = []
  const examples: Example[] = []
  for (const line of lines) {
    if (line.startsWith('#') || line === '') continue
    const [, mark = '', before, language = 'en', text = ''] = /^([?!])(>)?([a-z]{2})? (.*)$/.exec(line) ?? []
    const gold = mark === '?' ? `w${articles.length - 1}` : undefined
    if (mark === '') {
      const article = readArticle(line, articles.length, more)
      const asked = article.aliases.filter((_, at) => names === 'none' || (names === 'some' && at % PUT_AS_QUESTION === 1))
      articles.push({ ...article, aliases: article.aliases.filter((alias) => !asked.includes(alias)) })
      for (const alias of asked) examples.push({ text: alias, history: [], gold: article.articleId })
    } else if (before) examples.push({ ...inConversation(text), language, gold })
    else examples.push({ text, language, history: [], gold })
  }
  return {
    name: `written#${base}.${names}`,
    index: indexed(more ? [...articles, ...unansweredBy(base)] : articles),
    examples: withMisspelt(examples),
  }
}

function readArticle(line: string, at: number, more?: ReadonlyMap<string, readonly string[]>): Revision {
  const [section = '', title = '', text = '', aliases = ''] = line.split(' | ')
  const own = aliases.split('; ').filter((alias) => alias !== '')
  return { ...revision(`w${at}`, title, text, section), aliases: [...own, ...(more?.get(title) ?? [])] }
}

/** Written by others than the questions were: the title of an article after '=', then an alias a line. */
function moreAliases(base: string): Map<string, string[]> {
  const aliases = new Map<string, string[]>()
  let ofTitle: string[] = []
  for (const line of readLines(`aliases-${base}.txt`)) {
    if (line.startsWith('= ')) aliases.set(line.slice(2), (ofTitle = []))
    else if (line !== '' && !line.startsWith('#')) ofTitle.push(line)
  }
  return aliases
}

function unansweredBy(base: string): Revision[] {
  const name = `unanswered-${base}.md`
  return parseArticles({ name, source: readLines(name).join('\n') }).map(asPublished)
}

function inConversation(line: string): Pick<Example, 'text' | 'history'> {
  const [customer = '', bot = '', text = ''] = line.split(' | ')
  return {
    text,
    history: [
      { from: 'customer', text: customer },
      { from: 'bot', text: bot },
    ],
  }
}

/** The written shop, asked in languages it does not speak: the title of an article after '=', then a question a line, its language first. */
export function translatedShop(): Situation {
  const { index } = readBase('shop', readLines('written-shop.txt'), 'all')
  const golds = new Map([...index.articles()].map(({ title, articleId }) => [title, articleId]))
  const examples: Example[] = []
  let gold: string | undefined
  for (const line of readLines('written-shop-translated.txt')) {
    if (line.startsWith('= ')) gold = golds.get(line.slice(2))
    else if (line === '!') gold = undefined
    else if (line !== '' && !line.startsWith('#'))
      examples.push({ text: line.slice(3), history: [], gold, language: line.slice(0, 2) })
  }
  return { name: 'translated#shop', index, examples }
}

function readLines(file: string): string[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')
}
