import type { Clock } from '../domain/clock.ts'
import type { LogRewriting, LogWalk } from './ports.ts'

export interface RetainInStepsDeps {
  logWalk: LogWalk
  retain: (conversationId: string, before: number) => Promise<{ cutBefore: number }>
  rewriting: Pick<LogRewriting, 'scrub'>
  clock: Clock
  /** How long a closed case is kept. Milliseconds. */
  keepMs: number
}

const DAY_MS = 24 * 3600_000
/** Conversations a step; a step is short, so that nobody waits for it. */
const AT_ONCE = 50

/** Once a day through all conversations, a few at each call. Begun again after a restart: cutting twice comes to the same. */
export function createRetainInSteps({ logWalk, retain, rewriting, clock, keepMs }: RetainInStepsDeps): () => Promise<void> {
  let before: string | undefined
  let dueAt = 0
  return async () => {
    const now = clock.now()
    if (now < dueAt) return
    const heads = await logWalk.heads(before, AT_ONCE)
    for (const { conversationId } of heads) await retain(conversationId, now - keepMs)
    before = heads.length < AT_ONCE ? undefined : heads.at(-1)?.conversationId
    if (before !== undefined) return
    dueAt = now + DAY_MS
    await rewriting.scrub()
  }
}
