import { foldAccents } from '../language/fold-accents.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'

/** A sentence somebody (or something) composed and the passages it says it rests on. */
export interface CitedSentence {
  text: string
  passages: string[]
}

export type Unsupported = 'no_passage' | 'number' | 'negation' | 'name' | 'coverage'

export type Checked = { supported: true } | { supported: false; because: Unsupported }

/** So much of a sentence's telling words must stand in what it cites. */
const COVERAGE = 0.8

const NEGATIONS: Readonly<Record<string, readonly string[]>> = {
  en: ['not', 'no', 'never', 'none', 'cannot', 'without', 'nobody', 'nothing', 'neither', 'nor', 'unable', 'unless', 'except'],
  de: ['nicht', 'kein', 'keine', 'keinen', 'keiner', 'keinem', 'nie', 'niemals', 'ohne', 'weder', 'außer', 'nichts', 'niemand'],
  fr: ['ne', 'pas', 'jamais', 'aucun', 'aucune', 'sans', 'rien', 'personne', 'sauf', 'ni'],
  es: ['no', 'nunca', 'jamás', 'sin', 'ningún', 'ninguno', 'ninguna', 'nada', 'nadie', 'salvo', 'excepto', 'ni'],
  pt: ['não', 'nunca', 'jamais', 'sem', 'nenhum', 'nenhuma', 'nada', 'ninguém', 'salvo', 'exceto', 'nem'],
  ja: ['ない', 'ません', 'ず', 'なし', 'ぬ'],
}

/**
 * Whether a passage really says what a sentence claims: each of its numbers and names stands there, it denies nothing the passage does not
 * deny and the other way round, and its telling words are the passage's words. Strict on purpose: a dropped truth costs less than a lie.
 */
export function checkCitation(sentence: CitedSentence, language: string): Checked {
  if (sentence.passages.length === 0) return { supported: false, because: 'no_passage' }
  const cited = sentence.passages.join('\n')
  const said = factsOf(sentence.text, language)
  const source = factsOf(cited, language)
  if (!said.numbers.every((number) => source.numbers.includes(number))) return { supported: false, because: 'number' }
  if (!said.names.every((name) => source.words.has(name))) return { supported: false, because: 'name' }
  if (coverage(said.terms, source.terms) < COVERAGE) return { supported: false, because: 'coverage' }
  if (!sameNegation(sentence.text, said.terms, cited, language)) return { supported: false, because: 'negation' }
  return { supported: true }
}

interface Facts {
  numbers: string[]
  names: string[]
  words: ReadonlySet<string>
  terms: string[]
}

function factsOf(text: string, language: string): Facts {
  const words = tokenise(text, language)
  return {
    numbers: numbersOf(text),
    names: namesOf(text, language),
    words: new Set(words.map(foldAccents)),
    terms: tellingTerms(words, language),
  }
}

/** Numbers with their decimals and grouping made one: '1,000.50', '1.000,50' and '1000.50' are the same. */
function numbersOf(text: string): string[] {
  const found = text.normalize('NFKC').match(/\d+(?:[.,:\s]\d+)*/g) ?? []
  return found.map((number) => number.replace(/[.,\s](?=\d{3}(?!\d))/g, '').replace(',', '.'))
}

/** Words written with a capital inside a sentence; German nouns all are, so there they prove nothing. */
function namesOf(text: string, language: string): string[] {
  if (language.startsWith('de')) return []
  const found = [...text.matchAll(/(?<=[\p{Ll}\p{N},;:)]\s)\p{Lu}[\p{L}\p{N}'-]*/gu)]
  return found
    .flatMap((match) => tokenise(match[0], language))
    .filter((word) => !stopWords(language).has(word))
    .map(foldAccents)
}

function tellingTerms(words: readonly string[], language: string): string[] {
  const stops = stopWords(language)
  return words.filter((word) => !stops.has(word)).map((word) => stem(word, language))
}

function coverage(terms: readonly string[], source: readonly string[]): number {
  if (terms.length === 0) return 1
  const known = new Set(source)
  return terms.filter((term) => known.has(term)).length / terms.length
}

/** The sentence is compared with the one sentence of the passage that is nearest to it. */
function sameNegation(sentence: string, terms: readonly string[], cited: string, language: string): boolean {
  const nearest = cited
    .split(/(?<=[.!?。])\s*|\n+/u)
    .map((text) => ({ text, shared: coverage(terms, tellingTerms(tokenise(text, language), language)) }))
    .reduce((a, b) => (b.shared > a.shared ? b : a), { text: cited, shared: -1 })
  return denies(sentence, language) === denies(nearest.text, language)
}

function denies(text: string, language: string): boolean {
  const negations = NEGATIONS[language.split('-')[0] ?? ''] ?? NEGATIONS['en'] ?? []
  return tokenise(text, language).some((word) => negations.includes(word) || word.endsWith("n't"))
}
