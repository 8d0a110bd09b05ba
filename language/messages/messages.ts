import type { en } from './en.ts'

/** English has every sentence; the other languages hold the same keys, which their type checks. */
export type MessageKey = keyof typeof en
export type Messages = Readonly<Record<MessageKey, string>>
