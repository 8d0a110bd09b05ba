import { type Db, MongoClient, type MongoClientOptions } from 'mongodb'
import type {
  ConversationLog,
  ConversationRows,
  CustomerIndex,
  Deliveries,
  Erasures,
  Leases,
  LogRewriting,
  LogWalk,
  OwedIndex,
  SignalBus,
  StoreClock,
} from '../../conversation/ports.ts'
import type { Calibrations, LibraryLog, Revisions, Vectors } from '../../knowledge/ports.ts'
import type { Accounts, Agents, Secrets, Sessions, SignInCodes } from '../../people/ports.ts'
import { createAccounts } from './accounts.ts'
import { createAgents } from './agents.ts'
import { createCalibrations } from './calibrations.ts'
import { type Collections, collectionsOf } from './collections.ts'
import { type CommitFeed, type OnCommit, watchCommits } from './commit-feed.ts'
import { createConversationLog, createLogWalk, createSettle } from './conversation-log.ts'
import { createConversationRows } from './conversation-rows.ts'
import { createCustomerIndex } from './customer-index.ts'
import { createDeliveries } from './deliveries.ts'
import { createErasures, erasuresBeside } from './erasures.ts'
import { createLeases } from './leases.ts'
import { createLibraryLog } from './library-log.ts'
import { createLogRewriting } from './log-rewriting.ts'
import { createRevisions } from './revisions.ts'
import { createRowFollower } from './row-follower.ts'
import { createRowWriter } from './row-writer.ts'
import { migrate } from './schema.ts'
import { createSecrets } from './secrets.ts'
import { createSessions } from './sessions.ts'
import { createSignalBus } from './signal-bus.ts'
import { createSignInCodes } from './sign-in-codes.ts'
import { createStoreClock, type MeasuredClock, serverTime } from './store-clock.ts'
import { storeFailure, withStoreFailures } from './store-failure.ts'
import { createVectors } from './vectors.ts'

export interface MongoStore {
  log: ConversationLog & OwedIndex
  logWalk: LogWalk
  rows: ConversationRows
  storeClock: StoreClock
  leases: Leases
  deliveries: Deliveries
  accounts: Accounts
  signInCodes: SignInCodes
  sessions: Sessions
  agents: Agents
  secrets: Secrets
  revisions: Revisions
  libraryLog: LibraryLog
  vectors: Vectors
  calibrations: Calibrations
  customers: CustomerIndex
  rewriting: LogRewriting
  erasures: Erasures
  /** Signals to and from the other nodes. */
  signalBus: SignalBus
  /** How far this node's clock is behind the server's; beyond 1 s the node is not ready. Milliseconds. */
  clockOffsetMs(): number
  /** Tells every commit of every node from now on. */
  watchCommits(onCommit: OnCommit): Promise<CommitFeed>
  /** Resolves when no row is being written any more. */
  idle(): Promise<void>
  /** Stops the feeds, waits for rows that are being written, then closes. Everything asked later fails with `store_unavailable`. */
  close(): Promise<void>
}

export interface MongoOptions {
  /** Names the database too; `warmline` when it does not. */
  uri: string
  /** Another database than the address names. */
  database?: string
  /** Instead of the server's clock. */
  clock?: StoreClock
}

/** What a majority has on disk is kept through elections; anything less is not acknowledged, whatever the address says. */
const CLIENT_OPTIONS: MongoClientOptions = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  retryWrites: true,
  retryReads: true,
  ignoreUndefined: true,
}

/** A customer's message must be refused while its sender still waits. What the address says goes before. Milliseconds. */
const TIMEOUTS = { serverSelectionTimeoutMS: 5000, connectTimeoutMS: 5000, waitQueueTimeoutMS: 5000, socketTimeoutMS: 15_000 }

const MEASURE_CLOCK_EVERY_MS = 30_000

