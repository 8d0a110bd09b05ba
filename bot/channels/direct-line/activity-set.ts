import type { Commit, ConversationLog } from '../../../conversation/ports.ts'
import type { ActivitySet } from '../../api/chat.ts'
import { customerView, type Greeting, greetingActivity, type Viewer } from '../../customer-view.ts'
import type { ChatSession } from './tokens.ts'
import { watermarkOf } from './watermark.ts'

/** Commits in one answer or frame at most. A set never splits one. */
export const SET_LIMIT = 200

export interface ReadDeps {
  log: ConversationLog
  greeting: (language: string) => Greeting
}

/** What a polling client gets: everything after its watermark, the greeting first if it has none. */
export async function readSet(
  { log, greeting }: ReadDeps,
  session: ChatSession,
  origin: string,
  watermark: number | undefined,
): Promise<ActivitySet> {
  const after = watermark ?? 0
  const commits = await log.read(session.conversationId, after, SET_LIMIT)
  const newest = commits.at(-1)?.version ?? (after === 0 ? 0 : await notBeyond(log, session.conversationId, after))
  const set = setOf(commits, { userId: session.userId, origin }, newest)
  return watermark === undefined ? { ...set, activities: [greetingOf(session, greeting, origin), ...set.activities] } : set
}

export function setOf(commits: readonly Commit[], viewer: Viewer, newest: number): ActivitySet {
  return { activities: commits.flatMap((commit) => customerView(commit, viewer)), watermark: watermarkOf(newest) }
}

export function greetingSet(session: ChatSession, greeting: ReadDeps['greeting'], origin: string): ActivitySet {
  return { activities: [greetingOf(session, greeting, origin)], watermark: watermarkOf(0) }
}

function greetingOf(session: ChatSession, greeting: ReadDeps['greeting'], origin: string) {
  return greetingActivity(session.conversationId, greeting(session.language ?? 'en'), session.startedAt, origin)
}

/** After a restore from a backup a client may be ahead of the log; it must not wait for versions that are written anew. */
export async function notBeyond(log: ConversationLog, conversationId: string, watermark: number): Promise<number> {
  const head = await log.head(conversationId)
  return Math.min(watermark, head?.version ?? 0)
}
