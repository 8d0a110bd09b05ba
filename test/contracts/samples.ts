import type { Commit, ConversationRow, Priority } from '../../conversation/ports.ts'
import { project } from '../../conversation/project.ts'
import { initialState } from '../../conversation/state.ts'

export const SAMPLE_TIME = 1_700_000_000_000

let made = 0

/** A customer's message as version `version`, a commit of its own each time it is called. */
export function sampleCommit(
  conversationId: string,
  version: number,
  changes: Partial<Commit> & { extraKeys?: string[] } = {},
): Commit {
  const { extraKeys = [], ...rest } = changes
  const commitId = rest.commitId ?? `commit-${++made}`
  const at = rest.at ?? SAMPLE_TIME + version
  return {
    conversationId,
    version,
    commitId,
    at,
    epoch: 0,
    events: [
      { type: 'CustomerMessage', channel: 'directline', customerKey: 'customer', text: `Grüezi “${commitId}” 🏔 \u0000 '` },
      {
        type: 'Notice',
        notice: 'queued',
        text: 'Someone will be with you.',
        quickReplies: [{ title: 'Cancel', action: { warmline: 'cancel' } }],
      },
    ],
    keys: [commitId, ...extraKeys],
    outbox: [],
    owed: [],
    state: { ...initialState(), version, at, channel: 'directline', customerKey: 'customer', lastActivityAt: at },
    ...rest,
  }
}

export function rowOf(commit: Commit): ConversationRow {
  return project(commit.conversationId, commit.state)
}

export function sampleRow(conversationId: string, changes: Partial<ConversationRow> = {}): ConversationRow {
  return {
    conversationId,
    version: 1,
    channel: 'directline',
    customerKey: 'customer',
    customerName: 'Ada',
    owner: { kind: 'bot' },
    epoch: 0,
    language: 'en',
    lastText: 'Where is my parcel?',
    lastActivityAt: SAMPLE_TIME,
    caseId: `${conversationId}.c1`,
    handoff: null,
    nextDueAt: null,
    ...changes,
  }
}

export function sampleHandoff(
  conversationId: string,
  changes: { priority?: Priority; queuedAt?: number; claimedBy?: string } = {},
): NonNullable<ConversationRow['handoff']> {
  const claimedBy = changes.claimedBy ?? null
  return {
    id: `${conversationId}.h1`,
    state: claimedBy === null ? 'queued' : 'active',
    reason: 'customer_request',
    queue: 'default',
    priority: changes.priority ?? 'normal',
    queuedAt: changes.queuedAt ?? SAMPLE_TIME,
    claimedBy,
    agentName: claimedBy,
    wentOn: false,
    contactLeft: false,
  }
}
