import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Commit, SignalBus } from '../conversation/ports.ts'
import { createRetain } from '../conversation/retain.ts'
import { createRetainInSteps } from '../conversation/retain-in-steps.ts'
import { upcastingLog } from '../conversation/upcast.ts'
import { fallbackTurn } from '../dialogs/fallback-turn.ts'
import { createRunTurn } from '../dialogs/run-turn.ts'
import { randomIds } from '../domain/ids.ts'
import { createComposingBudget } from '../knowledge/composing-budget.ts'
import { createGenerateAnswer, type GenerateAnswer } from '../knowledge/generate-answer.ts'
import { createRest } from '../knowledge/rest.ts'
import { restAfterFailures } from '../knowledge/rest-after-failures.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { createDemoLinks } from '../people/demo-links.ts'
import { createMakeSignInCode } from '../people/sign-in-codes.ts'
import { backUp } from '../providers/sqlite/back-up.ts'
import { lockDataDir } from '../providers/sqlite/lock-data-dir.ts'
import { openSqlite, type SqliteStore } from '../providers/sqlite/open-database.ts'
import type { MongoStore } from '../providers/mongo/open-database.ts'
import { createApplication } from './application.ts'
import type { Config } from './config.ts'
import { createConnector } from './connector.ts'
import { createEmbeddingWork } from './embedding-work.ts'
import { createFrontDoor } from './front-door.ts'
import { createLibrary, type Embeddings } from './library.ts'
import { createMetrics } from './metrics.ts'
import { onwardOf } from './onward.ts'
import { createSenders } from './senders.ts'
import { startTracing } from './tracing.ts'
import type { Logger } from './logger.ts'
import { createLocalSignals, withBus } from './signals.ts'

/** What every provider of a store brings. */
export type Store = SqliteStore

/** The store of this configuration, for commands that work beside a running server. */
export async function openStore(config: Config): Promise<Store> {
  return config.MONGODB_URI === undefined
    ? openSqlite({ file: databaseFile(config), integrityCheck: false })
    : openShared(config.MONGODB_URI)
}

/** Copies the embedded database; undefined for MongoDB, which has tools of its own. */
export function backUpStore(config: Config): ((destination: string) => void) | undefined {
  return config.MONGODB_URI === undefined ? (destination) => backUp(databaseFile(config), destination) : undefined
}

export type Node = Awaited<ReturnType<typeof composeNode>>

/** Builds a whole node: store, library, conversations, HTTP. Nothing listens and nothing works in the background until `start`. */
export async function composeNode(config: Config, logger: Logger) {
  const { store, release, follow, bus, clockOffsetMs } = await openForServing(config)
  const clock = store.storeClock
  const ids = randomIds
  const stopping = new AbortController()
  const metrics = createMetrics()
  const tracing = await startTracing(config.OTEL_EXPORTER_OTLP_ENDPOINT)
  const report = (error: unknown, facts: Record<string, string> = {}) => {
    metrics.failed()
    logger.error({ err: error, traceId: tracing.traceId(), ...facts }, 'something failed inside')
  }

  const embeddings = await embedding(config, store, report)
  const generateAnswer = await composing(config, () => clock.now(), report)
  const library = createLibrary({ ...store, clock, generateAnswer, embeddings })
  const filled = await library.fillIfEmpty(config.KNOWLEDGE_DIR)
  if (filled > 0) logger.info({ articles: filled }, 'the empty library was filled')

  const nodeId = ids.next()
  const embeddingWork =
    embeddings &&
    library.embedding &&
    createEmbeddingWork({ ...embeddings, ...library.embedding, leases: store.leases, nodeId, wait: pause })
  const localSignals = createLocalSignals()
  const connector = createConnector(config, { clock, report })
  const senders = createSenders(config, { connector, log: upcastingLog(store.log), clock })
  const application = createApplication(store, {
    ids,
    runTurn: createRunTurn({ answerQuestion: library.answerQuestion, detectLanguage, shopName: config.SHOP_NAME }),
    fallbackTurn,
    signals: bus ? withBus(localSignals, bus) : localSignals,
    onward: onwardOf(config),
    elsewhere: config.OTHER_DESK_URL !== undefined,
    senderOf: senders,
    report,
    nodeId,
    random: Math.random,
    wait: pause,
    recoverAfterMs: 15_000,
    noteCommit: metrics.note,
    traced: tracing.traced,
    retainNext: retentionOf(config, store),
  })
  const frontDoor = createFrontDoor({
    config,
    application,
    library,
    connector,
    people: store,
    tokenSecret: await store.secrets.getOrCreate('chat-tokens', randomBytes(32).toString('base64url')),
    clockOffsetMs,
    started: () => started,
    signal: stopping.signal,
    metrics,
    report,
  })
  let started = false
  let following = { stop: async (): Promise<void> => undefined }
  let hearing = following

  return {
    application,
    library,
    demoLinks: createDemoLinks({ accounts: store.accounts, makeSignInCode: createMakeSignInCode({ ...store, clock, ids }) }),

    /** Listens, and is ready once the library is read and what a crash left behind is finished. Answers the real port. */
    async start(): Promise<number> {
      following = await follow((commit) => application.overheard(commit))
      hearing = (await bus?.follow((signal) => localSignals.publish(signal))) ?? hearing
      const port = await frontDoor.listen()
      await library.warmUp()
      embeddingWork?.start()
      await application.background.start()
      started = true
      return port
    },

    /** Accepts nothing new, finishes what runs, writes what waits. */
    async stop(): Promise<void> {
      stopping.abort()
      await embeddingWork?.stop()
      await frontDoor.close()
      await application.stop()
      await application.settled()
      await following.stop()
      await hearing.stop()
      await tracing.stop()
      await store.close()
      release()
    },
  }
}

