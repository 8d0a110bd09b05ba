import { setMaxListeners } from 'node:events'
import { createCloseIdleCase } from '../conversation/close-idle-case.ts'
import { createCommit } from '../conversation/commit.ts'
import type { Onward } from '../conversation/outbox.ts'
import type {
  Commit,
  ConversationLog,
  ConversationRow,
  ConversationRows,
  Deliveries,
  Leases,
  OwedIndex,
  StoreClock,
} from '../conversation/ports.ts'
import { project } from '../conversation/project.ts'
import { createRebuildRow } from '../conversation/rebuild-rows.ts'
import { throughLostAnswers } from '../conversation/through-lost-answers.ts'
import { upcastingLog } from '../conversation/upcast.ts'
import type { RunTurn, TurnInput } from '../dialogs/run-turn.ts'
import type { ConversationEvent } from '../domain/events.ts'
import type { Ids } from '../domain/ids.ts'
import { createAddNote } from '../handoff/add-note.ts'
import { createClaimHandoff } from '../handoff/claim-handoff.ts'
import { createEndChat } from '../handoff/end-chat.ts'
import { createCloseHandoff, createReturnToBot } from '../handoff/end-handoff.ts'
import { createExpireClaims } from '../handoff/expire-claims.ts'
import { createExpireHandoff } from '../handoff/expire-handoff.ts'
import { createExpireSilence } from '../handoff/expire-silence.ts'
import { createHearOtherDesk, type SaidThere } from '../handoff/hear-other-desk.ts'
import { whenGivenUp } from '../handoff/other-desk.ts'
import { createReadOutlook } from '../handoff/read-outlook.ts'
import { createJudgeAnswer } from '../handoff/judge-answer.ts'
import { createRecentWaits } from '../handoff/recent-waits.ts'
import { createReceiveHandoff, type HandedOver } from '../handoff/receive-handoff.ts'
import { createRelayMessage } from '../handoff/relay-message.ts'
import { createRetryDelivery } from '../handoff/retry-delivery.ts'
import type { Slots } from '../handoff/slots.ts'
import { createTransferHandoff } from '../handoff/transfer-handoff.ts'
import { createHeartbeat, createSetPresence, presenceOf } from '../people/agent-presence.ts'
import type { Agents } from '../people/ports.ts'
import { createFreeSlot, createReserveSlot } from '../people/slots.ts'
import { type Background, createBackground } from './background.ts'
import { type Bounds, createBoundedActs, USUAL_BOUNDS } from './bounded-acts.ts'
import { createDeliver, type Send } from './deliver.ts'
import { createFeed } from './feed.ts'
import { createReceive, type Inbound } from './receive.ts'
import type { Signals } from './signals.ts'
import { createTakeTurns } from './take-turn.ts'
import { type Traced, UNTRACED } from './tracing.ts'

/** What the conversations of a node rest on. */
export interface Ports {
  log: ConversationLog & OwedIndex
  rows: ConversationRows
  storeClock: StoreClock
  leases: Leases
  deliveries: Deliveries
  agents: Agents
}

export interface Parts {
  ids: Ids
  runTurn: RunTurn
  fallbackTurn: (input: TurnInput) => ConversationEvent[]
  signals: Signals
  /** Who beside the customer is told of what; nobody unless said. */
  onward?: Onward
  /** Handoffs go to another desk. */
  elsewhere?: boolean
  /** How to reach each destination that needs sending. */
  senderOf: (destination: string) => Send | undefined
  report: (error: unknown, facts: Record<string, string>) => void
  nodeId: string
  random: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  recoverAfterMs: number
  turnLimitMs?: number
  customerBounds?: Bounds
  /** Told of every commit of this node, for figures. */
  noteCommit?: (commit: Commit) => void
  traced?: Traced
  retainNext?: (() => Promise<void>) | undefined
}

export type Application = ReturnType<typeof createApplication>

