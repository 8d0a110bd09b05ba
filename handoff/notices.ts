import type { EventOf } from '../domain/events.ts'
import type { NoticeKind, QuickReply } from '../domain/words.ts'
import { type MessageParams, say } from '../language/catalogue.ts'
import type { DeskOutlook } from './outlook.ts'

type Notice = EventOf<'Notice'>

/** A catalogue text that a handoff use case puts into its commit. */
export function notice(kind: NoticeKind, language: string, params: MessageParams = {}, quickReplies: QuickReply[] = []): Notice {
  return { type: 'Notice', notice: kind, text: say(language, `notice.${kind}`, params), quickReplies }
}

/** Place and honest wait when somebody is there; when nobody is, that, and how to be reached. */
export function queuedNotice(language: string, outlook: DeskOutlook): Notice {
  if (outlook.agentsOnline === 0) return notice('queued_nobody_here', language, {}, waitingReplies(language))
  const waitMinutes = outlook.typicalWaitMs === null ? 0 : Math.max(1, Math.round(outlook.typicalWaitMs / 60_000))
  return notice('queued', language, { position: outlook.waiting + 1, waitMinutes }, waitingReplies(language))
}

/** Another desk has it, of whose wait nothing is known here. */
export function passedOnNotice(language: string): Notice {
  return notice('passed_on', language, {}, waitingReplies(language))
}

/** The rating that a person's goodbye brings along: one tap, 1 to 5. */
export function ratedNotice(kind: 'returned' | 'closed', language: string, name: string, caseId: string): Notice {
  const scores = [1, 2, 3, 4, 5].map((score) => ({ title: String(score), action: { warmline: 'rate' as const, caseId, score } }))
  return notice(kind, language, { name }, scores)
}

function waitingReplies(language: string): QuickReply[] {
  return [
    { title: say(language, 'reply.go_on'), action: { warmline: 'go_on' } },
    { title: say(language, 'reply.cancel'), action: { warmline: 'cancel' } },
  ]
}
