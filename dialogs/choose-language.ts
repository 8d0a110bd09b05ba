import type { ConversationState } from '../conversation/state.ts'
import type { CustomerMessage } from '../domain/events.ts'
import { spokenLanguages } from '../language/catalogue.ts'
import type { DetectedLanguage } from '../language/detect-language.ts'

export type DetectLanguage = (text: string, otherwise?: string) => DetectedLanguage

/** Below these a guess does not change the language a conversation is held in. */
const SURE = 0.25
/** A language the bot does not speak itself needs a better proof: otherwise the customer is suddenly spoken to in English. */
const SURER = 0.7

/**
 * The language of a turn: what the words show, when they show it clearly; otherwise the one the conversation was held in; at its
 * start, what the channel says. A tapped chip says nothing about the customer's language.
 */
export function chooseLanguage(
  message: CustomerMessage,
  state: Pick<ConversationState, 'language' | 'handledThrough'>,
  detect: DetectLanguage,
): string {
  const held = state.handledThrough > 0 ? state.language : (baseOf(message.locale) ?? state.language)
  if (message.action !== undefined) return held
  const { language, confidence } = detect(message.text.slice(0, 2_000).replace(NUMBERED, ' '), held)
  // Han characters alone may be Japanese as well as Chinese.
  if (language === 'zh' && held === 'ja') return held
  return confidence >= (spokenLanguages.includes(language) ? SURE : SURER) ? language : held
}

/** Order numbers, sizes and links belong to no language. */
const NUMBERED = /\S*\d\S*|https?:\S+/g

function baseOf(locale: string | undefined): string | undefined {
  const base = locale?.toLowerCase().split('-')[0]
  return base !== undefined && /^[a-z]{2,3}$/.test(base) ? base : undefined
}
