import { IntlMessageFormat } from 'intl-messageformat'
import { de } from './messages/de.ts'
import { en } from './messages/en.ts'
import { es } from './messages/es.ts'
import { fr } from './messages/fr.ts'
import { ja } from './messages/ja.ts'
import type { MessageKey, Messages } from './messages/messages.ts'
import { pt } from './messages/pt.ts'

export type { MessageKey, Messages } from './messages/messages.ts'
export type MessageParams = Record<string, string | number>

export const CATALOGUES: Readonly<Record<string, Messages>> = { en, de, fr, es, pt, ja }

/** The languages the bot speaks itself. */
export const spokenLanguages: readonly string[] = Object.keys(CATALOGUES)

const compiled = new Map<string, IntlMessageFormat>()

/** One message in the customer's language, English where we do not speak it. `language` is BCP 47; only its first part counts. */
export function say(language: string, key: MessageKey, params: MessageParams = {}): string {
  return String(formatOf(spokenLanguage(language), key).format(params))
}

/** The language of ours that serves this one: 'de' for 'de-CH', 'en' for what we do not speak. */
export function spokenLanguage(language: string): string {
  const first = language.toLowerCase().split('-')[0] ?? 'en'
  return Object.hasOwn(CATALOGUES, first) ? first : 'en'
}

/** Parsed once; customers' words are only ever parameters, never part of a message. */
function formatOf(spoken: string, key: MessageKey): IntlMessageFormat {
  const id = `${spoken}/${key}`
  const known = compiled.get(id)
  if (known) return known
  const made = new IntlMessageFormat(CATALOGUES[spoken]?.[key] ?? en[key], spoken, undefined, { ignoreTag: true })
  compiled.set(id, made)
  return made
}
