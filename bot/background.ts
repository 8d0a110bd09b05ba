import type { Clock } from '../domain/clock.ts'
import type { ConversationRow, ConversationRows, Leases, OwedIndex } from '../conversation/ports.ts'
import type { TakeTurns } from './take-turn.ts'

export interface BackgroundDeps {
  owed: OwedIndex
  rows: ConversationRows
  leases: Leases
  clock: Clock
  nodeId: string
  turns: TakeTurns
  /** Begins; may take minutes and holds back nobody else. */
  deliver: (conversationId: string) => void
  rebuildRow: (conversationId: string, version: number) => Promise<void>
  expireClaims: () => Promise<void>
  expireHandoff: (conversationId: string) => Promise<void>
  expireSilence: (conversationId: string) => Promise<void>
  closeIdleCase: (conversationId: string) => Promise<void>
  /** The next few conversations of which old cases are cut; left out where everything is kept. */
  retainNext?: (() => Promise<void>) | undefined
  report: (error: unknown, job: string) => void
  /** Work younger than this is presumed in good hands: the node that committed it is at it. Milliseconds. */
  recoverAfterMs: number
}

export interface Background {
  /** Finishes what a crash left behind, then keeps looking. */
  start(): Promise<void>
  /** One round, for tests and for start. `committedBefore`: what is owed since before then. */
  recover(committedBefore: number): Promise<void>
  tick(): Promise<void>
  stop(): Promise<void>
}

const ROUND_MS = 5000
/** Enough that deliveries to a channel that is down never crowd out turns that are owed. */
const AT_ONCE = 1000

/** The work nobody asks for: what a crash left owed, timers, claims whose agent is gone. Any node may do it; safety is the append. */
export function createBackground(deps: BackgroundDeps): Background {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  return {
    async start() {
      await recover(deps.clock.now() + 1)
      timer = setInterval(() => {
        running = running.then(round)
      }, ROUND_MS)
    },
    recover,
    tick,
    async stop() {
      clearInterval(timer)
      await running
    },
  }

  async function round(): Promise<void> {
    await guarded('recover', () => recover(deps.clock.now() - deps.recoverAfterMs))
    await guarded('timers', tick)
  }

  async function recover(committedBefore: number): Promise<void> {
    const unsent = new Set<string>()
    for (const { conversationId, version, owed } of await deps.owed.oldest(AT_ONCE, committedBefore)) {
      if (owed.includes('projection')) await guarded('projection', () => deps.rebuildRow(conversationId, version))
      if (owed.includes('turn')) await guarded('turn', () => deps.turns.recovered(conversationId, version))
      if (owed.includes('outbox')) unsent.add(conversationId)
    }
    // Once for each: a destination that is down leaves many commits of one conversation behind.
    for (const conversationId of unsent) deps.deliver(conversationId)
  }

  /** Liveness only, so one node at a time is enough. */
  async function tick(): Promise<void> {
    if (!(await deps.leases.acquire('timers', deps.nodeId, ROUND_MS * 3))) return
    await guarded('expire-claims', deps.expireClaims)
    for (const row of await deps.rows.due(deps.clock.now(), AT_ONCE)) await guarded('due', () => attend(row))
    if (deps.retainNext) await guarded('retention', deps.retainNext)
  }

  function attend(row: ConversationRow): Promise<void> {
    const due = { bot: deps.closeIdleCase, queue: deps.expireHandoff, human: deps.expireSilence }
    return due[row.owner.kind](row.conversationId)
  }

  async function guarded(job: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      deps.report(error, job)
    }
  }
}
