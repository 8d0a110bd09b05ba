import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './messages/en.ts'

export type MessageKey = keyof typeof en
export type Messages = Readonly<Record<MessageKey, string>>
export type MessageParams = Record<string, string | number>

const CATALOGUES: Record<string, Messages> = { en }
/** The languages the bot speaks itself. */
export const spokenLanguages: readonly string[] = Object.keys(CATALOGUES)

const compiled = new Map<string, IntlMessageFormat>()

/** One message in the customer's language, English where we do not speak it. `language` is BCP 47; only its first part counts. */
export function say(language: string, key: MessageKey, params: MessageParams = {}): string {
  const spoken = spokenLanguage(language)
  const id = `${spoken}/${key}`
  let format = compiled.get(id)
  if (!format)
    compiled.set(
      id,
      (format = new IntlMessageFormat(CATALOGUES[spoken]?.[key] ?? en[key], spoken, undefined, { ignoreTag: true })),
    )
  return String(format.format(params))
}

/** The language of ours that serves this one: 'de' for 'de-CH', 'en' for what we do not speak. */
export function spokenLanguage(language: string): string {
  const first = language.toLowerCase().split('-')[0] ?? 'en'
  return Object.hasOwn(CATALOGUES, first) ? first : 'en'
}
