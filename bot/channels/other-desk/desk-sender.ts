import type { Commit, ConversationLog } from '../../../conversation/ports.ts'
import type { Send } from '../../deliver.ts'
import { postSigned, type PostSignedDeps } from '../webhook/post-signed.ts'
import { messageIdOf } from '../webhook/webhook-sender.ts'
import { deskActivity } from './desk-activity.ts'

export interface OtherDeskDeps extends PostSignedDeps {
  log: Pick<ConversationLog, 'read'>
  /** Makes links in what the bot said whole. */
  publicUrl: string | undefined
}

/** Commits that a transcript goes back at most. */
const TRANSCRIPT_LIMIT = 500

/** Tells another desk of a handoff and of what is said in it. The transcript is rendered when it leaves. */
export function createOtherDeskSender({ log, publicUrl, ...post }: OtherDeskDeps): Send {
  const origin = publicUrl?.replace(/\/+$/, '') ?? ''
  return async (commit, entry, signal) => {
    const transcript = commit.events[entry.event]?.type === 'HandoffQueued' ? await said(commit) : []
    const activity = deskActivity(commit, entry.event, { transcript, origin })
    if (!activity) return { kind: 'give_up', code: 'nothing_to_send' }
    return postSigned(post, { id: messageIdOf(commit.conversationId, entry.id), body: JSON.stringify(activity) }, signal)
  }

  function said({ conversationId, version }: Commit): Promise<Commit[]> {
    return log.read(conversationId, Math.max(0, version - TRANSCRIPT_LIMIT), TRANSCRIPT_LIMIT)
  }
}
