import { join } from 'node:path'
import { greeting } from '../dialogs/greeting.ts'
import { randomIds } from '../domain/ids.ts'
import type { Accounts, Agents, Sessions, SignInCodes } from '../people/ports.ts'
import type { Application } from './application.ts'
import { addBotFrameworkRoutes } from './channels/bot-framework/routes.ts'
import { addDirectLineRoutes } from './channels/direct-line/routes.ts'
import { attachStreams } from './channels/direct-line/streams.ts'
import { addOtherDeskRoutes } from './channels/other-desk/routes.ts'
import { createChatTokens } from './channels/direct-line/tokens.ts'
import type { Config } from './config.ts'
import type { createConnector } from './connector.ts'
import type { Library } from './library.ts'
import type { Metrics } from './metrics.ts'
import { createOwnerNow } from './owner-now.ts'
import { createRateLimit } from './rate-limit.ts'
import { createReadiness } from './readiness.ts'
import { addChatRoutes, createStartChat } from './routes/chat.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addMetricsRoute } from './routes/metrics.ts'
import { addPageRoutes } from './routes/pages.ts'
import { createHttpServer } from './server.ts'
import { createStaff } from './staff.ts'

export interface FrontDoorDeps {
  config: Config
  application: Application
  library: Library
  connector: ReturnType<typeof createConnector>
  people: { accounts: Accounts; agents: Agents; sessions: Sessions; signInCodes: SignInCodes }
  /** Signs web chat tokens; the same on every node. */
  tokenSecret: string
  clockOffsetMs: () => number
  started: () => boolean
  signal: AbortSignal
  metrics: Metrics
  report: (error: unknown, facts?: Record<string, string>) => void
}

/** Everything that is reached by HTTP, in one place: channels, desk, editor, pages, health. */
export function createFrontDoor({ config, application, library, connector, people, signal, ...deps }: FrontDoorDeps) {
  const { clock, signals } = application
  const ids = randomIds
  const report = (error: unknown, request?: { id(): string; getPath(): string }) =>
    deps.report(error, request ? { request: request.id(), path: request.getPath() } : {})
  const origins = {
    publicUrl: config.PUBLIC_URL?.replace(/\/+$/, ''),
    allowedOrigins: config.CHAT_ORIGINS,
    trustProxy: config.TRUST_PROXY,
  }
  const http = createHttpServer({ origins, report, timed: deps.metrics.request })
  const startChat = {
    tokens: createChatTokens({ secret: deps.tokenSecret, clock, ids }),
    origins,
    tokenLimit: createRateLimit({ burst: config.CHATS_PER_MINUTE, perMinute: config.CHATS_PER_MINUTE }, clock),
  }
  const customers = {
    ...application,
    ids,
    greeting: (language: string) => greeting(language, { shopName: config.SHOP_NAME, privacySlug: config.PRIVACY_ARTICLE }),
    activityLimit: createRateLimit({ burst: config.MESSAGES_PER_MINUTE / 2, perMinute: config.MESSAGES_PER_MINUTE }, clock),
    report,
  }
  const directLine = { ...customers, ...startChat, ownerNow: createOwnerNow(application), startChat: createStartChat(startChat) }

  addHealthRoutes(http.server, { notReady: createReadiness({ ...application, ...deps }), report })
  addMetricsRoute(http.server, { metrics: deps.metrics, token: config.METRICS_TOKEN, report })
  addChatRoutes(http.server, { ...startChat, report })
  addDirectLineRoutes(http.server, directLine)
  addBotFrameworkRoutes(http.server, { ...customers, ...connector, signal })
  addOtherDeskRoutes(http.server, { secret: config.OTHER_DESK_SECRET, clock, hear: application.hearOtherDesk, report })
  const streams = attachStreams(http.server, directLine)
  deps.metrics.watch({ outlook: application.outlook, openSockets: () => streams.count() })
  const staff = createStaff({
    ...people,
    ...application,
    ids,
    signals,
    articles: {
      ...library.articles,
      readSuggestions: library.suggestionsFrom(application),
    },
    ask: { answerQuestion: library.answerQuestion, stopwatch: () => performance.now() },
    publicUrl: origins.publicUrl,
    every,
    report,
  })
  staff.register(http.server)
  addPageRoutes(http.server, {
    webRoot: join(process.cwd(), 'dist', 'web'),
    siteName: config.SHOP_NAME,
    publishedArticle: (slug) => library.publishedArticle(slug),
    report,
  })

  return {
    listen: () => http.listen(config.PORT, config.HOST),
    async close(): Promise<void> {
      streams.close()
      staff.stream.close()
      await http.close()
    },
  }
}

function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms)
  return () => clearInterval(timer)
}
