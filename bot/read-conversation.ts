import type { ConversationLog } from '../conversation/ports.ts'
import type { DeskConversation } from './api/desk.ts'
import { conversationOf, type DeskView, emptyView, viewAfter } from './desk-view.ts'

export type ReadConversation = (conversationId: string, after?: number) => Promise<DeskConversation | undefined>

/** Commits read at once. */
const PAGE = 200
/** Conversations whose view is kept: those that agents have open. */
const KEPT = 50

/** Pages the log into what the desk shows. A conversation read before is read on from where it was. */
export function createReadConversation({ log }: { log: Pick<ConversationLog, 'read'> }): ReadConversation {
  const kept = new Map<string, DeskView>()
  return async (conversationId, after) => {
    let view = kept.get(conversationId) ?? emptyView(conversationId)
    for (;;) {
      const commits = await log.read(conversationId, view.state?.version ?? 0, PAGE)
      view = viewAfter(view, commits)
      if (commits.length < PAGE) break
    }
    if (!view.state) return undefined
    keep(kept, view)
    return conversationOf(view, view.state, after)
  }
}

/** The one read longest ago makes room. */
function keep(kept: Map<string, DeskView>, view: DeskView): void {
  kept.delete(view.conversationId)
  kept.set(view.conversationId, view)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
