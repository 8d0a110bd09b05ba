import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Commit } from '../conversation/ports.ts'
import { fallbackTurn } from '../dialogs/fallback-turn.ts'
import { greeting } from '../dialogs/greeting.ts'
import { createRunTurn } from '../dialogs/run-turn.ts'
import { randomIds } from '../domain/ids.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { createDemoLinks } from '../people/demo-links.ts'
import { createMakeSignInCode } from '../people/sign-in-codes.ts'
import { lockDataDir } from '../providers/sqlite/lock-data-dir.ts'
import { openSqlite, type SqliteStore } from '../providers/sqlite/open-database.ts'
import type { MongoStore } from '../providers/mongo/open-database.ts'
import { createApplication } from './application.ts'
import { addDirectLineRoutes } from './channels/direct-line/routes.ts'
import { attachStreams } from './channels/direct-line/streams.ts'
import { createChatTokens } from './channels/direct-line/tokens.ts'
import type { Config } from './config.ts'
import { createLibrary } from './library.ts'
import type { Logger } from './logger.ts'
import { createOwnerNow } from './owner-now.ts'
import { createReadiness } from './readiness.ts'
import { createRateLimit } from './rate-limit.ts'
import { addChatRoutes, createStartChat } from './routes/chat.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addPageRoutes } from './routes/pages.ts'
import { createHttpServer } from './server.ts'
import { createLocalSignals } from './signals.ts'
import { createStaff } from './staff.ts'

/** What every provider of a store brings. */
export type Store = SqliteStore

/** The store of this configuration, for commands that work beside a running server. */
export async function openStore(config: Config): Promise<Store> {
  return config.MONGODB_URI === undefined
    ? openSqlite({ file: databaseFile(config), integrityCheck: false })
    : openShared(config.MONGODB_URI)
}

export type Node = Awaited<ReturnType<typeof composeNode>>

/** Builds a whole node: store, library, conversations, HTTP. Nothing listens and nothing works in the background until `start`. */
export async function composeNode(config: Config, logger: Logger) {
  const { store, release, follow, clockOffsetMs } = await openForServing(config)
  const clock = store.storeClock
  const ids = randomIds
  const signals = createLocalSignals()
  const report = (error: unknown, facts: Record<string, string> = {}) =>
    logger.error({ err: error, ...facts }, 'something failed inside')
  const reportRequest = (error: unknown, request?: { id(): string; getPath(): string }) =>
    report(error, request ? { request: request.id(), path: request.getPath() } : {})

  const library = createLibrary({ ...store, clock })
  const filled = await library.fillIfEmpty(config.KNOWLEDGE_DIR)
  if (filled > 0) logger.info({ articles: filled }, 'the empty library was filled')

  const application = createApplication(store, {
    ids,
    runTurn: createRunTurn({ answerQuestion: library.answerQuestion, detectLanguage, shopName: config.SHOP_NAME }),
    fallbackTurn,
    signals,
    senders: new Map(),
    report,
    nodeId: ids.next(),
    random: Math.random,
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
    recoverAfterMs: 15_000,
  })

  const origins = {
    publicUrl: config.PUBLIC_URL?.replace(/\/+$/, ''),
    allowedOrigins: config.CHAT_ORIGINS,
    trustProxy: config.TRUST_PROXY,
  }
  const http = createHttpServer({ origins, report: reportRequest })
  const tokens = createChatTokens({ secret: await signingSecret(store), clock, ids })
  const startChatDeps = {
    tokens,
    origins,
    tokenLimit: createRateLimit({ burst: config.CHATS_PER_MINUTE, perMinute: config.CHATS_PER_MINUTE }, clock),
  }
  const greet = (language: string) => greeting(language, { shopName: config.SHOP_NAME, privacySlug: config.PRIVACY_ARTICLE })
  const directLine = {
    ...application,
    tokens,
    ids,
    origins,
    signals,
    greeting: greet,
    ownerNow: createOwnerNow(application),
    startChat: createStartChat(startChatDeps),
    activityLimit: createRateLimit({ burst: config.MESSAGES_PER_MINUTE / 2, perMinute: config.MESSAGES_PER_MINUTE }, clock),
    report: reportRequest,
  }

  addHealthRoutes(http.server, { notReady: createReadiness({ log: store.log, clockOffsetMs }), report: reportRequest })
  addChatRoutes(http.server, { ...startChatDeps, report: reportRequest })
  addDirectLineRoutes(http.server, directLine)
  const streams = attachStreams(http.server, directLine)
  const staff = createStaff({
    ...store,
    ...application,
    clock,
    ids,
    signals,
    articles: library.articles,
    ask: { answerQuestion: library.answerQuestion, stopwatch: () => performance.now() },
    publicUrl: origins.publicUrl,
    every,
    report: reportRequest,
  })
  staff.register(http.server)
  addPageRoutes(http.server, {
    webRoot: join(process.cwd(), 'dist', 'web'),
    siteName: config.SHOP_NAME,
    publishedArticle: (slug) => library.publishedArticle(slug),
    report: reportRequest,
  })

  let following = { stop: async (): Promise<void> => undefined }

  return {
    application,
    library,
    demoLinks: createDemoLinks({ accounts: store.accounts, makeSignInCode: createMakeSignInCode({ ...store, clock, ids }) }),

    /** Finishes what a crash left behind, then listens. Answers the real port. */
    async start(): Promise<number> {
      following = await follow((commit) => application.overheard(commit))
      await application.background.start()
      return http.listen(config.PORT, config.HOST)
    },

    /** Accepts nothing new, finishes what runs, writes what waits. */
    async stop(): Promise<void> {
      streams.close()
      await http.close()
      await application.stop()
      await application.settled()
      await following.stop()
      await store.close()
      release()
    },
  }
}

interface Serving {
  store: Store
  release: () => void
  /** Tells what other nodes commit. */
  follow: (onCommit: (commit: Commit) => void) => Promise<{ stop(): Promise<void> }>
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
      clockOffsetMs: () => store.clockOffsetMs(),
    }
  }
  const lock = lockDataDir(config.DATA_DIR)
  try {
    const store = openSqlite({ file: databaseFile(config) })
    const alone = async () => ({ stop: async () => undefined })
    return { store, release: () => lock.release(), follow: alone, clockOffsetMs: () => 0 }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The driver costs 0.4 s to load, which the embedded database need not pay. */
async function openShared(uri: string): Promise<MongoStore> {
  const { openMongo } = await import('../providers/mongo/open-database.ts')
  return openMongo({ uri })
}

function databaseFile(config: Config): string {
  return join(config.DATA_DIR, 'warmline.sqlite')
}

/** Made once and kept in the store, so that tokens survive restarts. */
function signingSecret(store: Store): Promise<string> {
  return store.secrets.getOrCreate('chat-tokens', randomBytes(32).toString('base64url'))
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}
