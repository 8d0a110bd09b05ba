import type { Commit, ConversationLog, OutboxEntry } from './ports.ts'
import { entryPlaceOf, firstEntryIdOf } from './entry-id.ts'

/** An entry, and the commit whose event it carries. */
export interface Carried {
  commit: Commit
  entry: OutboxEntry
}

/** The entry under its first id, in the commit it was made by; undefined when there is none, or retention cut it off. */
export async function firstCarried(
  log: Pick<ConversationLog, 'read'>,
  conversationId: string,
  entryId: string,
): Promise<Carried | undefined> {
  const place = entryPlaceOf(entryId)
  const [commit] = place === undefined ? [] : await log.read(conversationId, place.version - 1, 1)
  const entry = commit?.outbox.find(({ id }) => id === firstEntryIdOf(entryId))
  return commit && entry && { commit, entry }
}
