import { stem } from '../language/stem.ts'
import { sayingTheSame } from '../language/support-words.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { commonness } from './question-words.ts'
import { softQuery, softWord, type SoftQuery } from './soft-words.ts'
import { TermTable } from './term-table.ts'
import type { ProfileQuestion } from './profiles.ts'
import type { ArticleIndex } from './article-index.ts'

/** One telling word of a question and the terms of the base it may stand for. */
export interface QueryWord {
  word: string
  /** What it was read as, where the spelling was mended or the word joined or split. */
  readAs?: string
  terms: { id: number; weight: number }[]
  /** How much finding it tells (idf, less for words customers use whatever they ask about); a word of no article tells most. */
  worth: number
  /** 1, or less for such a common word. */
  tells: number
}

/** A question as the index understands it. */
export interface Query {
  text: string
  language: string
  words: QueryWord[]
  /** Sum of the words' worth. */
  worth: number
  /** Words as written by id, stop words included. */
  written: ReadonlySet<number>
  /** Which word of the question a term stands for, and how surely. */
  byTerm: TermTable<{ at: number; weight: number }>
  meaning: Float32Array | undefined
  /** For comparing with articles as wholes. */
  profile: ProfileQuestion
  /** Its words by what they mean. */
  soft: SoftQuery
  /** Whether the base speaks another language. */
  foreign: boolean
}

const SURE = 1
const JOINED = 0.95
const MENDED = 0.9
/** A word of the same family ('multiply' for 'multiplication'), where the stemmer does not join them. */
const RELATED = 0.5
/** Another word for it in the same language, and the word for it in another. */
const SAME = 0.5
const TRANSLATED = 0.8
/** A base in another language cannot be expected to hold a word, so not finding it tells less. */
const FOREIGN = 0.35

export function readQuery(text: string, language: string, index: ArticleIndex): Query {
  const written = tokenise(text, language)
  const words = readWords(written, language, index)
  const byTerm = new Map<number, { at: number; weight: number }>()
  for (const [at, word] of words.entries()) {
    for (const term of word.terms)
      if (term.weight > (byTerm.get(term.id)?.weight ?? 0)) byTerm.set(term.id, { at, weight: term.weight })
  }
  return {
    text,
    language,
    words,
    worth: words.reduce((sum, word) => sum + word.worth, 0),
    written: new Set(index.wordIds(written)),
    byTerm: new TermTable(byTerm),
    meaning: index.meaning?.(text, language),
    profile: index.profiles.read(text, language),
    soft: readSoftly(written, words, language, index),
    foreign: index.isForeign(language),
  }
}

function readSoftly(written: readonly string[], words: readonly QueryWord[], language: string, index: ArticleIndex): SoftQuery {
  const stops = stopWords(language)
  const mended = new Map(words.flatMap(({ word, readAs }) => (readAs === undefined ? [] : [[word, readAs]])))
  const read = [...new Set(written)].filter((word) => !stops.has(word)).map((word) => mended.get(word) ?? word)
  return softQuery(read.map((word) => softWord(word, termIds(word, language, index), language, index)))
}

/** The telling words of an utterance, each once. */
export function readWords(written: readonly string[], language: string, index: ArticleIndex): QueryWord[] {
  const stops = stopWords(language)
  const read = new Map<string, QueryWord>()
  for (let at = 0; at < written.length; at++) {
    const word = written[at] ?? ''
    if (stops.has(word)) continue
    const spelt = asWritten(word, language, index) ?? joined(word, written[at + 1], language, index)
    const found =
      spelt ?? translated(word, language, index) ?? split(word, language, index) ?? mended(word, language, index, stops)
    // Two forms of one word are one word.
    if (found) read.set(String(found.terms[0]?.id ?? found.word), found)
  }
  return [...read.values()]
}

/** Words as they were read in a state of the base: a conversation says most of them again. */
const known = new WeakMap<object, Map<string, QueryWord | undefined>>()
/** Words of any customer; the base's own are some thousands. */
const REMEMBERED = 10_000

function asWritten(word: string, language: string, index: ArticleIndex): QueryWord | undefined {
  let read = known.get(index.state)
  if (!read || read.size >= REMEMBERED) known.set(index.state, (read = new Map<string, QueryWord | undefined>()))
  const key = `${language} ${word}`
  if (!read.has(key)) read.set(key, queryWord(word, undefined, [{ word, weight: SURE }], language, index))
  return read.get(key)
}

/** 'log in' is written 'login' in the base. */
function joined(word: string, next: string | undefined, language: string, index: ArticleIndex): QueryWord | undefined {
  if (next === undefined || !index.vocabulary.has(word + next)) return undefined
  return queryWord(word, word + next, [{ word: word + next, weight: JOINED }], language, index)
}