/** Connects and brings the schema up to date. Fails with `store_unavailable`, `newer_data` or `invalid_configuration`. */
export async function openMongo({ uri, database, clock }: MongoOptions): Promise<MongoStore> {
  const client = clientFor(uri)
  try {
    await client.connect()
    const db = client.db(database ?? databaseIn(uri))
    const collections = collectionsOf(db)
    await migrate(collections)
    const measured = await measuredClock(db)
    return storeOn(client, collections, measured, clock ?? measured)
  } catch (error) {
    await client.close()
    throw storeFailure(error)
  }
}

function clientFor(uri: string): MongoClient {
  try {
    return new MongoClient(withTimeouts(uri), CLIENT_OPTIONS)
  } catch (error) {
    throw storeFailure(error)
  }
}

/** Options given as an object would go before those of the address, so these become part of it. */
function withTimeouts(uri: string): string {
  const [address = '', options = ''] = uri.split('?')
  const given = new URLSearchParams(options)
  const names = new Set([...given.keys()].map((name) => name.toLowerCase()))
  for (const [name, value] of Object.entries(TIMEOUTS)) {
    if (!names.has(name.toLowerCase())) given.set(name, String(value))
  }
  return `${/^[^/]+:\/\/[^/]+$/.test(address) ? `${address}/` : address}?${given.toString()}`
}

/** What stands between the hosts and the options. The driver itself would say `test` when nothing does. */
function databaseIn(uri: string): string {
  const named = /^[^:]+:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1]
  return named === undefined ? 'warmline' : decodeURIComponent(named)
}

async function measuredClock(db: Db): Promise<MeasuredClock> {
  const clock = createStoreClock(() => serverTime(db))
  await clock.measure()
  return clock
}

function storeOn(client: MongoClient, collections: Collections, measured: MeasuredClock, clock: StoreClock): MongoStore {
  const settle = createSettle(collections)
  const follower = createRowFollower({
    write: createRowWriter(collections),
    settle: (conversationId, version) => settle(conversationId, version, 'projection'),
  })
  const feeds = new Set<CommitFeed>()
  const timer = setInterval(() => void measured.measure().catch(() => undefined), MEASURE_CLOCK_EVERY_MS).unref()
  return {
    log: withStoreFailures(createConversationLog({ collections, rows: follower })),
    logWalk: withStoreFailures(createLogWalk(collections)),
    rows: withStoreFailures(createConversationRows(collections)),
    storeClock: clock,
    leases: withStoreFailures(createLeases(collections, clock)),
    deliveries: withStoreFailures(createDeliveries(collections)),
    accounts: withStoreFailures(createAccounts(collections)),
    signInCodes: withStoreFailures(createSignInCodes(collections, clock)),
    sessions: withStoreFailures(createSessions(collections, clock)),
    agents: withStoreFailures(createAgents(collections)),
    secrets: withStoreFailures(createSecrets(collections)),
    revisions: withStoreFailures(createRevisions(collections)),
    libraryLog: withStoreFailures(createLibraryLog(collections)),
    vectors: withStoreFailures(createVectors(collections)),
    calibrations: withStoreFailures(createCalibrations(collections)),
    customers: withStoreFailures(createCustomerIndex(collections)),
    rewriting: withStoreFailures(createLogRewriting(collections)),
    erasures: withStoreFailures(createErasures(erasuresBeside(client, collections.commits.dbName))),
    ...withStoreFailures({
      watchCommits: async (onCommit: OnCommit) => {
        const feed = await watchCommits(collections, () => clock.now(), onCommit)
        feeds.add(feed)
        return feed
      },
    }),
    signalBus: createSignalBus(client.db(collections.commits.dbName), () => clock.now()),
    clockOffsetMs: () => measured.offsetMs(),
    idle: () => follower.idle(),
    close: async () => {
      clearInterval(timer)
      await Promise.all([...feeds].map((feed) => feed.stop()))
      await follower.idle()
      await client.close()
    },
  }
}
