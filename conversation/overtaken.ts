import type { OutboxEntry } from './commit-document.ts'
import type { ConversationState } from './state.ts'

/**
 * What the bot said before a person took over is not sent after it, and nothing is that was erased; that it was erased may be told.
 * `version` is that of the commit whose entry it is.
 */
export function isOvertaken(state: ConversationState, version: number, entry: Pick<OutboxEntry, 'speaker' | 'epoch'>): boolean {
  if (version < state.erasedThrough) return true
  return entry.speaker === 'bot' && state.owner.kind === 'human' && entry.epoch < state.epoch
}
