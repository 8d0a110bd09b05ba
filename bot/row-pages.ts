import type { ConversationRow, ConversationRows, RowPlace } from '../conversation/ports.ts'

/** Rows read at once. */
const PAGE = 100

/** Every conversation with a handoff, in pages, newest activity first. */
export async function* rowsWithHandoff(rows: Pick<ConversationRows, 'list'>, size = PAGE): AsyncGenerator<ConversationRow[]> {
  let before: RowPlace | undefined
  for (;;) {
    const page = await rows.list({ withHandoff: true, limit: size, ...(before === undefined ? {} : { before }) })
    if (page.length > 0) yield page
    before = page.at(-1)
    if (page.length < size) return
  }
}
