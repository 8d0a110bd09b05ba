import type { CommitTo } from '../conversation/commit.ts'
import { createKeyedQueue } from '../conversation/keyed-queue.ts'
import { botMayTakeTurns, turnIsOwed } from '../conversation/owed-turn.ts'
import type { Commit, ConversationLog } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import type { ConversationEvent } from '../domain/events.ts'
import type { DeskOutlook } from '../handoff/outlook.ts'
import type { RunTurn, TurnInput } from '../dialogs/run-turn.ts'
import type { Signals } from './signals.ts'

export interface TakeTurnDeps {
  log: ConversationLog
  commit: CommitTo
  clock: Clock
  runTurn: RunTurn
  /** What is said when a turn failed for good. Pure, so it cannot fail again. */
  fallbackTurn: (input: TurnInput) => ConversationEvent[]
  outlook: () => Promise<DeskOutlook>
  signals: Signals
  /** Told of a turn that threw; the next attempt or the fallback follows by itself. */
  report: (error: unknown, conversationId: string) => void
  /** Milliseconds a turn may take before the fallback speaks. */
  turnLimitMs?: number
}

export interface TakeTurns {
  /** A message was just committed here: its first attempt costs no extra write. */
  fresh(conversationId: string, owedBy: Commit): Promise<void>
  /** Found owed after a crash, or on another node's behalf: every attempt is counted before it runs. */
  recovered(conversationId: string, owedByVersion: number): Promise<void>
}

/** What came of one attempt at a turn. */
type Taken = { kind: 'concluded'; commit: Commit } | { kind: 'overtaken' } | { kind: 'failed' }

const ATTEMPTS = 3
const TURN_LIMIT_MS = 8000
/** A reply that takes longer than this is announced by the typing indicator. */
const TYPING_AFTER_MS = 350

/**
 * A turn answers one customer message, in log order, one at a time per conversation. It only reads the outside world; its single
 * commit is checked against the epoch and the mark at its start, so a takeover always throws it away and a note never does.
 */
