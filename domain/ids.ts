import { createHash, randomBytes } from 'node:crypto'

/** Where an id comes from, so that tests can seed it. */
export interface Ids {
  /** A new unguessable, URL-safe id of 22 characters (128 bits). */
  next(): string
}

export const randomIds: Ids = { next: () => randomBytes(16).toString('base64url') }

/** 132 bits of SHA-256 as 22 URL-safe characters: short enough for a path, long enough never to collide. */
export function shortHash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}

/** One log per channel conversation: a delivery that comes again meets the log that holds its key. */
export function conversationIdOf(channel: string, tenant: string, channelConversationId: string): string {
  return shortHash('conversation', channel, tenant, channelConversationId)
}

/** The nth handoff of a conversation, counted from 1. */
export function handoffIdOf(conversationId: string, n: number): string {
  return `${conversationId}.h${n}`
}

export function conversationOfHandoff(handoffId: string): string {
  return handoffId.replace(/\.h\d+$/, '')
}

/** The nth case of a conversation, counted from 1. */
export function caseIdOf(conversationId: string, n: number): string {
  return `${conversationId}.c${n}`
}

/** Activity ids are made from the place in the log, so nothing has to be stored to know them: `<conversation>|<version>-<event>`. */
export function activityIdOf(conversationId: string, version: number, eventIndex: number): string {
  return `${conversationId}|${String(version).padStart(7, '0')}-${eventIndex}`
}
