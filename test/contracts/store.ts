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
} from '../../conversation/ports.ts'
import type { Calibrations, LibraryLog, Revisions, Vectors } from '../../knowledge/ports.ts'
import type { Accounts, Agents, Secrets, Sessions, SignInCodes } from '../../people/ports.ts'
import { describeConversationLogContract } from './conversation-log.ts'
import { describeConversationRowsContract } from './conversation-rows.ts'
import { describeDeliveriesContract } from './deliveries.ts'
import {
  describeCalibrationsContract,
  describeLibraryLogContract,
  describeRevisionsContract,
  describeVectorsContract,
} from './knowledge.ts'
import { describeLeasesContract } from './leases.ts'
import { describeCustomersContract, describeErasuresContract, describeLogRewritingContract } from './log-rewriting.ts'
import type { Open } from './opened.ts'
import {
  describeAccountsContract,
  describeAgentsContract,
  describeSecretsContract,
  describeSessionsContract,
  describeSignInCodesContract,
} from './people.ts'
import { describeRebuiltRowsContract } from './rebuilt-rows.ts'

/** Every port a store has to offer. */
export interface StorePorts {
  log: ConversationLog & OwedIndex
  logWalk: LogWalk
  rewriting: LogRewriting
  customers: CustomerIndex
  erasures: Erasures
  rows: ConversationRows
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
}

/** All contracts of a store, one suite a port. */
export function describeStoreContracts(name: string, open: Open<StorePorts>): void {
  describeConversationLogContract(name, open)
  describeConversationRowsContract(name, open)
  describeRebuiltRowsContract(name, open)
  describeLogRewritingContract(name, open)
  describeCustomersContract(name, open)
  describeErasuresContract(name, open)
  describeLeasesContract(name, open)
  describeDeliveriesContract(name, open)
  describeAccountsContract(name, open)
  describeSignInCodesContract(name, open)
  describeSessionsContract(name, open)
  describeAgentsContract(name, open)
  describeSecretsContract(name, open)
  describeRevisionsContract(name, open)
  describeLibraryLogContract(name, open)
  describeVectorsContract(name, open)
  describeCalibrationsContract(name, open)
}
