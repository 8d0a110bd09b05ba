import type { Commit } from '../conversation/ports.ts'

export interface RecentWaits {
  /** Told of every commit: a claim ends a wait. */
  note(commit: Commit): void
  /** Milliseconds; null until somebody was served. */
  median(): number | null
}

/** The last waits this node saw end, for an honest guess of the next. A hint, so it need not survive a restart. */
export function createRecentWaits(kept = 20): RecentWaits {
  const waits: number[] = []
  return {
    note(commit) {
      const { handoff } = commit.state
      if (!handoff || !commit.events.some((event) => event.type === 'HandoffClaimed')) return
      waits.push(commit.at - handoff.queuedAt)
      if (waits.length > kept) waits.shift()
    },
    median() {
      const sorted = [...waits].sort((a, b) => a - b)
      return sorted[Math.floor(sorted.length / 2)] ?? null
    },
  }
}
