import { type Application, createApplication, type Parts, type Ports } from '../../bot/application.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import type { Commit } from '../../conversation/ports.ts'
import type { ActingAgent } from '../../handoff/outcome.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { countingIds, createHandClock, type HandClock } from './hand-clock.ts'
import { createEchoTurn, echoTurn } from './echo-turn.ts'

export const AGENTS: ActingAgent[] = [
  { agentId: 'ada', name: 'Ada' },
  { agentId: 'ben', name: 'Ben' },
]
export const CONVERSATIONS = ['conversation-one', 'conversation-two']

/** What the walk itself remembers, to hold the log against. */
export interface Acknowledged {
  conversationId: string
  key: string
  text: string
  version: number
}

/** Opens an empty store whose time is the walk's. */
export type OpenStore = (clock: HandClock) => Promise<Ports & { close(): Promise<void>; idle?(): Promise<void> }>

export interface World {
  close: () => Promise<void>
  /** Resolves when rows that follow their commits are written. */
  idle: () => Promise<void>
  app: Application
  ports: Ports
  clock: HandClock
  acknowledged: Acknowledged[]
  /** Acts to do in the middle of the next turn, after it has decided what to say and before it commits. */
  interrupt: (act: () => Promise<unknown>) => void
  /** The process dies with whatever it was doing, and another one starts on the same store. */
  crash: () => Promise<void>
  /** The next process forgets to take the turns it is woken for: as if it died right after the acknowledgement. */
  dieAfterAck: (act: () => Promise<unknown>) => Promise<void>
  commits: (conversationId: string) => Promise<Commit[]>
  problems: unknown[]
  /** By conversation: commits that were checked, so that a step that changed nothing costs nothing. */
  checkedThrough: Map<string, number>
}

/** A node over an in-memory SQLite store. `faulty` swaps a port for a broken one, to show that the properties notice. */
export async function createWorld(
  faulty: (ports: Ports) => Ports = (ports) => ports,
  open: OpenStore = async (clock) => openSqlite({ file: ':memory:', clock, integrityCheck: false }),
  parts: Partial<Parts> = {},
): Promise<World> {
  const clock = createHandClock()
  const store = await open(clock)
  const ports = faulty(store)
  const problems: unknown[] = []
  const ids = countingIds()
  let interruption: (() => Promise<unknown>) | undefined
  let running = { asleep: false }

  const start = (): Application => {
    const process: { asleep: boolean } = { asleep: false }
    running = process
    return createApplication(ports, {
      ids,
      runTurn: createEchoTurn(async () => {
        const act = interruption
        interruption = undefined
        await act?.()
        if (process.asleep) await new Promise(() => undefined)
      }),
      fallbackTurn: echoTurn,
      signals: createLocalSignals(),
      senderOf: () => undefined,
      report: (error) => problems.push(error),
      nodeId: 'node',
      random: () => 0.5,
      wait: async () => undefined,
      recoverAfterMs: 0,
      turnLimitMs: 2 ** 30,
      ...parts,
    })
  }

  const world: World = {
    app: start(),
    ports,
    clock,
    acknowledged: [],
    problems,
    close: () => store.close(),
    idle: async () => store.idle?.(),
    checkedThrough: new Map(),
    interrupt: (act) => (interruption = act),
    crash: async () => {
      running.asleep = true
      interruption = undefined
      world.app = start()
      await world.app.background.recover(clock.now() + 1)
    },
    dieAfterAck: async (act) => {
      running.asleep = true
      await act()
      await world.crash()
    },
    commits: (conversationId) => ports.log.read(conversationId, 0, 100_000),
  }
  for (const agent of AGENTS) await hire(ports, agent, clock.now())
  return world
}

/** One conversation at a time, so that two waiting customers already press against the capacity. */
async function hire(ports: Ports, agent: ActingAgent, now: number): Promise<void> {
  await ports.agents.compareAndSet({ ...agent, presence: 'available', seenAt: now, capacity: 1, slots: [], revision: 0 })
}

export async function says(world: World, conversationId: string, text: string, key: string): Promise<void> {
  const received = await world.app.receive({ conversationId, channel: 'directline', customerId: 'dl_walk', keys: [key], text })
  if (received.kind === 'accepted') world.acknowledged.push({ conversationId, key, text, version: received.commit.version })
}
