import { newStemmer } from 'snowball-stemmers'
import { foldAccents } from './fold-accents.ts'
import { own } from './own.ts'

const ALGORITHMS: Readonly<Record<string, string>> = {
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
}

/** Stems are remembered, because a base uses few words many times; beyond this the memory starts afresh. */
const REMEMBERED = 60_000

const stemmers = new Map<string, (word: string) => string>()

/** The stem of a lower-case word, without accents. Languages without a stemmer keep the word. */
export function stem(word: string, language: string): string {
  return stemmerFor(language)(word)
}

function stemmerFor(language: string): (word: string) => string {
  const known = stemmers.get(language)
  if (known) return known
  const made = remembering(createStemmer(language))
  stemmers.set(language, made)
  return made
}

function createStemmer(language: string): (word: string) => string {
  const algorithm = own(ALGORITHMS, language.split('-')[0] ?? '')
  if (!algorithm) return foldAccents
  const stemmer = newStemmer(algorithm)
  return (word) => foldAccents(stemmer.stem(word))
}

function remembering(compute: (word: string) => string): (word: string) => string {
  const memory = new Map<string, string>()
  return (word) => {
    const known = memory.get(word)
    if (known !== undefined) return known
    if (memory.size >= REMEMBERED) memory.clear()
    const made = compute(word)
    memory.set(word, made)
    return made
  }
}
