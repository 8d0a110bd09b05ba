import { parse as parseYaml } from 'yaml'
import { WarmlineError } from '../domain/errors.ts'
import { slugOfTitle } from './slug-of-title.ts'
import type { ArticleFile } from './article-files.ts'

/** What an author writes, before it becomes a revision. */
export interface ArticleText {
  slug: string
  title: string
  section: string
  /** BCP 47. */
  language: string
  aliases: string[]
  /** Markdown without the front matter; empty for what is not answered. */
  body: string
  /** Customers ask this and the base has no answer: the bot says so instead of offering what is merely near. */
  unanswered?: true
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/
const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/

/**
 * Reads one Markdown file with YAML front matter: an article, whose slug is the file's name, or with `unanswered: true` a list of topics that are not
 * answered. Throws `invalid_article` naming the field.
 */
export function parseArticles({ name, source, aliases = [] }: ArticleFile): ArticleText[] {
  const matter = FRONT_MATTER.exec(source)
  if (!matter) throw invalid(name, 'it must begin with front matter between two lines of ---')
  const fields = readFields(name, matter[1] ?? '')
  const body = source.slice(matter[0].length).replaceAll('\r\n', '\n').trim()
  const common = { section: text(name, fields, 'section', ''), language: text(name, fields, 'language', 'en') }
  if (flag(name, fields, 'unanswered')) return readTopics(name, body).map((topic) => checkArticle({ ...topic, ...common }, name))
  const own = {
    slug: slugOf(name),
    title: text(name, fields, 'title', ''),
    aliases: [...list(name, fields, 'aliases'), ...aliases],
  }
  return [checkArticle({ ...own, ...common, body }, name)]
}

/** The same demands for articles that come from a form. */
export function checkArticle(article: ArticleText, name = article.slug): ArticleText {
  if (!SLUG.test(article.slug)) throw invalid(name, 'the slug may hold lower-case letters, digits and single hyphens')
  if (article.title.trim() === '') throw invalid(name, '`title` is missing')
  if (article.unanswered && article.body.trim() !== '') throw invalid(name, 'what is not answered has no text')
  if (article.unanswered && article.aliases.length === 0) throw invalid(name, `no question is listed under "${article.title}"`)
  if (!article.unanswered && article.body.trim() === '') throw invalid(name, 'the text is empty')
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(article.language))
    throw invalid(name, '`language` is not a BCP 47 tag such as en or pt-BR')
  return article
}

export function slugOf(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  return base.replace(/\.(?:md|markdown)$/i, '').toLowerCase()
}

/** Topics as headings, each with the questions customers put as a list. */
function readTopics(fileName: string, body: string): Omit<ArticleText, 'section' | 'language'>[] {
  const topics = new Map<string, Omit<ArticleText, 'section' | 'language'>>()
  let aliases: string[] | undefined
  for (const line of body.split('\n').filter((each) => each.trim() !== '')) {
    const title = /^##? +(.+)$/.exec(line)?.[1]?.trim()
    const question = /^[-*] +(.+)$/.exec(line)?.[1]?.trim()
    if (title !== undefined) {
      const slug = `${slugOf(fileName)}-${slugOfTitle(title)}`
      if (topics.has(slug)) throw invalid(fileName, `"${title}" stands twice`)
      topics.set(slug, { slug, title, aliases: (aliases = []), body: '', unanswered: true })
    } else if (question !== undefined && aliases) aliases.push(question)
    else throw invalid(fileName, `"${line.slice(0, 40)}" is neither a heading (## Topic) nor a question below one (- ...)`)
  }
  if (topics.size === 0) throw invalid(fileName, 'there is no topic (## Topic, then - questions)')
  return [...topics.values()]
}

function readFields(fileName: string, yaml: string): Record<string, unknown> {
  let fields: unknown
  try {
    fields = parseYaml(yaml)
  } catch (cause) {
    throw new WarmlineError('invalid_article', `${fileName}: the front matter is not YAML`, { cause, facts: { file: fileName } })
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw invalid(fileName, 'the front matter is not a list of fields')
  return fields as Record<string, unknown>
}

function text(fileName: string, fields: Record<string, unknown>, name: string, otherwise: string): string {
  const value = fields[name] ?? otherwise
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') throw invalid(fileName, `\`${name}\` is not a text`)
  return value.trim()
}

function flag(fileName: string, fields: Record<string, unknown>, name: string): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw invalid(fileName, `\`${name}\` is neither true nor false`)
  return value
}

function list(fileName: string, fields: Record<string, unknown>, name: string): string[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalid(fileName, `\`${name}\` is not a list of texts`)
  return value.map((item) => item.trim()).filter((item) => item !== '')
}

function invalid(fileName: string, problem: string): WarmlineError {
  return new WarmlineError('invalid_article', `${fileName}: ${problem}`, { facts: { file: fileName } })
}
