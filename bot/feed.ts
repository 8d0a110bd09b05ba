import type { Commit, ConversationRow } from '../conversation/ports.ts'

export type CommitListener = (commit: Commit, row: ConversationRow) => void

/** Tells this node's sockets and streams what was just committed. Lossy by nature: whoever listens catches up from the log. */
export interface Feed {
  publish: CommitListener
  /** Every commit. Returns how to stop. */
  onCommit(listener: CommitListener): () => void
  onConversation(conversationId: string, listener: CommitListener): () => void
}

/** What a listener throws goes to `report`: the commit it was told of is durable all the same. */
export function createFeed(report: (error: unknown) => void): Feed {
  const everyone = new Set<CommitListener>()
  const byConversation = new Map<string, Set<CommitListener>>()
  return {
    publish(commit, row) {
      for (const listener of [...everyone, ...(byConversation.get(commit.conversationId) ?? [])]) {
        try {
          listener(commit, row)
        } catch (error) {
          report(error)
        }
      }
    },
    onCommit(listener) {
      everyone.add(listener)
      return () => everyone.delete(listener)
    },
    onConversation(conversationId, listener) {
      const listeners = byConversation.get(conversationId) ?? new Set()
      byConversation.set(conversationId, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && byConversation.get(conversationId) === listeners) byConversation.delete(conversationId)
      }
    },
  }
}
