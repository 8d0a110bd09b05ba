import { WarmlineError } from '../domain/errors.ts'
import type { Commit, ConversationLog } from './ports.ts'
import { STATE_VERSION } from './state.ts'

type Json = Record<string, unknown>

/** How data of earlier releases becomes today's. Read-time only: what is stored stays as it was written. */
export interface Upcasters {
  /** By event type: today's event or events for one stored in an earlier shape. Must leave today's shape alone. */
  events: Readonly<Record<string, (event: Json) => Json>>
  /** From state version n to n + 1. */
  states: Readonly<Record<number, (state: Json) => Json>>
}

export const UPCASTERS: Upcasters = { events: {}, states: {} }

/** A log whose readers see today's shapes only. At data of a newer release it throws `newer_data`: better unready than wrong. */
export function upcastingLog(log: ConversationLog, upcasters: Upcasters = UPCASTERS): ConversationLog {
  const upcast = (commit: Commit) => upcastCommit(commit, upcasters)
  return {
    async append(commit, row) {
      const outcome = await log.append(commit, row)
      return outcome.kind === 'duplicate' ? { kind: 'duplicate', commit: upcast(outcome.commit) } : outcome
    },
    async head(conversationId) {
      const commit = await log.head(conversationId)
      return commit && upcast(commit)
    },
    async read(conversationId, after, limit) {
      return (await log.read(conversationId, after, limit)).map(upcast)
    },
    async findByKey(conversationId, key) {
      const commit = await log.findByKey(conversationId, key)
      return commit && upcast(commit)
    },
    settle: (conversationId, version, item) => log.settle(conversationId, version, item),
  }
}

export function upcastCommit(commit: Commit, upcasters: Upcasters): Commit {
  const events = commit.events.map((event) => upcasters.events[event.type]?.(event) ?? event)
  return { ...commit, events, state: upcastState(commit.state, upcasters) } as Commit
}

function upcastState(stored: { stateVersion: number }, upcasters: Upcasters): Json {
  let state = stored as unknown as Json
  for (let version = stored.stateVersion; version < STATE_VERSION; version++) {
    const step = upcasters.states[version]
    if (!step) throw new WarmlineError('newer_data', `no way from state version ${version} to ${STATE_VERSION}`)
    state = { ...step(state), stateVersion: version + 1 }
  }
  if (stored.stateVersion > STATE_VERSION) throw new WarmlineError('newer_data')
  return state
}
