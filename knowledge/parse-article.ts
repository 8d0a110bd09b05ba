import { parse as parseYaml } from 'yaml'
import { WarmlineError } from '../domain/errors.ts'

/** What an author writes, before it becomes a revision. */
export interface ArticleText {
  slug: string
  title: string
  section: string
  /** BCP 47. */
  language: string
  aliases: string[]
  /** Markdown without the front matter. */
  body: string
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/
const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/

/** Reads one Markdown file with YAML front matter; the slug is the file's name. Throws `invalid_article` naming the field. */
export function parseArticle(fileName: string, source: string): ArticleText {
  const matter = FRONT_MATTER.exec(source)
  if (!matter) throw invalid(fileName, 'it must begin with front matter between two lines of ---')
  const fields = readFields(fileName, matter[1] ?? '')
  return checkArticle(
    {
      slug: slugOf(fileName),
      title: text(fileName, fields, 'title', ''),
      section: text(fileName, fields, 'section', ''),
      language: text(fileName, fields, 'language', 'en'),
      aliases: list(fileName, fields, 'aliases'),
      body: source.slice(matter[0].length).replaceAll('\r\n', '\n').trim(),
    },
    fileName,
  )
}

/** The same demands for articles that come from a form. */
export function checkArticle(article: ArticleText, name = article.slug): ArticleText {
  if (!SLUG.test(article.slug)) throw invalid(name, 'the slug may hold lower-case letters, digits and single hyphens')
  if (article.title.trim() === '') throw invalid(name, '`title` is missing')
  if (article.body.trim() === '') throw invalid(name, 'the text is empty')
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(article.language))
    throw invalid(name, '`language` is not a BCP 47 tag such as en or pt-BR')
  return article
}

export function slugOf(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  return base.replace(/\.(?:md|markdown)$/i, '').toLowerCase()
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

function list(fileName: string, fields: Record<string, unknown>, name: string): string[] {
  const value = fields[name] ?? []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw invalid(fileName, `\`${name}\` is not a list of texts`)
  return value.map((item) => item.trim()).filter((item) => item !== '')
}

function invalid(fileName: string, problem: string): WarmlineError {
  return new WarmlineError('invalid_article', `${fileName}: ${problem}`, { facts: { file: fileName } })
}
