import { plainWords } from '../plain-words.ts'
import { de } from './wishes/de.ts'
import { en } from './wishes/en.ts'
import { es } from './wishes/es.ts'
import { fr } from './wishes/fr.ts'
import { ja } from './wishes/ja.ts'
import { pt } from './wishes/pt.ts'
import type { WishPatterns } from './wishes/wish-patterns.ts'

/** Whether somebody asks for a human being, in any words of six languages. */
export function wishesForPerson(text: string): boolean {
  const clauses = text.slice(0, READ_CHARACTERS).split(CLAUSE_END).map(plainWords).filter(Boolean)
  const atEnds = [plainWords(text), ...[clauses[0] ?? '', clauses.at(-1) ?? ''].filter((words) => !UNCLEAR.has(words))]
  return LANGUAGES.some(
    (language) => atEnds.some((words) => wishAlone(words, language)) || clauses.some((words) => wishWithin(words, language)),
  )
}

/** Whether it speaks of people in another sense: a refusal, a report of what was, another meaning of the same words. */
export function meansOtherwise(text: string): boolean {
  const words = plainWords(text.slice(0, READ_CHARACTERS))
  return LANGUAGES.some(({ otherwise }) => readable(words, otherwise) !== words)
}

const READ_CHARACTERS = 2_000
/** "I do not want a bot, I want a human": what is refused and what is wished stand in clauses of their own. */
const CLAUSE_END = /[,.;:!?\n…。、！？；：¿¡()–—]+|\s-\s/u

/** As a part of a sentence these are its subject: "Person, die das Paket annahm". */
const UNCLEAR = new Set([
  'person',
  'personne',
  'persona',
  'pessoa',
  'people',
  'personen',
  'someone',
  'somebody',
  'support',
  'staff',
  'equipe',
])

function wishAlone(words: string, { alone, otherwise }: WishPatterns): boolean {
  return alone.test(readable(words, otherwise))
}

function wishWithin(words: string, { within, otherwise }: WishPatterns): boolean {
  const rest = readable(words, otherwise)
  return within.some((pattern) => pattern.test(rest))
}

function readable(words: string, otherwise: WishPatterns['otherwise']): string {
  return otherwise.reduce((text, pattern) => text.replace(pattern, ' · '), words).trim()
}

/** All are tried whatever the language was taken for: "agent" is said everywhere. */
const LANGUAGES: readonly WishPatterns[] = [en, de, fr, es, pt, ja]
