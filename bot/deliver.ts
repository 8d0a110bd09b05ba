import { type Carried, firstCarried } from '../conversation/carried.ts'
import type { CommitTo } from '../conversation/commit.ts'
import { endKeyOf } from '../conversation/entry-id.ts'
import { createKeyedQueue } from '../conversation/keyed-queue.ts'
import { isOvertaken } from '../conversation/overtaken.ts'
import type { Commit, ConversationLog, Deliveries, Delivery, Leases, OutboxEntry, OwedIndex } from '../conversation/ports.ts'
import type { ConversationState } from '../conversation/state.ts'
import type { Clock } from '../domain/clock.ts'
import type { ConversationEvent } from '../domain/events.ts'

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
  /** What else becomes true with an entry that is given up, in the state of then. Pure. */
  whenGivenUp?: ((state: ConversationState, carrying: Commit, entry: OutboxEntry) => ConversationEvent[]) | undefined
  /** How to reach a destination; without a sender an entry is given up at once and says so. */
  senderOf: (destination: string) => Send | undefined
  nodeId: string
  /** Between 0 and 1, for jitter. */
  random: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  signal: AbortSignal
}

/** How long an entry is tried, from when it was written or, if that is longer ago, from when its sender came to work. */
const GIVE_UP_AFTER_MS = 120_000
const FIRST_BACKOFF_MS = 500
const LONGEST_BACKOFF_MS = 15_000
/** What may have arrived is sent once more and no oftener: a customer who reads twice is better than one who never does. */
const AMBIGUOUS_SENDS = 2
/** Held beyond each send and each pause; what a dead node held is free after so long. */
const LEASE_MS = 30_000
const PAGE = 50

/** One conversation's way to one destination. */
interface Lane {
  conversationId: string
  destination: string
  /** When its sender came to work. */
  since: number
}

/** Brings to an end what is owed to these destinations; without any named, to all. */
export type Deliver = (conversationId: string, destinations?: readonly string[]) => Promise<void>

/**
 * Sends what commits owe, in order per conversation and destination, one sender by lease: a destination that fails holds back itself
 * and nobody else. Every entry ends sent, withdrawn or failed, and the last two are written to the log where the desk shows them.
 */