export function createTakeTurns(deps: TakeTurnDeps): TakeTurns {
  const { log, commit, signals } = deps
  const turnLimitMs = deps.turnLimitMs ?? TURN_LIMIT_MS
  const oneAtATime = createKeyedQueue()

  return {
    fresh: (conversationId, owedBy) => oneAtATime(conversationId, () => drain(conversationId, owedBy.version, owedBy)),
    recovered: (conversationId, version) => oneAtATime(conversationId, () => drain(conversationId, version, undefined)),
  }

  async function drain(conversationId: string, owedByVersion: number, fresh: Commit | undefined): Promise<void> {
    let head = await log.head(conversationId)
    let counted = fresh === undefined
    while (head && turnIsOwed(head.state)) {
      const message = await nextMessage(head, fresh)
      // Another message's first attempt, made while draining, is fresh as well: only failures and recoveries are counted.
      const outcome = await takeOne(head, message, counted)
      counted = outcome.kind === 'failed'
      // What was said before the turn's commit is in it; what is said after it has a turn of its own.
      head = outcome.kind === 'concluded' ? outcome.commit : await log.head(conversationId)
    }
    await log.settle(conversationId, owedByVersion, 'turn')
  }

  async function takeOne(head: Commit, message: Commit, counted: boolean): Promise<Taken> {
    const { conversationId } = head
    const input = await inputOf(head, message)
    if (counted) {
      const attempt = attemptsSoFar(head, message) + 1
      if (attempt > ATTEMPTS) {
        return await conclude(input, deps.fallbackTurn(input))
      }
      if (!(await countAttempt(head, message, attempt))) return { kind: 'overtaken' }
    }
    const stopTyping = announceTyping(head)
    try {
      const events = await withinLimit(input)
      return await conclude(input, events ?? deps.fallbackTurn(input), counted ? undefined : head)
    } catch (error) {
      deps.report(error, conversationId)
      return { kind: 'failed' }
    } finally {
      stopTyping()
    }
  }

  /** Nothing is committed if the owner changed or the message was handled meanwhile; a changed owner is told why in the log. */
  async function conclude(
    { conversationId, state: start, version }: TurnInput,
    events: ConversationEvent[],
    head?: Commit,
  ): Promise<Taken> {
    const outcome = await commit({
      conversationId,
      // Usually still the head, and one read less; otherwise the append conflicts, and it is decided again.
      head,
      decide: (state) => {
        if (state.handledThrough !== start.handledThrough) return { refuse: 'already_handled' }
        if (state.epoch === start.epoch) return { events }
        if (botMayTakeTurns(state)) return { refuse: 'to_be_taken_again' }
        return { events: [{ type: 'TurnDropped', messageVersion: version, reason: 'owner_changed' }] }
      },
    })
    return outcome.kind === 'committed' ? { kind: 'concluded', commit: outcome.commit } : { kind: 'overtaken' }
  }

  async function countAttempt(head: Commit, message: Commit, attempt: number): Promise<boolean> {
    const outcome = await commit({
      conversationId: head.conversationId,
      decide: (state) => {
        const same = state.epoch === head.epoch && state.handledThrough === head.state.handledThrough
        return same ? { events: [{ type: 'TurnRetried', messageVersion: message.version, attempt }] } : { refuse: 'overtaken' }
      },
    })
    return outcome.kind === 'committed'
  }

  async function inputOf(head: Commit, message: Commit): Promise<TurnInput> {
    const spoken = message.events[0]
    if (spoken?.type !== 'CustomerMessage') throw new TypeError('a turn answers a customer message')
    return {
      conversationId: head.conversationId,
      state: head.state,
      message: spoken,
      version: message.version,
      at: message.at,
      now: deps.clock.now(),
      outlook: await deps.outlook(),
    }
  }

  /** The oldest customer message beyond the mark; usually the one that woke us, so that nothing has to be read. */
  async function nextMessage(head: Commit, fresh: Commit | undefined): Promise<Commit> {
    const { owedFrom = 0, handledThrough } = head.state
    const oldest = [fresh, head].find((known) => known?.version === owedFrom)
    if (oldest && owedFrom > handledThrough) return oldest
    for (let after = handledThrough; ;) {
      const commits = await log.read(head.conversationId, after, 50)
      const message = commits.find(isCustomers)
      if (message) return message
      const last = commits.at(-1)
      if (!last) throw new TypeError('a turn is owed but no message was found')
      after = last.version
    }
  }

  /** The turn's events, or undefined when it took too long: then the fallback speaks and the late result is thrown away. */
  async function withinLimit(input: TurnInput): Promise<ConversationEvent[] | undefined> {
    const late = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        late.abort()
        resolve(undefined)
      }, turnLimitMs)
      // A turn that never ends does not keep a process from ending.
      timer.unref()
    })
    try {
      return await Promise.race([deps.runTurn(input, late.signal, wordsOf(input, late.signal)), limit])
    } finally {
      clearTimeout(timer)
    }
  }

  /** What is composed is shown while it comes, and no longer once the turn was given up. */
  function wordsOf({ conversationId, state, version }: TurnInput, late: AbortSignal): (text: string) => void {
    const streamId = `${conversationId}.words-${version}`
    return (text) => {
      if (!late.aborted) signals.publish({ kind: 'words', conversationId, from: 'bot', epoch: state.epoch, streamId, text })
    }
  }

  function announceTyping(head: Commit): () => void {
    const timer = setTimeout(
      () => signals.publish({ kind: 'typing', conversationId: head.conversationId, from: 'bot', epoch: head.epoch }),
      TYPING_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }
}

function isCustomers(commit: Commit): boolean {
  return commit.events[0]?.type === 'CustomerMessage'
}

/** The first attempt is never written down, so a turn that is taken up again has had at least one. */
function attemptsSoFar(head: Commit, message: Commit): number {
  const { turnAttempt } = head.state
  return turnAttempt?.messageVersion === message.version ? turnAttempt.attempts : 1
}
