import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
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
  StoreClock,
} from '../../conversation/ports.ts'
import { systemClock } from '../../domain/clock.ts'
import type { Calibrations, LibraryLog, Revisions, Vectors } from '../../knowledge/ports.ts'
import type { Accounts, Agents, Secrets, Sessions, SignInCodes } from '../../people/ports.ts'
import { createAccounts } from './accounts.ts'
import { createAgents } from './agents.ts'
import { createCalibrations } from './calibrations.ts'
import { createConversationLog, createLogWalk } from './conversation-log.ts'
import { createConversationRows } from './conversation-rows.ts'
import { createCustomerIndex } from './customer-index.ts'
import { createDeliveries } from './deliveries.ts'
import { openErasures } from './erasures.ts'
import { createGroupCommit } from './group-commit.ts'
import { BUSY_TIMEOUT_MS, waitingAtMost } from './busy.ts'
import { checkIntegrity } from './integrity.ts'
import { createLeases } from './leases.ts'
import { createLibraryLog } from './library-log.ts'
import { createLogRewriting } from './log-rewriting.ts'
import { createRevisions } from './revisions.ts'
import { migrate } from './schema.ts'
import { createSecrets } from './secrets.ts'
import { createSessions } from './sessions.ts'
import { createSignInCodes } from './sign-in-codes.ts'
import { execute } from './statement.ts'
import { storeFailure } from './store-failure.ts'
import { createVectors } from './vectors.ts'

export interface SqliteStore {
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
  /** Writes what waits, then closes. Everything asked later fails with `store_unavailable`. */
  close(): Promise<void>
}

export interface SqliteOptions {
  /** A path, whose folder is made if need be, or `:memory:`. */
  file: string
  clock?: StoreClock
  /** Reads the whole file once to find damage; a command beside a running server leaves it to the server. */
  integrityCheck?: boolean
  /** This process holds the lock of the folder, so whoever holds a lease is dead, and what it left waiting need not wait for the lease. */
  alone?: boolean
}

/** Opens or makes the database. Fails with `damaged_data`, `newer_data` or `store_unavailable`. */
export function openSqlite({ file, clock = systemClock, integrityCheck = true, alone = false }: SqliteOptions): SqliteStore {
  const db = openConnection(file)
  try {
    configure(db)
    if (integrityCheck) checkIntegrity(db)
    migrate(db)
    if (alone) execute(db, 'DELETE FROM leases')
    return portsOn(db, clock, openErasures(file))
  } catch (error) {
    db.close()
    throw error
  }
}

function openConnection(file: string): DatabaseSyncInstance {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: false })
  } catch (error) {
    throw storeFailure(error)
  }
}

function configure(db: DatabaseSyncInstance): void {
  execute(db, 'PRAGMA journal_mode=WAL')
  execute(db, 'PRAGMA synchronous=FULL')
  // The log is reused from its start after a checkpoint; after a burst it shrinks again to this. Bytes.
  execute(db, 'PRAGMA journal_size_limit=16777216')
  // Erased words must not stay in freed pages.
  execute(db, 'PRAGMA secure_delete=ON')
}

function portsOn(db: DatabaseSyncInstance, clock: StoreClock, erasures: ReturnType<typeof openErasures>): SqliteStore {
  const writes = createGroupCommit(db)
  return {
    log: createConversationLog(db, writes),
    logWalk: createLogWalk(db),
    rows: createConversationRows(db, writes),
    storeClock: clock,
    leases: createLeases(db, writes, clock),
    deliveries: createDeliveries(db, writes),
    accounts: createAccounts(db, writes),
    signInCodes: createSignInCodes(db, writes, clock),
    sessions: createSessions(db, writes, clock),
    agents: createAgents(db, writes),
    secrets: createSecrets(db, writes),
    revisions: createRevisions(db, writes),
    libraryLog: createLibraryLog(db, writes),
    vectors: createVectors(db, writes),
    calibrations: createCalibrations(db, writes),
    customers: createCustomerIndex(db),
    rewriting: createLogRewriting(db, writes),
    erasures,
    close: async () => {
      writes.close()
      checkpoint(db)
      db.close()
      erasures.close()
    },
  }
}

/**
 * The driver has no way to finalize statements, so SQLite itself would do this only once they are garbage. Failing loses nothing:
 * the log beside the file holds everything, and the next start reads it.
 */
function checkpoint(db: DatabaseSyncInstance): void {
  try {
    waitingAtMost(db, 0, () => execute(db, 'PRAGMA wal_checkpoint(TRUNCATE)'))
  } catch {
    return
  }
}
