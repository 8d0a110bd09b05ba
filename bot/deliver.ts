import type { CommitTo } from '../conversation/commit.ts'
import { createKeyedQueue } from '../conversation/keyed-queue.ts'
import type { Commit, ConversationLog, Deliveries, Delivery, Leases, OutboxEntry, OwedIndex } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'

/** What a channel's sender says of one send. `retry` with the channel's own wish, if it had one. */
export type SendOutcome =
  | { kind: 'sent'; channelActivityId: string | null }
  | { kind: 'retry'; afterMs?: number | undefined }
  /** The request left and no answer came: it may have arrived. */
  | { kind: 'unknown' }
  | { kind: 'give_up'; code: string }

export type Send = (commit: Commit, entry: OutboxEntry, signal: AbortSignal) => Promise<SendOutcome>

export interface DeliverDeps {
  log: ConversationLog & Pick<OwedIndex, 'firstOwing'>
  commit: CommitTo
  deliveries: Deliveries
  leases: Leases
  clock: Clock
  /** How to reach a destination; without a sender an entry is given up at once and says so. */
  senderOf: (destination: string) => Send | undefined
  nodeId: string
  /** Between 0 and 1, for jitter. */
  random: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  signal: AbortSignal
}

/** A destination that fails holds back only its own conversation, and that no longer than this. */
const GIVE_UP_AFTER_MS = 120_000
const FIRST_BACKOFF_MS = 500
const LONGEST_BACKOFF_MS = 15_000
/** What may have arrived is sent once more and no oftener: a customer who reads twice is better than one who never does. */
const AMBIGUOUS_SENDS = 2
/** Held beyond each send and each pause; what a dead node held is free after so long. */
const LEASE_MS = 30_000

/**
 * Sends what commits owe to channels, in order per conversation, one sender by lease. Every entry ends sent, withdrawn or failed, and
 * the last two are written to the log where the desk shows them.
 */
export function createDeliver(deps: DeliverDeps): (conversationId: string) => Promise<void> {
  const { log, commit, deliveries, leases, clock, nodeId } = deps
  const oneAtATime = createKeyedQueue()

  return (conversationId) =>
    oneAtATime(conversationId, async () => {
      if (!(await hold(conversationId, 0))) return
      try {
        await deliverAll(conversationId)
      } finally {
        await leases.release(leaseOf(conversationId), nodeId)
      }
    })

  function hold(conversationId: string, pauseMs: number): Promise<boolean> {
    return leases.acquire(leaseOf(conversationId), nodeId, LEASE_MS + pauseMs)
  }

  /** From what has waited longest, whichever commit woke us: an answer must not overtake one that a crash left behind. */
  async function deliverAll(conversationId: string): Promise<void> {
    const first = await log.firstOwing(conversationId)
    if (first === undefined) return
    for (let after = first - 1; !deps.signal.aborted;) {
      const commits = await log.read(conversationId, after, 50)
      const last = commits.at(-1)
      if (!last) return
      for (const owing of commits.filter((one) => one.owed.includes('outbox'))) await deliverCommit(owing)
      after = last.version
    }
  }

  async function deliverCommit(owing: Commit): Promise<void> {
    const done = await deliveries.of(
      owing.conversationId,
      owing.outbox.map((entry) => entry.id),
    )
    const finished = new Set(done.map((delivery) => delivery.entryId))
    for (const entry of owing.outbox) {
      if (finished.has(entry.id)) continue
      if (!(await deliverEntry(owing, entry))) return
    }
    await log.settle(owing.conversationId, owing.version, 'outbox')
  }

  /** False when the node stops before the entry came to an end; it stays owed. */
  async function deliverEntry(owing: Commit, entry: OutboxEntry): Promise<boolean> {
    const startedAt = clock.now()
    const send = deps.senderOf(entry.destination)
    let ambiguous = 0
    for (let attempts = 1; !deps.signal.aborted; attempts++) {
      if (await isOvertaken(owing, entry)) return finish(owing, entry, 'withdrawn', attempts - 1, null, 'owner_changed')
      const outcome = send ? await send(owing, entry, deps.signal) : { kind: 'give_up' as const, code: 'no_sender' }
      if (outcome.kind === 'sent') return finish(owing, entry, 'sent', attempts, outcome.channelActivityId)
      if (outcome.kind === 'give_up') return finish(owing, entry, 'failed', attempts, null, outcome.code)
      if (outcome.kind === 'unknown' && ++ambiguous === AMBIGUOUS_SENDS)
        return finish(owing, entry, 'failed', attempts, null, 'unconfirmed')
      const wished = outcome.kind === 'retry' ? outcome.afterMs : undefined
      const pause = wished ?? backoff(attempts, deps.random())
      if (clock.now() + pause - startedAt > GIVE_UP_AFTER_MS) return finish(owing, entry, 'failed', attempts, null, 'timed_out')
      if (!(await hold(owing.conversationId, pause))) return false
      await deps.wait(pause, deps.signal)
    }
    return false
  }

  /** What the bot said before a person took over is not sent after it, and nothing is that was erased. */
  async function isOvertaken({ conversationId, version }: Commit, entry: OutboxEntry): Promise<boolean> {
    const head = await log.head(conversationId)
    if (!head) return false
    if (version <= head.state.erasedThrough) return true
    return entry.speaker === 'bot' && head.state.owner.kind === 'human' && entry.epoch < head.epoch
  }

  async function finish(
    { conversationId }: Commit,
    { id: entryId, destination }: OutboxEntry,
    state: Delivery['state'],
    attempts: number,
    channelActivityId: string | null,
    code = '',
  ): Promise<true> {
    if (state !== 'sent') await record(conversationId, entryId, state, code)
    await deliveries.put({ conversationId, entryId, destination, state, attempts, channelActivityId, at: clock.now() })
    return true
  }

  async function record(conversationId: string, entryId: string, state: 'withdrawn' | 'failed', code: string): Promise<void> {
    const event =
      state === 'failed'
        ? ({ type: 'DeliveryFailed', entryId, code } as const)
        : ({ type: 'DeliveryWithdrawn', entryId } as const)
    await commit({ conversationId, keys: [`delivery:${entryId}`], decide: () => ({ events: [event] }) })
  }
}

function leaseOf(conversationId: string): string {
  return `deliver:${conversationId}`
}

/** Exponential with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). Milliseconds. */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt))
}