/** 'giftcard' is written 'gift card' in the base. */
function split(word: string, language: string, index: ArticleIndex): QueryWord | undefined {
  for (let at = 3; at <= word.length - 3; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)]
    if (!index.vocabulary.has(head) || !index.vocabulary.has(tail)) continue
    const parts = [head, tail].map((part) => ({ word: part, weight: JOINED / 2 }))
    return queryWord(word, `${head} ${tail}`, parts, language, index)
  }
  return undefined
}

/** A misspelt stop word is dropped like a stop word; a word the base cannot place stays, unknown, and counts against every candidate. */
function mended(word: string, language: string, index: ArticleIndex, stops: ReadonlySet<string>): QueryWord | undefined {
  // A word of another language is no misspelt word of this one.
  const [best, second] = index.isForeign(language) ? [] : index.vocabulary.mend(word)
  if (!best) return unknown(word, language, index)
  if (stops.has(best.word)) return undefined
  const readings = [{ word: best.word, weight: MENDED }]
  if (second && !stops.has(second.word))
    readings.push({ word: second.word, weight: (MENDED * 0.5 * second.likelihood) / best.likelihood })
  return queryWord(word, best.word, readings, language, index) ?? unknown(word, language, index)
}

function queryWord(
  word: string,
  readAs: string | undefined,
  readings: readonly { word: string; weight: number }[],
  language: string,
  index: ArticleIndex,
): QueryWord | undefined {
  const terms = new Map<number, number>()
  for (const reading of readings) {
    for (const id of termIds(reading.word, language, index)) terms.set(id, Math.max(reading.weight, terms.get(id) ?? 0))
  }
  if (terms.size === 0) return undefined
  const tells = 1 - commonness(stem(readAs ?? word, language), language)
  const worth = tells * Math.max(...[...terms.keys()].map((id) => index.idf(id)))
  for (const [id, likeness] of index.related([...terms.keys()])) terms.set(id, RELATED * likeness)
  for (const { id, weight } of inOtherWords(readings[0]?.word ?? word, language, index)) if (!terms.has(id)) terms.set(id, weight)
  const list = [...terms].map(([id, weight]) => ({ id, weight }))
  return readAs === undefined ? { word, terms: list, worth, tells } : { word, readAs, terms: list, worth, tells }
}

/** The base does not hold the word, but another for it. */
function translated(word: string, language: string, index: ArticleIndex): QueryWord | undefined {
  const terms = inOtherWords(word, language, index)
  if (terms.length === 0) return undefined
  const tells = 1 - commonness(stem(word, language), language)
  return { word, terms, worth: tells * Math.max(...terms.map(({ id }) => index.idf(id))), tells }
}

/** The base does not hold the word; one of its family may stand in for it. */
function unknown(word: string, language: string, index: ArticleIndex): QueryWord {
  const tells = (1 - commonness(stem(word, language), language)) * (index.isForeign(language) ? FOREIGN : 1)
  const terms = index.relatedTo(stem(word, language)).map(([id, likeness]) => ({ id, weight: RELATED * likeness }))
  return { word, terms, worth: tells * index.idf(undefined), tells }
}

/** What the word is called otherwise, in its own language and in those of the base. */
function inOtherWords(word: string, language: string, index: ArticleIndex): { id: number; weight: number }[] {
  const found = new Map<number, number>()
  // A base that speaks the customer's language needs no translation; it would only lead away from it.
  const languages = index.isForeign(language) ? new Set([language, ...index.languages]) : [language]
  for (const spoken of languages) {
    for (const other of sayingTheSame(stem(word, language), language, spoken)) {
      const id = index.termId(other)
      if (id !== undefined) found.set(id, Math.max(found.get(id) ?? 0, spoken === language ? SAME : TRANSLATED))
    }
  }
  if (index.isForeign(language))
    for (const [id, weight] of nearInMeaning(word, index)) found.set(id, Math.max(found.get(id) ?? 0, weight))
  return [...found].map(([id, weight]) => ({ id, weight }))
}

/** The nearest counts as a translation, as far as it is near; the others by how they compare with it. */
function nearInMeaning(word: string, index: ArticleIndex): [termId: number, weight: number][] {
  const near = index.near(word)
  const most = near[0]?.[1] ?? 1
  return near.map(([term, likeness]) => [term, (TRANSLATED * likeness) / Math.sqrt(most)])
}

/** The word's stem in its own language and in each language of the base: product names and loan words cross languages. */
function termIds(word: string, language: string, index: ArticleIndex): Set<number> {
  const ids = new Set<number>()
  for (const spoken of new Set([language, ...index.languages])) {
    const id = index.termId(stem(word, spoken))
    if (id !== undefined) ids.add(id)
  }
  return ids
}
