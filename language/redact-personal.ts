/** What stands in place of a personal word. */
export const REDACTED = '…'

const PATTERNS: readonly RegExp[] = [
  /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/gu,
  /\b(?:https?:\/\/|www\.)\S+/giu,
  // Account and order numbers with or without capitals before them, card and telephone numbers however their digits are parted; no prices.
  /(?:\b\p{Lu}{1,4}-?)?\+?\(?\d(?:(?:[\s()\-/]|\.(?=\d{3}))*\d){4,}\b/gu,
]
/** Shorter names are words of the language as well. */
const SHORTEST_NAME = 3

/**
 * A text without what names its writer: addresses of e-mail and pages, numbers of five digits and more, and the names given. What else
 * somebody says of themselves it cannot know.
 */
export function redactPersonal(text: string, names: readonly string[] = []): string {
  const parts = names.flatMap((name) => name.split(/[\s,.]+/u)).filter((part) => part.length >= SHORTEST_NAME)
  const named = parts.map((part) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'giu'))
  const redacted = [...PATTERNS, ...named].reduce((left, pattern) => left.replace(pattern, REDACTED), text)
  return redacted.replace(/\s+/gu, ' ').trim()
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