/** Joins the use cases over one store: everything between the ports and HTTP. */
export function createApplication(ports: Ports, parts: Parts) {
  const { storeClock: clock, rows, agents, leases } = ports
  const { ids, signals, report } = parts
  const traced = parts.traced ?? UNTRACED.traced
  const stopping = new AbortController()
  // Every send and every pause under way listens to it, however many there are.
  setMaxListeners(0, stopping.signal)
  const feed = createFeed((error) => report(error, { job: 'feed' }))
  const waits = createRecentWaits()
  feed.onCommit((committed) => waits.note(committed))
  const log = { ...upcastingLog(ports.log), firstOwing: (conversationId: string) => ports.log.firstOwing(conversationId) }
  const commit = createCommit({ log, clock, ids, onward: parts.onward, onCommitted: told })
  const slots: Slots = { reserve: createReserveSlot({ agents, clock, ids }), free: createFreeSlot({ agents }) }
  const outlook = createReadOutlook({ agents, rows, waits, clock, elsewhere: parts.elsewhere ?? false })
  const turns = createTakeTurns({
    ...parts,
    log,
    commit,
    clock,
    outlook,
    report: (error, conversationId) => report(error, { conversationId }),
  })
  const deliveries: Deliveries = {
    ...ports.deliveries,
    // What was sent and not noted down would be sent again.
    put: (delivery) => throughLostAnswers(() => ports.deliveries.put(delivery), 5),
  }
  const deliver = createDeliver({ ...parts, log, commit, clock, leases, deliveries, whenGivenUp, signal: stopping.signal })
  const receive = createReceive({ commit })
  const endChat = createEndChat({ commit, slots })
  const receiveHandoff = createReceiveHandoff({ commit, outlook })
  const hearOtherDesk = createHearOtherDesk({ commit, ids })
  const bounded = createBoundedActs(parts.customerBounds ?? USUAL_BOUNDS)
  const rebuildRow = createRebuildRow({ log, rows })
  const underWay = new Set<Promise<void>>()

  const background: Background = createBackground({
    owed: ports.log,
    rows,
    leases,
    clock,
    nodeId: parts.nodeId,
    turns,
    deliver: (conversationId) => track(deliver(conversationId)),
    rebuildRow: async (conversationId, version) => {
      await rebuildRow(conversationId)
      await log.settle(conversationId, version, 'projection')
    },
    expireClaims: createExpireClaims({ agents, log, commit, slots, clock }),
    expireHandoff: createExpireHandoff({ commit }),
    expireSilence: createExpireSilence({ commit, outlook }),
    closeIdleCase: createCloseIdleCase({ commit }),
    retainNext: parts.retainNext,
    report: (error, job) => report(error, { job }),
    recoverAfterMs: parts.recoverAfterMs,
  })

  return {
    log,
    rows,
    clock,
    feed,
    signals,
    commit,
    receive: (inbound: Inbound) =>
      traced('receive', { conversationId: inbound.conversationId }, () => bounded(() => receive(inbound))),
    endChat: (conversationId: string, key: string) => bounded(() => endChat(conversationId, key)),
    desk: {
      claim: createClaimHandoff({ commit, slots }),
      relay: createRelayMessage({ commit }),
      note: createAddNote({ commit }),
      retry: createRetryDelivery({ log, commit }),
      judge: createJudgeAnswer({ commit }),
      return: createReturnToBot({ commit, slots }),
      close: createCloseHandoff({ commit, slots }),
      transfer: createTransferHandoff({ commit, slots, outlook, findAgent }),
    },
    receiveHandoff: (handed: HandedOver) => bounded(() => receiveHandoff(handed)),
    hearOtherDesk: (said: SaidThere) => bounded(() => hearOtherDesk(said)),
    heartbeat: createHeartbeat({ agents, clock }),
    setPresence: createSetPresence({ agents, clock }),
    outlook,
    background,
    /** What another node committed: those who watch here are told; the work is that node's, and anybody's once it is late. */
    overheard(committed: Commit): void {
      feed.publish(committed, project(committed.conversationId, committed.state))
    },
    /** Resolves when no turn or delivery that this node began is under way. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
    /** Stops taking on work; what is unfinished stays owed in the log. */
    async stop(): Promise<void> {
      await background.stop()
      stopping.abort()
    },
  }

  /** What this node committed: those who watch are told, and what is owed is done here at once. */
  function told(committed: Commit, row: ConversationRow): void {
    feed.publish(committed, row)
    parts.noteCommit?.(committed)
    const { conversationId, version, owed, outbox } = committed
    const destinations = outbox.map(({ destination }) => destination)
    if (owed.includes('outbox'))
      track(traced('deliver', { conversationId, version }, () => deliver(conversationId, destinations)))
    if (owed.includes('turn')) track(traced('turn', { conversationId, version }, () => turns.fresh(conversationId, committed)))
  }

  /** A failure here loses nothing: the work stays owed and is found again. */
  function track(work: Promise<void>): void {
    const done = work.catch((error: unknown) => report(error, { job: 'owed work' })).finally(() => underWay.delete(done))
    underWay.add(done)
  }

  async function findAgent(agentId: string) {
    const agent = await agents.get(agentId)
    return agent && presenceOf(agent, clock.now()) === 'available' ? agent : undefined
  }
}
