import type { Commit, ConversationLog } from '../../../conversation/ports.ts'

export interface FollowOptions {
  log: ConversationLog
  conversationId: string
  /** The last version already considered. */
  after: number
  /** Called in version order, never twice for one version. What it returns is waited for before more is read from the log. */
  show: (commits: Commit[]) => Promise<void>
}

export interface Follower {
  /** A commit as the feed tells of it: shown at once if it is the next one, else it is a reason to read the log. */
  offer(commit: Commit): Promise<void>
  /** Reads whatever the log has beyond the last version considered. */
  catchUp(): Promise<void>
  /** The last version considered. */
  version(): number
  stop(): void
}

const PAGE = 100

/**
 * Follows one conversation without gaps: the log is the truth, the feed only says when to look. While the log is being read, offers
 * are not kept but make it read once more, so nothing has to be buffered and nothing can be out of order.
 */
export function followLog({ log, conversationId, after, show }: FollowOptions): Follower {
  let version = after
  let reading: Promise<void> | undefined
  let lookAgain = false
  let stopped = false

  async function readOn(): Promise<void> {
    while (lookAgain) {
      lookAgain = false
      const commits = await log.read(conversationId, version, PAGE)
      const last = commits.at(-1)
      if (stopped || !last) return
      version = last.version
      lookAgain ||= commits.length === PAGE
      await show(commits)
    }
  }

  function catchUp(): Promise<void> {
    lookAgain = true
    reading ??= readOn().finally(() => (reading = undefined))
    return reading
  }

  return {
    catchUp,
    async offer(commit) {
      if (stopped || commit.version <= version) return
      if (reading || commit.version !== version + 1) return catchUp()
      version = commit.version
      await show([commit])
    },
    version: () => version,
    stop() {
      stopped = true
    },
  }
}
