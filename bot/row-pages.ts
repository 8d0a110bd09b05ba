import type { ConversationRow, ConversationRows } from '../conversation/ports.ts'

type Rows = Pick<ConversationRows, 'list'>
type Filter = Omit<Parameters<ConversationRows['list']>[0], 'before' | 'limit'>

/** Rows read at once. */
const PAGE = 100

/** Every conversation with a handoff, in pages, newest activity first. */
export function rowsWithHandoff(rows: Rows, size = PAGE): AsyncGenerator<ConversationRow[]> {
  return pages(rows, { withHandoff: true }, size)
}

/** Every conversation, in pages, newest activity first. */
export function everyRow(rows: Rows, size = PAGE): AsyncGenerator<ConversationRow[]> {
  return pages(rows, {}, size)
}

/**
 * The port pages by time alone, so a page begins with the last moment of the one before and leaves out what that one had: rows of one
 * millisecond are not lost at the border, unless more share it than a page holds.
 */
async function* pages(rows: Rows, filter: Filter, size: number): AsyncGenerator<ConversationRow[]> {
  const seen = new Set<string>()
  let before: number | undefined
  for (;;) {
    const page = await rows.list({ ...filter, limit: size, ...(before === undefined ? {} : { before }) })
    const fresh = page.filter(({ conversationId }) => !seen.has(conversationId))
    for (const { conversationId } of fresh) seen.add(conversationId)
    if (fresh.length > 0) yield fresh
    const oldest = page.at(-1)?.lastActivityAt
    if (page.length < size || oldest === undefined) return
    before = fresh.length > 0 ? oldest + 1 : oldest
  }
}
