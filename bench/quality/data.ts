import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of articles.jsonl. */
export interface ArticleLine {
  id: string
  title: string
  text: string
  section?: string
}

export interface FaqQuestion {
  text: string
  article: string
}

export interface Turn {
  from: 'customer' | 'bot'
  text: string
}

export interface ConversationalQuestion {
  history: Turn[]
  text: string
  articles: string[]
}

export interface IntentLine {
  text: string
  /** null = out of scope. */
  intent: string | null
}

/** The named sets of one kind that are there; `only` is a kind or 'kind/name'. */
export function setsOf(data: string, kind: string, only: string | undefined): string[] {
  const folder = join(data, kind)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (only === undefined || only === kind || only === `${kind}/${entry.name}`))
    .map((entry) => entry.name)
    .sort()
}

/** Reads JSON lines; the file's promise is the caller's type. */
export function readLines<Line>(...path: string[]): Line[] {
  return readFileSync(join(...path), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
}
