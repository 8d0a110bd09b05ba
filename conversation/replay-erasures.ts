import type { ConversationLog, CustomerIndex, Erasures, LogRewriting } from './ports.ts'

export interface ReplayErasuresDeps {
  log: Pick<ConversationLog, 'read'>
  customers: CustomerIndex
  erasures: Erasures
  rewriting: Pick<LogRewriting, 'scrub'>
  eraseConversation: (conversationId: string) => Promise<void>
}

const PAGE = 200

/**
 * After a backup was restored: erases again every conversation of an erased customer that is in it as it was before. A conversation
 * that was erased already, or begun since, is left alone.
 */
export function createReplayErasures({ log, customers, erasures, rewriting, eraseConversation }: ReplayErasuresDeps) {
  return async (): Promise<{ conversations: number }> => {
    let conversations = 0
    for (const { customerKey, at } of await erasures.all()) {
      for (const conversationId of await customers.conversationsOf(customerKey)) {
        if (!(await holdsWordsOf(conversationId, at))) continue
        await eraseConversation(conversationId)
        conversations++
      }
    }
    await rewriting.scrub({ everywhere: true })
    return { conversations }
  }

  /** Begun before the erasure, and the erasure is not in it. It is remembered before it is committed, so never later. */
  async function holdsWordsOf(conversationId: string, at: number): Promise<boolean> {
    for (let after = 0, first = true; ; first = false) {
      const commits = await log.read(conversationId, after, PAGE)
      const last = commits.at(-1)
      if (first && (!last || (commits[0]?.at ?? 0) > at)) return false
      if (!last) return true
      if (commits.some((commit) => commit.at >= at && commit.events.some(({ type }) => type === 'Erased'))) return false
      after = last.version
    }
  }
}
