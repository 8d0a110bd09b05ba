import type { Request, Server } from 'restify'
import type { ConversationLog, ConversationRows } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import { createHeartbeat, createSetPresence } from '../people/agent-presence.ts'
import { createAuthenticate } from '../people/authenticate.ts'
import type { Accounts, Agents, Sessions, SignInCodes } from '../people/ports.ts'
import { createExchangeSignInCode } from '../people/sign-in-codes.ts'
import { createSignOut } from '../people/sign-out.ts'
import type { AskTheLibraryDeps } from './ask-the-library.ts'
import { type Bounds, createBoundedActs, USUAL_BOUNDS } from './bounded-acts.ts'
import type { Every } from './desk-connection.ts'
import { createDeskStream, type DeskStream } from './desk-stream.ts'
import type { Feed } from './feed.ts'
import { createReadConversation } from './read-conversation.ts'
import { articleRoutes, type ArticlesDeps } from './routes/articles.ts'
import { askRoutes } from './routes/ask.ts'
import { describedRoutes } from './routes/described.ts'
import { deskEventRoutes } from './routes/desk-events.ts'
import { type DeskCommands, deskRoutes } from './routes/desk.ts'
import { openApiRoutes } from './routes/openapi.ts'
import { registerRoutes, type Route } from './routes/route.ts'
import { sessionRoutes } from './routes/session.ts'
import { createGate, type Gate } from './sessions.ts'
import type { Signals } from './signals.ts'

export interface StaffDeps {
  log: Pick<ConversationLog, 'read'>
  rows: ConversationRows
  agents: Agents
  accounts: Accounts
  sessions: Sessions
  signInCodes: SignInCodes
  clock: Clock
  ids: Ids
  feed: Pick<Feed, 'onCommit'>
  signals: Signals
  desk: DeskCommands
  articles: ArticlesDeps
  ask: AskTheLibraryDeps
  publicUrl?: string | undefined
  every: Every
  /** Changes that a desk coming back can resume over. */
  remembered?: number
  bounds?: Bounds
  report: (error: unknown, request?: Request) => void
}

export interface Staff {
  gate: Gate
  routes: readonly Route[]
  stream: DeskStream
  register(server: Server): void
}

/** Everything that people who work here use: sign-in, desk, editor and the document that describes them. */
export function createStaff(deps: StaffDeps): Staff {
  const authenticate = createAuthenticate(deps)
  const gate = createGate({ authenticate, publicUrl: deps.publicUrl })
  const stream = createDeskStream(deps)
  const bounded = createBoundedActs(deps.bounds ?? USUAL_BOUNDS)
  const heartbeat = createHeartbeat(deps)
  const routes = [
    ...sessionRoutes({
      exchangeSignInCode: createExchangeSignInCode(deps),
      signOut: createSignOut(deps),
      agents: deps.agents,
      secureCookies: deps.publicUrl?.startsWith('https:') ?? false,
    }),
    ...deskRoutes({ ...deps, heartbeat, setPresence: createSetPresence(deps), readConversation: createReadConversation(deps) }),
    ...deskEventRoutes({ ...deps, stream, heartbeat, authenticate }),
    ...articleRoutes(deps.articles),
    ...askRoutes(deps.ask),
  ]
  const all = [...routes, ...openApiRoutes([...routes, ...describedRoutes])]
  return { gate, routes: all, stream, register: (server) => registerRoutes(server, all, { ...deps, gate, bounded }) }
}