/** LangChain costs a second to load, which nobody pays who has no key. */
async function composing(
  { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, OPENAI_ANSWERS_PER_DAY: limit }: Config,
  now: () => number,
  report: (error: unknown, facts: Record<string, string>) => void,
): Promise<GenerateAnswer | undefined> {
  if (apiKey === undefined && baseUrl === undefined) return undefined
  const { createOpenAiComposer } = await import('../providers/openai/composer.ts')
  return createGenerateAnswer({
    composer: restAfterFailures(await createOpenAiComposer({ apiKey, baseUrl, model }), now),
    budget: createComposingBudget({ limit, now }),
    report: (error) => report(error, { job: 'composing' }),
  })
}

/** Nothing is embedded unless an address is given for just that. */
export async function embedding(
  config: Config,
  { vectors, storeClock }: Pick<Store, 'vectors' | 'storeClock'>,
  report: (error: unknown, facts: Record<string, string>) => void,
): Promise<(Embeddings & { failures: () => number }) | undefined> {
  const { EMBEDDINGS_BASE_URL: baseUrl, EMBEDDINGS_API_KEY: apiKey, EMBEDDINGS_MODEL: model } = config
  if (baseUrl === undefined) return undefined
  const { createOpenAiEmbedder } = await import('../providers/openai/embedder.ts')
  const prefixes = { question: config.EMBEDDINGS_QUESTION_PREFIX, passage: config.EMBEDDINGS_PASSAGE_PREFIX }
  let failures = 0
  return {
    embedder: createOpenAiEmbedder({ baseUrl, apiKey, model, prefixes }),
    vectors,
    rest: createRest(() => storeClock.now()),
    limitMs: config.EMBEDDINGS_TIMEOUT_MS,
    failures: () => failures,
    report: (error) => {
      failures += 1
      report(error, { job: 'embedding' })
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined)
}

interface Serving {
  store: Store
  release: () => void
  /** Tells what other nodes commit. */
  follow: (onCommit: (commit: Commit) => void) => Promise<{ stop(): Promise<void> }>
  /** Typing on other nodes; an embedded database has none. */
  bus?: SignalBus
  clockOffsetMs: () => number
}

/** One server on an embedded database, or one of many nodes on a shared one. */
async function openForServing(config: Config): Promise<Serving> {
  if (config.MONGODB_URI !== undefined) {
    const store = await openShared(config.MONGODB_URI)
    return {
      store,
      release: () => undefined,
      follow: (onCommit) => store.watchCommits(onCommit),
      bus: store.signalBus,
      clockOffsetMs: () => store.clockOffsetMs(),
    }
  }
  const lock = lockDataDir(config.DATA_DIR)
  try {
    const store = openSqlite({ file: databaseFile(config), alone: true })
    const nobodyElse = async () => ({ stop: async () => undefined })
    return { store, release: () => lock.release(), follow: nobodyElse, clockOffsetMs: () => 0 }
  } catch (error) {
    lock.release()
    throw error
  }
}

function retentionOf({ RETENTION_DAYS: days }: Config, store: Store): (() => Promise<void>) | undefined {
  if (days === undefined) return undefined
  const retain = createRetain({ ...store, log: upcastingLog(store.log) })
  return createRetainInSteps({ ...store, retain, clock: store.storeClock, keepMs: days * 24 * 3600_000 })
}

/** The driver costs 0.4 s to load, which the embedded database need not pay. */
async function openShared(uri: string): Promise<MongoStore> {
  const { openMongo } = await import('../providers/mongo/open-database.ts')
  return openMongo({ uri })
}

function databaseFile(config: Config): string {
  return join(config.DATA_DIR, 'warmline.sqlite')
}
