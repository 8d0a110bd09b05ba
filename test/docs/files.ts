import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const read = (file: string): string => readFileSync(file, 'utf8')

const GUIDES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']

/** Every page of documentation, by its path from the root. */
export function pages(): string[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'))
  return [...GUIDES, ...docs.map((name) => join('docs', name))]
}

/** The text between `<!-- name -->` and `<!-- /name -->`. */
export function marked(page: string, name: string): string {
  return partsOf(page, name)[1]
}

export function withMarked(page: string, name: string, text: string): string {
  const [before, , after] = partsOf(page, name)
  return `${before}${text}${after}`
}

function partsOf(page: string, name: string): [before: string, between: string, after: string] {
  const open = `<!-- ${name} -->\n`
  const start = page.indexOf(open) + open.length
  const end = page.indexOf(`\n<!-- /${name} -->`)
  if (start < open.length || end < start - 1) throw new Error(`no <!-- ${name} --> … <!-- /${name} -->`)
  return [page.slice(0, start), page.slice(start, Math.max(start, end)), page.slice(Math.max(start, end))]
}

/** Code, in fences and in line, and nothing else. */
export function codeOf(page: string): string[] {
  const fences = [...page.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'))
  const inline = [...page.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  return [...fences, ...inline].map((line) => line.trim()).filter((line) => line !== '')
}
