import type { ConversationLog } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import type { DeskConversation } from './api/desk.ts'
import { conversationOf, type DeskView, emptyView, viewAfter } from './desk-view.ts'

export type ReadConversation = (conversationId: string, after?: number) => Promise<DeskConversation | undefined>

/** Commits read at once. */
const PAGE = 200
/** Conversations whose view is kept: those that agents have open. */
const KEPT = 50
/** A view older than this is read anew, so that what retention cut from the log leaves memory as well. Milliseconds. */
const KEPT_MS = 10 * 60_000

interface Kept {
  view: DeskView
  begunAt: number
}

/** Pages the log into what the desk shows. A conversation read before is read on from where it was. */
export function createReadConversation(deps: { log: Pick<ConversationLog, 'read'>; clock: Clock }): ReadConversation {
  const kept = new Map<string, Kept>()
  return async (conversationId, after) => {
    const now = deps.clock.now()
    const known = kept.get(conversationId)
    const fresh = known && now - known.begunAt < KEPT_MS ? known : { view: emptyView(conversationId), begunAt: now }
    const view = await readOn(deps.log, fresh.view)
    if (!view.state) return undefined
    keep(kept, { view, begunAt: fresh.begunAt })
    return conversationOf(view, view.state, after)
  }
}

async function readOn(log: Pick<ConversationLog, 'read'>, start: DeskView): Promise<DeskView> {
  let view = start
  for (;;) {
    const commits = await log.read(view.conversationId, view.state?.version ?? 0, PAGE)
    view = viewAfter(view, commits)
    if (commits.length < PAGE) return view
  }
}

/** The one read longest ago makes room. */
function keep(kept: Map<string, Kept>, entry: Kept): void {
  kept.delete(entry.view.conversationId)
  kept.set(entry.view.conversationId, entry)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
}
