import type { ConversationRows } from '../conversation/ports.ts'
import type { Ids } from '../domain/ids.ts'
import type { DeskEvent, DeskRow } from './api/desk.ts'
import { deskRowOf } from './desk-view.ts'
import { createEventRing } from './event-ring.ts'
import type { Feed } from './feed.ts'
import type { Signal, Signals } from './signals.ts'

type Typing = Extract<DeskEvent, { event: 'typing' }>['data']

/** What an open desk listens to. */
export interface DeskListener {
  /** There are new rows behind the reader's place. */
  moved(): void
  typing(data: Typing): void
  /** The node stops. */
  end(): void
}

/** What changed lately in conversations that concern the desk, for all desks open on this node. */
export interface DeskStream {
  head(): string
  after(id: string): { id: string; event: DeskRow }[] | undefined
  /** The newest row of each conversation that changed lately; the stored one may still be on its way. */
  latest(): Map<string, DeskRow>
  listen(listener: DeskListener): () => void
  close(): void
}

export interface DeskStreamDeps {
  feed: Pick<Feed, 'onCommit'>
  signals: Pick<Signals, 'subscribe'>
  rows: Pick<ConversationRows, 'get'>
  ids: Ids
  /** Changes that a desk coming back can resume over. */
  remembered?: number
}

export function createDeskStream({ feed, signals, rows, ids, remembered = 2000 }: DeskStreamDeps): DeskStream {
  const ring = createEventRing<DeskRow>(ids.next(), remembered)
  const listeners = new Set<DeskListener>()
  const stops = [
    feed.onCommit((commit, row) => {
      // A conversation the desk never had is the bot's business; one it had stays in view when it is back with the bot.
      if (commit.state.handoffCount === 0) return
      ring.push(deskRowOf(row))
      for (const listener of listeners) listener.moved()
    }),
    signals.subscribe((signal) => {
      if (listeners.size > 0 && signal.kind === 'typing' && signal.from === 'customer') void tellTyping(signal)
    }),
  ]
  return {
    head: () => ring.head(),
    after: (id) => ring.after(id),
    latest: () => new Map(ring.remembered().map((row) => [row.conversationId, row])),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const stop of stops) stop()
      for (const listener of [...listeners]) listener.end()
    },
  }

  /** A signal may be lost: one that cannot be looked up is, like one whose epoch has passed. */
  async function tellTyping(signal: Extract<Signal, { kind: 'typing' }>): Promise<void> {
    const row = await rows.get(signal.conversationId).catch(() => undefined)
    if (!row?.handoff || row.epoch !== signal.epoch) return
    for (const listener of listeners)
      listener.typing({ conversationId: row.conversationId, name: signal.name ?? row.customerName })
  }
}
