import type { ConversationRow } from '../../conversation/ports.ts'

export interface RowFollower {
  /** Writes the row of a version that was just committed; of several that wait for one conversation only the newest. */
  follow(row: ConversationRow): void
  /** Resolves when no write is under way. */
  idle(): Promise<void>
}

interface FollowerDeps {
  write: (row: ConversationRow) => Promise<void>
  /** Takes 'projection' out of what the commit owes. */
  settle: (conversationId: string, version: number) => Promise<void>
}

/**
 * The row follows the commit without keeping its writer waiting. A write that fails is left owed in the commit: whoever looks for owed
 * work makes the row again.
 */
export function createRowFollower({ write, settle }: FollowerDeps): RowFollower {
  const waiting = new Map<string, ConversationRow[]>()
  const running = new Set<Promise<void>>()

  async function writeAll(conversationId: string): Promise<void> {
    for (let rows = waiting.get(conversationId); rows && rows.length > 0; rows = waiting.get(conversationId)) {
      waiting.set(conversationId, [])
      try {
        await write(rows.reduce(newer))
        for (const { version } of rows) await settle(conversationId, version)
      } catch {
        // Owed, and found by the sweep.
      }
    }
    waiting.delete(conversationId)
  }

  return {
    follow(row) {
      const others = waiting.get(row.conversationId)
      if (others) {
        others.push(row)
        return
      }
      waiting.set(row.conversationId, [row])
      const run = writeAll(row.conversationId).finally(() => running.delete(run))
      running.add(run)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

function newer(a: ConversationRow, b: ConversationRow): ConversationRow {
  return b.version > a.version ? b : a
}
