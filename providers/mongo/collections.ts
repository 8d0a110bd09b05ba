import type { Binary, Collection, Db } from 'mongodb'
import type { Delivery, OwedWork } from '../../conversation/ports.ts'
import type { ArticleVectors, LibraryEntry, Revision } from '../../knowledge/ports.ts'
import type { Account, Agent, Session, SignInCode } from '../../people/ports.ts'

/**
 * Fields that are queried stand for themselves; the rest of a commit or row is JSON text. Customers' data may hold keys that mean
 * something to BSON or the driver (`$ref`, dots, null bytes); as text it comes back as it was, and no key of it can be read as an operator.
 */
export interface CommitRecord {
  /** The commit's own id. */
  _id: string
  conversationId: string
  version: number
  at: number
  epoch: number
  keys: string[]
  owed: OwedWork[]
  /** Unset when nothing is owed, so that the sparse index holds only what is. */
  owedSince?: number
  document: string
}

export interface RowRecord {
  /** The conversation's id. */
  _id: string
  version: number
  customerKey: string
  lastActivityAt: number
  hasHandoff: boolean
  handoffState: string | null
  priority: number | null
  queuedAt: number | null
  claimedBy: string | null
  nextDueAt: number | null
  document: string
}

export interface LeaseRecord {
  _id: string
  holder: string
  expiresAt: number
}

export type VectorsRecord = Omit<ArticleVectors, 'vectors'> & { vectors: { hash: string; floats: Binary }[] }

export interface Collections {
  commits: Collection<CommitRecord>
  rows: Collection<RowRecord>
  leases: Collection<LeaseRecord>
  deliveries: Collection<Delivery>
  accounts: Collection<Account & { _id: string }>
  signInCodes: Collection<SignInCode & { _id: string }>
  sessions: Collection<Session & { _id: string }>
  agents: Collection<Agent & { _id: string }>
  secrets: Collection<{ _id: string; value: string }>
  revisions: Collection<Revision>
  library: Collection<LibraryEntry & { _id: number }>
  vectors: Collection<VectorsRecord>
  calibrations: Collection<{ _id: number; document: string }>
  schema: Collection<{ _id: 'schema'; version: number }>
}

export function collectionsOf(db: Db): Collections {
  return {
    commits: db.collection('commits'),
    rows: db.collection('conversation_rows'),
    leases: db.collection('leases'),
    deliveries: db.collection('deliveries'),
    accounts: db.collection('accounts'),
    signInCodes: db.collection('sign_in_codes'),
    sessions: db.collection('sessions'),
    agents: db.collection('agents'),
    secrets: db.collection('secrets'),
    revisions: db.collection('revisions'),
    library: db.collection('library'),
    vectors: db.collection('vectors'),
    calibrations: db.collection('calibrations'),
    schema: db.collection('schema'),
  }
}