export function createDeliver(deps: DeliverDeps): Deliver {
  const { log, commit, deliveries, leases, clock, nodeId } = deps
  const oneAtATime = createKeyedQueue()
  /** Lanes whose next look is still to come: it will see whatever is owed by then, so one is enough. */
  const toLook = new Set<string>()

  return async (conversationId, destinations) => {
    const lanes = destinations ?? (await destinationsOwed(conversationId))
    await Promise.all([...new Set(lanes)].map((destination) => work(conversationId, destination)))
  }

  async function work(conversationId: string, destination: string): Promise<void> {
    const lane = leaseOf(conversationId, destination)
    if (toLook.has(lane)) return
    toLook.add(lane)
    await oneAtATime(lane, async () => {
      toLook.delete(lane)
      const since = clock.now()
      if (!(await hold({ conversationId, destination, since }, 0))) return
      try {
        await deliverAll({ conversationId, destination, since })
      } finally {
        await leases.release(lane, nodeId)
      }
    })
  }

  function hold({ conversationId, destination }: Lane, pauseMs: number): Promise<boolean> {
    return leases.acquire(leaseOf(conversationId, destination), nodeId, LEASE_MS + pauseMs)
  }

  async function destinationsOwed(conversationId: string): Promise<string[]> {
    const found: string[] = []
    for await (const owing of owingCommits(conversationId)) found.push(...owing.outbox.map(({ destination }) => destination))
    return found
  }

  /** From what has waited longest, whichever commit woke us: an answer must not overtake one that a crash left behind. */
  async function* owingCommits(conversationId: string): AsyncGenerator<Commit> {
    const first = await log.firstOwing(conversationId)
    if (first === undefined) return
    for (let after = first - 1; ;) {
      const commits = await log.read(conversationId, after, PAGE)
      const last = commits.at(-1)
      if (!last) return
      yield* commits.filter(({ owed }) => owed.includes('outbox'))
      after = last.version
    }
  }

  async function deliverAll(lane: Lane): Promise<void> {
    for await (const owing of owingCommits(lane.conversationId)) {
      if (deps.signal.aborted || !(await deliverCommit(lane, owing))) return
    }
  }

  /** False when the node stops, or somebody else took the lane over; what is left stays owed. */
  async function deliverCommit(lane: Lane, owing: Commit): Promise<boolean> {
    const finished = await finishedOf(owing)
    for (const entry of owing.outbox) {
      if (entry.destination !== lane.destination || finished.has(entry.id)) continue
      if (!(await deliverEntry(lane, owing, entry))) return false
      finished.add(entry.id)
    }
    const whole = ({ size }: Set<string>) => size === owing.outbox.length
    // Whoever comes last settles; another destination's sender may have finished meanwhile.
    if (whole(finished) || whole(await finishedOf(owing))) await log.settle(owing.conversationId, owing.version, 'outbox')
    return true
  }

  async function finishedOf({ conversationId, outbox }: Commit): Promise<Set<string>> {
    const entryIds = outbox.map(({ id }) => id)
    return new Set((await deliveries.of(conversationId, entryIds)).map(({ entryId }) => entryId))
  }

  async function deliverEntry(lane: Lane, owing: Commit, entry: OutboxEntry): Promise<boolean> {
    const givenUpAt = Math.max(lane.since, owing.at) + GIVE_UP_AFTER_MS
    const carried = await carriedBy(owing, entry)
    let ambiguous = 0
    for (let attempts = 1; !deps.signal.aborted; attempts++) {
      const head = await log.head(owing.conversationId)
      const overtaken = head && carried && isOvertaken(head.state, carried.commit.version, carried.entry)
      if (overtaken) return finish(owing, entry, 'withdrawn', attempts - 1, null, 'owner_changed')
      const outcome = await sendOnce(carried, entry)
      if (outcome.kind === 'sent') return finish(owing, entry, 'sent', attempts, outcome.channelActivityId)
      if (outcome.kind === 'give_up') return finish(owing, entry, 'failed', attempts, null, outcome.code)
      if (outcome.kind === 'unknown' && ++ambiguous === AMBIGUOUS_SENDS)
        return finish(owing, entry, 'failed', attempts, null, 'unconfirmed')
      const wished = outcome.kind === 'retry' ? outcome.afterMs : undefined
      const pause = wished ?? backoff(attempts, deps.random())
      if (clock.now() + pause > givenUpAt) return finish(owing, entry, 'failed', attempts, null, 'timed_out')
      if (!(await hold(lane, pause))) return false
      await deps.wait(pause, deps.signal)
    }
    return false
  }

  /** What is sent again by hand goes where the customer is now, as what it was when it was first to leave. */
  async function carriedBy(owing: Commit, entry: OutboxEntry): Promise<Carried | undefined> {
    if (owing.events[entry.event]?.type !== 'DeliveryRetried') return { commit: owing, entry }
    const first = await firstCarried(log, owing.conversationId, entry.id)
    return first && { commit: { ...first.commit, state: owing.state }, entry: { ...first.entry, id: entry.id } }
  }

  async function sendOnce(carried: Carried | undefined, { destination }: OutboxEntry): Promise<SendOutcome> {
    const send = deps.senderOf(destination)
    if (!send) return { kind: 'give_up', code: 'no_sender' }
    return carried ? send(carried.commit, carried.entry, deps.signal) : { kind: 'give_up', code: 'nothing_to_send' }
  }

  async function finish(
    owing: Commit,
    entry: OutboxEntry,
    state: Delivery['state'],
    attempts: number,
    channelActivityId: string | null,
    code = '',
  ): Promise<true> {
    const { conversationId } = owing
    const { id: entryId, destination } = entry
    if (state !== 'sent') await record(owing, entry, state, code)
    await deliveries.put({ conversationId, entryId, destination, state, attempts, channelActivityId, at: clock.now() })
    return true
  }

  async function record(owing: Commit, entry: OutboxEntry, ended: 'withdrawn' | 'failed', code: string): Promise<void> {
    const { id: entryId } = entry
    await commit({
      conversationId: owing.conversationId,
      keys: [endKeyOf(entryId)],
      decide: (state) =>
        ended === 'withdrawn'
          ? { events: [{ type: 'DeliveryWithdrawn', entryId }] }
          : { events: [{ type: 'DeliveryFailed', entryId, code }, ...(deps.whenGivenUp?.(state, owing, entry) ?? [])] },
    })
  }
}

function leaseOf(conversationId: string, destination: string): string {
  return `deliver:${conversationId}:${destination}`
}

/** Exponential with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). Milliseconds. */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt))
}
