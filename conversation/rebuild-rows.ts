import type { ConversationLog, ConversationRows } from './ports.ts'
import { project } from './project.ts'

export interface RebuildDeps {
  log: Pick<ConversationLog, 'head'>
  rows: Pick<ConversationRows, 'put'>
}

/** Makes one conversation's row again from its head; never over a newer one. */
export function createRebuildRow({ log, rows }: RebuildDeps) {
  return async (conversationId: string): Promise<void> => {
    const head = await log.head(conversationId)
    if (head) await rows.put(project(conversationId, head.state))
  }
}
