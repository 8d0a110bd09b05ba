import type { ConversationRow, ConversationRows } from '../conversation/ports.ts'

/** Rows read at once. */
const PAGE = 100

/**
 * Every conversation with a handoff, in pages, newest activity first. The port pages by time alone, so a page begins with the last
 * moment of the one before and leaves out what that one had: rows of one millisecond are not lost at the border, unless more share it
 * than a page holds.
 */
export async function* rowsWithHandoff(rows: Pick<ConversationRows, 'list'>, size = PAGE): AsyncGenerator<ConversationRow[]> {
  const seen = new Set<string>()
  let before: number | undefined
  for (;;) {
    const page = await rows.list({ withHandoff: true, limit: size, ...(before === undefined ? {} : { before }) })
    const fresh = page.filter(({ conversationId }) => !seen.has(conversationId))
    for (const { conversationId } of fresh) seen.add(conversationId)
    if (fresh.length > 0) yield fresh
    const oldest = page.at(-1)?.lastActivityAt
    if (page.length < size || oldest === undefined) return
    before = fresh.length > 0 ? oldest + 1 : oldest
  }
}
