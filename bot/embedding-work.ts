import type { Leases } from '../conversation/ports.ts'
import { retryAfterMs } from '../knowledge/embed-question.ts'
import type { CatchUp } from '../knowledge/catch-up.ts'
import type { EmbedLibrary } from '../knowledge/embed-library.ts'
import type { LoadVectors } from '../knowledge/load-vectors.ts'

export interface EmbeddingWorkDeps {
  /** Brings this node up to the library's head and says which version that is. */
  catchUp: CatchUp
  loadVectors: LoadVectors
  embedLibrary: EmbedLibrary
  leases: Leases
  nodeId: string
  /** How often the endpoint failed to answer: the model behind it may be another since. */
  failures: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  report: (error: unknown) => void
}

export interface EmbeddingWork {
  start(): void
  stop(): Promise<void>
}

const ROUND_MS = 2000
/** After a failure; doubled with each further one, up to the longest. */
const AFTER_FAILURE_MS = 5000
const LONGEST_MS = 300_000

/** Longer than the longest request. */
const LEASE_MS = 90_000
const LEASE = 'embedding'

/**
 * Embeds what is published, in the background: nothing waits for it, and a round that fails or is cut off goes on where it was. One node
 * asks the endpoint; every node loads what is ready. Where nothing changed a round is one cheap look at the library's head.
 */
export function createEmbeddingWork(deps: EmbeddingWorkDeps): EmbeddingWork {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  /** At what everything was in its place. */
  let settled = ''
  let inARow = 0
  const mayEmbed = (): Promise<boolean> => deps.leases.acquire(LEASE, deps.nodeId, LEASE_MS)

  return {
    start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      await running
      await deps.leases.release(LEASE, deps.nodeId).catch(deps.report)
    },
  }

  function stopped(): boolean {
    return stopping.signal.aborted
  }

  async function run(): Promise<void> {
    for (let waitMs = await round(); !stopped(); waitMs = await round()) await deps.wait(waitMs, stopping.signal)
  }

  /** Milliseconds until the next one. */
  async function round(): Promise<number> {
    if (stopped()) return 0
    try {
      const now = `${await deps.catchUp()} ${deps.failures()}`
      if (now === settled) return ROUND_MS
      // What the store has serves at once, however long the rest takes.
      await deps.loadVectors()
      if (await mayEmbed()) await deps.embedLibrary(mayEmbed, stopping.signal)
      inARow = 0
      if ((await deps.loadVectors()) === 'complete') settled = now
      return ROUND_MS
    } catch (error) {
      if (stopped()) return 0
      inARow += 1
      deps.report(error)
      return retryAfterMs(error) ?? Math.min(LONGEST_MS, AFTER_FAILURE_MS * 2 ** (inARow - 1))
    }
  }
}
