import type { Commit } from '../../conversation/ports.ts'
import type { CommitRecord } from './collections.ts'

/** A commit as it is inserted: its row is still to be written, and is owed until it is. */
export function recordOf(commit: Commit): CommitRecord {
  const { conversationId, version, commitId, at, epoch, keys, owed, ...rest } = commit
  return {
    _id: commitId,
    conversationId,
    version,
    at,
    epoch,
    keys: [...keys],
    owed: [...owed, 'projection'],
    owedSince: at,
    document: JSON.stringify(rest),
  }
}

export function commitOf(record: CommitRecord): Commit {
  const { _id: commitId, conversationId, version, at, epoch, keys, owed } = record
  const rest = JSON.parse(record.document) as Pick<Commit, 'events' | 'outbox' | 'state'>
  return { conversationId, version, commitId, at, epoch, events: rest.events, keys, outbox: rest.outbox, owed, state: rest.state }
}
