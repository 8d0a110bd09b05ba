/** Whether one more answer may be composed in a conversation; saying yes counts it. */
export type ComposingBudget = (conversationId: string) => boolean

const WINDOW_MS = 24 * 3_600_000
/** Beyond so many conversations the oldest are forgotten. */
const REMEMBERED = 20_000

/** So many composed answers a day for one conversation, counted on this node since it started; what comes after is extractive. */
export function createComposingBudget({ limit, now }: { limit: number; now: () => number }): ComposingBudget {
  const windows = new Map<string, { since: number; used: number }>()
  return (conversationId) => {
    const open = windows.get(conversationId)
    const window = open && now() - open.since < WINDOW_MS ? open : { since: now(), used: 0 }
    if (window.used >= limit) return false
    window.used += 1
    windows.delete(conversationId)
    windows.set(conversationId, window)
    const oldest = windows.size > REMEMBERED ? windows.keys().next().value : undefined
    if (oldest !== undefined) windows.delete(oldest)
    return true
  }
}
