import { firstEntryIdOf } from '../../../conversation/entry-id.ts'
import type { Send } from '../../deliver.ts'
import { webhookNews } from './news.ts'
import { postSigned, type PostSignedDeps } from './post-signed.ts'

/** Tells the operator's own address what happened. */
export function createWebhookSender(deps: PostSignedDeps): Send {
  return async (commit, entry, signal) => {
    const news = webhookNews(commit, entry.event)
    if (!news) return { kind: 'give_up', code: 'nothing_to_send' }
    return postSigned(deps, { id: messageIdOf(commit.conversationId, entry.id), body: JSON.stringify(news) }, signal)
  }
}

/** The entry's own, however often it is sent, so that a receiver can tell what it has already. */
export function messageIdOf(conversationId: string, entryId: string): string {
  return `${conversationId}_${firstEntryIdOf(entryId)}`
}
