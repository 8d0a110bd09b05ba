import type { ArticleDetail } from '../../bot/api/articles.ts'

/** What an editor writes of an article. */
export type Fields = Pick<ArticleDetail['newest'], 'title' | 'section' | 'language' | 'aliases' | 'body' | 'unanswered'>

export const EMPTY: Fields = { title: '', section: '', language: 'en', aliases: [], body: '', unanswered: false }

export function fieldsOf({ title, section, language, aliases, body, unanswered }: Fields): Fields {
  return { title, section, language, aliases, body, unanswered }
}

/** As the server keeps them: no blank aliases, no space around, and no text where nothing is answered. */
export function trimmed(fields: Fields): Fields {
  const aliases = fields.aliases.map((alias) => alias.trim()).filter((alias) => alias !== '')
  return {
    title: fields.title.trim(),
    section: fields.section.trim(),
    language: fields.language.trim(),
    aliases,
    body: fields.unanswered ? '' : fields.body.trim(),
    unanswered: fields.unanswered,
  }
}

/** What a reader would call the number of changes: each field once, the body by its changed places. */
export function countChanges(before: Fields, after: Fields): number {
  const a = trimmed(before)
  const b = trimmed(after)
  const fields = [
    a.title !== b.title,
    a.section !== b.section,
    a.language !== b.language,
    a.aliases.join('\n') !== b.aliases.join('\n'),
    a.unanswered !== b.unanswered,
  ]
  return fields.filter(Boolean).length + changedPlaces(paragraphsOf(a.body), paragraphsOf(b.body))
}

export function missing(fields: Fields): string[] {
  const { title, section, language, aliases, body, unanswered } = trimmed(fields)
  const needed: [string, string][] = [
    ['a title', title],
    ['a section', section],
    ['a language', language],
    unanswered ? ['a question customers ask', aliases.join('')] : ['some text', body],
  ]
  return needed.filter(([, text]) => text === '').map(([name]) => name)
}

function paragraphsOf(body: string): string[] {
  return body === '' ? [] : body.replaceAll('\r', '').split(/\n\s*\n/)
}

/** Runs of paragraphs that are in only one of the two, by their longest common subsequence. */
function changedPlaces(before: string[], after: string[]): number {
  const common = commonLengths(before, after)
  let [i, j, places, inside] = [0, 0, 0, false]
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      i++
      j++
      inside = false
      continue
    }
    if (!inside) places++
    inside = true
    if (j >= after.length || (i < before.length && at(common, i + 1, j) >= at(common, i, j + 1))) i++
    else j++
  }
  return places
}

function commonLengths(before: string[], after: string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? []
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] = before[i] === after[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}
