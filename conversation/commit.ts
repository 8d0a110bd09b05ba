import type { Clock } from '../domain/clock.ts'
import { WarmlineError } from '../domain/errors.ts'
import type { ConversationEvent } from '../domain/events.ts'
import { type Ids, shortHash } from '../domain/ids.ts'
import { applyEvent, fold } from './fold.ts'
import { NOWHERE, type Onward, outboxOf } from './outbox.ts'
import { turnIsOwed } from './owed-turn.ts'
import type { Commit, ConversationLog, ConversationRow, OwedWork } from './ports.ts'
import { project } from './project.ts'
import { forbiddenEvent } from './speakers.ts'
import { type ConversationState, initialState, STATE_LIMIT_BYTES } from './state.ts'
import { throughLostAnswers } from './through-lost-answers.ts'

export interface CommitDeps {
  log: ConversationLog
  clock: Clock
  ids: Ids
  /** Who beside the customer is told of what; nobody unless said. */
  onward?: Onward | undefined
  /** Told of every commit this node made, after it is durable. Must not throw. */
  onCommitted?: (commit: Commit, row: ConversationRow) => void
}

/** What a use case wants to happen, seen against the newest state; pure and cheap, for it runs again after a conflict. */
export type Decision<R> = { events: ConversationEvent[] } | { refuse: R }

export interface DecisionContext {
  /** The time the commit would carry. */
  now: number
  /** The version the commit would get. */
  version: number
}

export interface CommitRequest<R> {
  conversationId: string
  /** Idempotency keys beside the commit's own id: the same key twice is the same act. */
  keys?: string[]
  decide: (state: ConversationState, context: DecisionContext) => Decision<R>
  /** The head as the caller already has it, to save the first read. */
  head?: Commit | undefined
}

export type CommitOutcome<R> =
  | { kind: 'committed'; commit: Commit }
  /** The act was done before, by the commit given. */
  | { kind: 'duplicate'; commit: Commit }
  | { kind: 'refused'; refusal: R; state: ConversationState }

export type CommitTo = <R = never>(request: CommitRequest<R>) => Promise<CommitOutcome<R>>

/**
 * The one writer's loop: load the head's state, decide, append; on conflict load and decide again. The version only serialises; what
 * fences is the precondition inside `decide`.
 */
export function createCommit({ log, clock, ids, onward = NOWHERE, onCommitted }: CommitDeps): CommitTo {
  return async <R>(request: CommitRequest<R>): Promise<CommitOutcome<R>> => {
    const keys = (request.keys ?? []).map(hashedKey)
    let head = request.head ?? (await log.head(request.conversationId))
    for (;;) {
      const state = head?.state ?? initialState()
      const context = { now: Math.max(clock.now(), state.at), version: state.version + 1 }
      const decision = request.decide(state, context)
      if ('refuse' in decision) {
        const earlier = await findAny(log, request.conversationId, keys)
        return earlier ? { kind: 'duplicate', commit: earlier } : { kind: 'refused', refusal: decision.refuse, state }
      }
      const commit = buildCommit(request.conversationId, state, decision.events, [ids.next(), ...keys], context, onward)
      const row = project(request.conversationId, commit.state)
      // The same commit, before anything is loaded: its keys tell whether it was taken.
      const outcome = await throughLostAnswers(() => log.append(commit, row))
      if (outcome.kind === 'ok') {
        onCommitted?.(commit, row)
        return { kind: 'committed', commit }
      }
      if (outcome.kind === 'duplicate') return outcome
      head = await log.head(request.conversationId)
    }
  }
}

/** As a commit holds it: a key may be made of a person's own ids. */
export function hashedKey(key: string): string {
  return shortHash('key', key)
}

function buildCommit(
  conversationId: string,
  before: ConversationState,
  events: ConversationEvent[],
  keys: [commitId: string, ...string[]],
  { now, version }: DecisionContext,
  onward: Onward,
): Commit {
  const forbidden = forbiddenEvent(before, events)
  if (forbidden) throw new WarmlineError('forbidden_speaker', undefined, { facts: { conversationId, event: forbidden.type } })
  const state = fold(before, events, { version, at: now })
  if (Buffer.byteLength(JSON.stringify(state)) > STATE_LIMIT_BYTES) {
    throw new WarmlineError('state_too_large', undefined, { facts: { conversationId } })
  }
  const outbox = outboxOf(events, before, statesThrough(before, events, { version, at: now }), onward)
  const owed: OwedWork[] = []
  if (leavesTurnOwed(before, events, state)) owed.push('turn')
  if (outbox.length > 0) owed.push('outbox')
  return {
    conversationId,
    version,
    commitId: keys[0],
    at: now,
    epoch: state.epoch,
    events,
    keys,
    outbox,
    owed,
    state,
  }
}

/** A new message that needs a turn, or a way back to the bot that leaves one unanswered. */
function leavesTurnOwed(before: ConversationState, events: ConversationEvent[], after: ConversationState): boolean {
  return turnIsOwed(after) && (!turnIsOwed(before) || events.some((event) => event.type === 'CustomerMessage'))
}

/** The state each event leads to: a notice of a change of owner belongs to the new epoch only if it comes after the change. */
function statesThrough(
  before: ConversationState,
  events: ConversationEvent[],
  place: { version: number; at: number },
): ConversationState[] {
  let state = { ...before, ...place }
  return events.map((event) => (state = applyEvent(state, event, place)))
}

async function findAny(log: ConversationLog, conversationId: string, keys: string[]): Promise<Commit | undefined> {
  for (const key of keys) {
    const commit = await log.findByKey(conversationId, key)
    if (commit) return commit
  }
  return undefined
}
