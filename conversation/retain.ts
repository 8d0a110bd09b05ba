import type { Commit, ConversationLog, LogRewriting } from './ports.ts'

export interface RetainDeps {
  log: Pick<ConversationLog, 'read' | 'head'>
  rewriting: Pick<LogRewriting, 'cutBefore'>
}

const PAGE = 500

/**
 * Cuts what is older than the retention time, at a case boundary: a case is kept or cut whole. The first commit that is kept holds the
 * state everything after it folds from.
 */
export function createRetain({ log, rewriting }: RetainDeps) {
  return async (conversationId: string, before: number): Promise<{ cutBefore: number }> => {
    let boundary = 0
    for (let after = 0; ;) {
      const commits = await log.read(conversationId, after, PAGE)
      const old = commits.filter((commit) => commit.at < before)
      boundary = old.findLast(isBoundary)?.version ?? boundary
      const last = commits.at(-1)
      if (!last || old.length < commits.length) break
      after = last.version
    }
    if (boundary > 1) await rewriting.cutBefore(conversationId, boundary)
    return { cutBefore: boundary }
  }
}

/** Between matters: no case is open, nobody waits, no message waits for its turn. */
function isBoundary({ state }: Commit): boolean {
  return state.case === null && state.handoff === null && state.handledThrough >= state.lastCustomerVersion
}
