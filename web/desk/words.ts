import type { DeskConversation, DeskRow, HandoffItem } from '../../bot/api/desk.ts'

export type HandoffReason = HandoffItem['reason']
export type Mood = NonNullable<DeskConversation['handoff']>['brief']['mood']

/** Why somebody waits, short for a list. */
export const REASONS: Record<HandoffReason, string> = {
  customer_request: 'Asked for a person',
  missing_knowledge: 'No article answers it',
  low_confidence: 'The bot was not sure',
  unhelpful_answers: 'Answers did not help',
  clarification_exhausted: 'Could not be understood',
  unsupported_request: 'Beyond what the bot does',
  policy_rule: 'A rule asks for a person',
  frustration: 'Losing patience',
  provider_failure: 'Something failed on our side',
}

/** And in a sentence, for the brief. */
export const REASON_SENTENCES: Record<HandoffReason, string> = {
  customer_request: 'The customer asked for a person.',
  missing_knowledge: 'Nothing in the library answers the question.',
  low_confidence: 'The bot found something but was not sure enough to say it.',
  unhelpful_answers: 'Two answers of the bot did not help.',
  clarification_exhausted: 'The bot asked back and still could not tell what is meant.',
  unsupported_request: 'The request is beyond what the bot can do.',
  policy_rule: 'A rule sends this kind of question to a person.',
  frustration: 'The customer is losing patience.',
  provider_failure: 'A service the bot needs did not answer.',
}

export const MOODS: Record<Mood, string> = { calm: 'Calm', upset: 'Upset', angry: 'Angry' }

const CHANNELS: Record<string, string> = {
  directline: 'Web chat',
  webchat: 'Web chat',
  msteams: 'Teams',
  slack: 'Slack',
  emulator: 'Emulator',
}

export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

export function languageName(language: string): string {
  try {
    return languages.of(language) ?? language
  } catch {
    return language
  }
}

/** A visitor without a name is still somebody one can tell apart: the end of the id. */
export function customerName(row: { customerName: string | null; conversationId: string }): string {
  return row.customerName ?? `Visitor ${row.conversationId.slice(-4)}`
}

/** For the middle of a sentence. */
export function theCustomer(name: string | null): string {
  return name ?? 'the customer'
}

const OTHER_DESK = 'other-desk'

/** It waits at the desk that handoffs go to, or somebody there took it. One of ours who claims it takes it back for good. */
export function isAtOtherDesk({ queue, claimedBy = OTHER_DESK }: Pick<HandoffItem, 'queue' | 'claimedBy'>): boolean {
  return queue === OTHER_DESK && claimedBy === OTHER_DESK
}

export function isWaiting(row: DeskRow): boolean {
  return row.handoff !== null && row.handoff.state !== 'active'
}
