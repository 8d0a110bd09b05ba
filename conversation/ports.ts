import type { HandoffReason, Owner, Priority } from '../domain/words.ts'
import type { Commit, OwedWork } from './commit-document.ts'

export type { Commit, OutboxEntry, OwedWork } from './commit-document.ts'
export type { HandoffReason, Owner, Priority } from '../domain/words.ts'

/** `duplicate`: another commit holds one of the keys. `conflict`: the version is taken by another commit. */
export type AppendOutcome = { kind: 'ok' } | { kind: 'conflict' } | { kind: 'duplicate'; commit: Commit }

/**
 * The log. Unique: (conversationId, version) and (conversationId, key). A call that throws `store_unavailable` may or may not have
 * taken effect; appending the same commit again then answers `ok` if it had.
 */
export interface ConversationLog {
  /** Writes the commit, and the projection row with it or marked as owed. */
  append(commit: Commit, row: ConversationRow): Promise<AppendOutcome>
  head(conversationId: string): Promise<Commit | undefined>
  /** Commits with version > after, in order. */
  read(conversationId: string, after: number, limit: number): Promise<Commit[]>
  findByKey(conversationId: string, key: string): Promise<Commit | undefined>
  /** Takes a finished item out of `owed`; the only update a commit ever sees. */
  settle(conversationId: string, version: number, item: OwedWork): Promise<void>
}

/** Finds what is owed without a scan of the log, oldest first. */
export interface OwedIndex {
  oldest(limit: number, committedBefore: number): Promise<{ conversationId: string; version: number; owed: OwedWork[] }[]>
  /** The first version of this conversation that still owes anything; undefined when none does. */
  firstOwing(conversationId: string): Promise<number | undefined>
}

/** Walks over all conversations, for what is made again from the log. */
export interface LogWalk {
  /** The newest commit of each conversation whose id comes before `before` (undefined: of all), by descending id. */
  heads(before: string | undefined, limit: number): Promise<Commit[]>
}

/** One row per conversation, `project(state)`. Queues, inboxes and timers are indexes on it. */
export interface ConversationRow {
  conversationId: string
  version: number
  channel: string
  customerKey: string
  customerName: string | null
  owner: Owner
  epoch: number
  language: string
  /** One line for lists. */
  lastText: string
  lastActivityAt: number
  caseId: string | null
  handoff: {
    id: string
    state: 'requested' | 'queued' | 'active'
    reason: HandoffReason
    queue: string
    priority: Priority
    queuedAt: number
    claimedBy: string | null
    agentName: string | null
    wentOn: boolean
    contactLeft: boolean
  } | null
  /** When a timer has to look at this conversation; null when none runs. */
  nextDueAt: number | null
}

/** Where a row stands in lists. Several may share a millisecond, so the id belongs to it. */
export type RowPlace = Pick<ConversationRow, 'lastActivityAt' | 'conversationId'>

export interface ConversationRows {
  get(conversationId: string): Promise<ConversationRow | undefined>
  /** Waiting handoffs, urgent first, then oldest. */
  waiting(limit: number): Promise<ConversationRow[]>
  /** Newest activity first, of one moment by descending id. `claimedBy` limits to one agent's; `before` is where the last page ended. */
  list(filter: { claimedBy?: string; withHandoff?: boolean; before?: RowPlace; limit: number }): Promise<ConversationRow[]>
  due(now: number, limit: number): Promise<ConversationRow[]>
  /** Never over a newer version. */
  put(row: ConversationRow): Promise<void>
}

/** Conversations of one customer, however many channels' logs they are. */
export interface CustomerIndex {
  conversationsOf(customerKey: string): Promise<string[]>
}

/** The two exceptions to append-only: erasure blanks in place, retention cuts a prefix. */
export interface LogRewriting {
  /** Replaces events and state of commits that exist; ids, keys, times and versions must be what they were. */
  rewrite(commits: Commit[], row: ConversationRow): Promise<void>
  /** Removes every commit before `version`, with its keys, owed work and deliveries. */
  cutBefore(conversationId: string, version: number): Promise<void>
  /**
   * Makes the storage itself forget what was overwritten or removed, as far as it can. `everywhere`: also in places that rows were moved
   * from before; on SQLite the whole database is written anew for that, and other writers wait.
   */
  scrub(options?: { everywhere: boolean }): Promise<void>
}

/** Hashed ids of what was erased. Kept outside the backup and replayed on a restored one. */
export interface Erasures {
  /** Once more moves the time on: a customer who came back may be erased again. */
  add(customerKey: string, at: number): Promise<void>
  all(): Promise<Erasure[]>
}

/** What the customer said until `at` is gone; what was said later stays. */
export interface Erasure {
  customerKey: string
  at: number
}

/** The ephemeral lane: never logged, lost without harm, dropped when the epoch it carries has passed. */
export type Signal = Typing | Words

export interface Typing {
  kind: 'typing'
  conversationId: string
  from: 'customer' | 'bot' | 'human'
  name?: string
  epoch: number
}

/** An answer while it is composed: all of it so far, longer each time. What the customer keeps is in the log only. */
export interface Words {
  kind: 'words'
  conversationId: string
  from: 'bot'
  epoch: number
  /** One for each turn. */
  streamId: string
  text: string
}

/** Carries signals to the other nodes, as well as it can. */
export interface SignalBus {
  publish(signal: Signal): void
  /** Tells what other nodes publish from now on. */
  follow(onSignal: (signal: Signal) => void): Promise<{ stop(): Promise<void> }>
}

/** The store's clock as this node knows it, so that nodes agree on time. */
export interface StoreClock {
  now(): number
}

/** Liveness only: at most one holder at a time works at a job; safety never depends on it. */
export interface Leases {
  /** True when `holder` has it until now + ttl. */
  acquire(name: string, holder: string, ttlMs: number): Promise<boolean>
  release(name: string, holder: string): Promise<void>
}

/** A sent or given-up outbox entry. Attempts and receipts live here, never in the fold. */
export interface Delivery {
  conversationId: string
  entryId: string
  destination: string
  state: 'sent' | 'withdrawn' | 'failed'
  attempts: number
  /** The channel's own id of what we sent. */
  channelActivityId: string | null
  at: number
}

export interface Deliveries {
  /** The first write of an entry wins; later ones change nothing. */
  put(delivery: Delivery): Promise<void>
  of(conversationId: string, entryIds: string[]): Promise<Delivery[]>
}
