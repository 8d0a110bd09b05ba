import { tokenise } from '../language/tokenise.ts'
import { meanOf } from './mean-vector.ts'
import { passagesOf, sentencesOf } from './passages.ts'
import type { Lexicon } from './lexicon.ts'
import type { Profile, Profiles } from './profiles.ts'
import type { Revision } from './ports.ts'

/** A vector of unit length for the meaning of a text; undefined when the text holds nothing known. */
export type Meaning = (text: string, language: string) => Float32Array | undefined

/** Field weights of BM25F: a title says what an article is about. */
const TITLE = 3
const ALIAS = 2
const SECTION = 1
/** A word in many aliases is not more true than in two. */
const ALIAS_REPEATS = 2

/** What customers call it tells more of an article than what it says. */
const PASSAGE = 0.5

export interface IndexedPassage {
  heading: string
  text: string
  /** Term ids in order. */
  terms: Int32Array
  /** Where in `terms` each sentence begins. */
  sentences: Int32Array
  meaning?: Float32Array | undefined
}

/** A title or alias, prepared for comparing with a question. */
export interface IndexedName {
  text: string
  terms: Int32Array
  /** Words as written, stop words included, by id; each once. */
  words: Int32Array
  meaning?: Float32Array | undefined
}

export interface IndexedArticle extends Pick<Revision, 'articleId' | 'revision' | 'slug' | 'title' | 'section' | 'language'> {
  /** The title first, then the aliases. */
  names: IndexedName[]
  passages: IndexedPassage[]
  sectionTerms: Int32Array
  /** All its names and sentences together. */
  profile: Profile
  /** Nothing that customers may be shown: it stands for what the base has no answer to. */
  unanswered: boolean
}

export interface Document extends IndexedArticle {
  /** Weighted length in terms; undefined for what is not answered, which counts as of usual length. */
  length: number | undefined
  /** Its terms in ascending order, and the weighted frequency of each. */
  ofTerms: Int32Array
  frequencies: Float64Array
  /** Ids of its words as they are written. */
  surfaces: Int32Array
}

/** What an article is read with. */
export interface Reading {
  lexicon: Lexicon
  profiles: Profiles
  meaning: Meaning | undefined
}

/** Makes an article ready to be searched; its profile counts from here on. */
export function prepareArticle(revision: Revision, { lexicon, profiles, meaning: meant }: Reading): Document {
  const { articleId, slug, title, section, language } = revision
  const surfaces = new Set<number>()
  const terms = (text: string): Int32Array => lexicon.read(text, language, surfaces)
  const names = [title, ...revision.aliases].map((text): IndexedName => ({
    text,
    terms: terms(text),
    words: Int32Array.from(lexicon.wordIds([...new Set(tokenise(text, language))])),
    meaning: meant?.(text, language),
  }))
  // Questions stand in for the text that what is not answered does not have, so that it is compared in all the ways articles are.
  const passages = passagesOf(revision.unanswered ? revision.aliases.join('\n\n') : revision.body).map(({ heading, text }) => ({
    heading,
    text,
    ...readSentences(heading === '' ? text : `${heading}\n${text}`, terms),
    meaning: meant?.(heading === '' ? text : `${heading}. ${text}`, language),
  }))
  const sectionTerms = terms(section)
  const weights = weightedFrequencies(names, passages, sectionTerms)
  const ofTerms = Int32Array.from(weights.keys()).sort()
  const sentences = passages.flatMap(({ heading, text }) => [heading, ...sentencesOf(text)]).filter((text) => text !== '')
  return {
    articleId,
    revision: revision.revision,
    slug,
    title,
    section,
    language,
    names,
    passages,
    sectionTerms,
    unanswered: revision.unanswered === true,
    profile: profiles.add({ language, names: names.map(({ text }) => text), sentences }),
    ofTerms,
    frequencies: Float64Array.from(ofTerms, (term) => weights.get(term) ?? 0),
    length: revision.unanswered ? undefined : lengthOf(names, passages, sectionTerms),
    surfaces: Int32Array.from(surfaces),
  }
}

/** What its names and passages mean together. */
export function meaningOf({ names, passages }: IndexedArticle): Float32Array | undefined {
  return meanOf([
    ...names.map(({ meaning }) => ({ vector: meaning, weight: 1 })),
    ...passages.map(({ meaning }) => ({ vector: meaning, weight: PASSAGE })),
  ])
}

function readSentences(text: string, termsOf: (text: string) => Int32Array): { terms: Int32Array; sentences: Int32Array } {
  const terms: number[] = []
  const sentences: number[] = []
  for (const sentence of sentencesOf(text)) {
    sentences.push(terms.length)
    terms.push(...termsOf(sentence))
  }
  return { terms: Int32Array.from(terms), sentences: Int32Array.from(sentences) }
}

function weightedFrequencies(
  names: readonly IndexedName[],
  passages: readonly IndexedPassage[],
  section: Int32Array,
): Map<number, number> {
  const sums = new Map<number, number>()
  const add = (term: number, weight: number): unknown => sums.set(term, (sums.get(term) ?? 0) + weight)
  const inAliases = new Map<number, number>()
  for (const [at, name] of names.entries()) {
    if (at === 0) for (const term of name.terms) add(term, TITLE)
    else for (const term of new Set(name.terms)) inAliases.set(term, (inAliases.get(term) ?? 0) + 1)
  }
  for (const [term, times] of inAliases) add(term, ALIAS * Math.min(times, ALIAS_REPEATS))
  for (const passage of passages) for (const term of passage.terms) add(term, 1)
  for (const term of section) add(term, SECTION)
  return sums
}

/** Aliases do not count: an editor who adds some must not make the article look long. */
function lengthOf(names: readonly IndexedName[], passages: readonly IndexedPassage[], section: Int32Array): number {
  const title = names[0]?.terms.length ?? 0
  return passages.reduce((sum, passage) => sum + passage.terms.length, TITLE * title + SECTION * section.length)
}
