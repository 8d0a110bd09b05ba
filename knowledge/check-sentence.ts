import { tokenise } from '../language/tokenise.ts'
import { standsForSomething } from './follows-from.ts'
import { sentencesOf } from './passages.ts'
import { isNumber, readTerms, turns, type Term } from './reading.ts'
import { calendarWords, turningWords, type TurningWords } from './turning-words.ts'

/** A passage as it was given to whoever composed: what its words stand under is part of what it says. */
export interface CitedPassage {
  title: string
  heading: string
  text: string
}

export type Unsupported = 'language' | 'number' | 'name' | 'negation' | 'coverage' | 'dropped' | 'order'

export type Checked =
  | {
      supported: true
      /** Which sentence of the passage says it, counted from 0. */
      at: number
      /** The heading it is true under ('Outside the UK'), to be said with it; empty when it holds by itself. */
      under: string
    }
  | { supported: false; because: Unsupported }

/** Words of one family ('deliver', 'delivery') share so many first letters, and so much of the longer one. */
const FAMILY_LETTERS = 5
const FAMILY_SHARE = 0.75
/** 'Refundable' is not 'refunded', nor 'useless' of use. */
const TURNING_SUFFIX = /(able|ible|less|ful|los|bar)(?:e[nrms]?)?$/

/**
 * Whether a passage really says what a sentence claims: one sentence of it must say the same words in the same order, and all of them,
 * but for their forms, articles and how numbers are written. Whatever is left out may be a condition, whatever is moved may get another
 * subject, and no list of words tells which; so nothing may be. What may differ: the passive ('Items can be returned'), a heading in
 * place of a pronoun, the line that leads a list in. Strict on purpose: a dropped truth costs less than a lie. Where we do not know a
 * language's small words only a quotation passes.
 */
export function checkSentence(text: string, passage: CitedPassage, language: string): Checked {
  const turning = turningWords(language)
  const sources = sourcesOf(passage, (words) => turning !== undefined && bindsOthers(words, language, turning))
  const claimed = plain(text)
  const quoted = sources.find((source) => source.alone && plain(source.text) === claimed)
  if (quoted) return { supported: true, at: quoted.at, under: quoted.under }
  if (!turning) return { supported: false, because: 'language' }
  if (marksOf(text).some((mark) => !passage.text.includes(mark))) return { supported: false, because: 'coverage' }
  const read = (words: string): Term[] => readTerms(words, language, turning)
  const claim = read(text)
  for (const source of sources) {
    const way = waysToSay(source, passage, language, read).find(({ terms }) => sameTerms(terms, claim))
    if (way) return { supported: true, at: source.at, under: way.under }
  }
  const strict = { turning, dates: calendarWords(language), names: namesOf(text, language) }
  const said = sources.map((source) => read(source.text))
  return { supported: false, because: whatFails(claim, said, strict) }
}

/** A sentence of the passage, and what it stands under. */
interface Source {
  at: number
  text: string
  /** The line that leads its list in. */
  lead: string
  /** Its heading, where that restrains what it says, or where it is one of a list. */
  under: string
  /** An item of a list whose lead denies or restrains, or that goes on from it, says nothing alone. */
  alone: boolean
}

function sourcesOf({ heading, text }: CitedPassage, binds: (words: string) => boolean): Source[] {
  const under = binds(heading) ? heading : ''
  const sources: Source[] = []
  let lead = ''
  for (const line of text.split('\n')) {
    const isItem = withoutBullet(line) !== line.trim() || line.startsWith('  ')
    if (!isItem) lead = ''
    for (const sentence of sentencesOf(line)) {
      const words = withoutBullet(sentence)
      // What begins with a small letter goes on from somewhere.
      const goesOn = /^\p{Ll}/u.test(words) && (lead !== '' || heading === '')
      sources.push({ at: sources.length, text: words, lead, under: isItem ? heading : under, alone: !goesOn && !binds(lead) })
    }
    if (!isItem && line.endsWith(':')) lead = line
  }
  return sources
}

/** Whether what stands under these words holds only where they do: 'If it leaks', 'Outside the UK', 'You cannot return:'. */
function bindsOthers(words: string, language: string, turning: TurningWords): boolean {
  const terms = readTerms(words, language, turning).map(({ word }) => word)
  return terms.some((word) => turns(word, turning)) || turning.scopes.has(terms[0] ?? '')
}

interface Way {
  terms: Term[]
  under: string
}

/** All the ways to say a sentence of the passage that we know to mean the same. */
function waysToSay(source: Source, passage: CitedPassage, language: string, read: (words: string) => Term[]): Way[] {
  const { text, lead, under, alone, at } = source
  const terms = read(text)
  const ways: Way[] = []
  if (alone) ways.push({ terms, under }, ...passives(terms).map((passive) => ({ terms: passive, under })))
  if (lead !== '') ways.push({ terms: [...read(lead), ...terms], under })
  if (passage.heading !== '') ways.push({ terms: [...read(passage.heading), ...terms], under: '' })
  // Only the first sentence's pronoun stands for the heading; a later one's stands for something in between.
  if (alone && at === 0 && standsForSomething(terms[0]?.word ?? '', language)) {
    const rest = terms.slice(1)
    const runs = [passage.title, passage.heading].flatMap((words) => runsOf(read(words)))
    ways.push(...runs.map((run) => ({ terms: [...run, ...rest], under })))
  }
  return ways
}

/** 'You can return unworn items …' is 'Unworn items can be returned …', wherever the object ends. */
function passives(terms: readonly Term[]): Term[][] {
  const [party, modal, ...others] = terms
  if (!party || !modal || !PARTIES.has(party.word) || !MODALS.has(modal.word)) return []
  const denied = others[0]?.word === 'not' ? 1 : 0
  const verb = others.slice(denied, denied + 1)
  const rest = others.slice(denied + 1)
  const block = [modal, ...others.slice(0, denied), BE, ...verb]
  const found: Term[][] = []
  // Small words end what is certainly the object.
  for (let end = 1; rest[end - 1]?.exact === false; end++) found.push([...rest.slice(0, end), ...block, ...rest.slice(end)])
  return found
}

const BE: Term = { word: 'be', stem: 'be', exact: true }
const PARTIES: ReadonlySet<string> = new Set(['you', 'we'])
const MODALS: ReadonlySet<string> = new Set(['can', 'may', 'must', 'will'])

/** Every stretch of a heading: 'standard delivery' of 'How long does standard delivery take'. */
function runsOf(terms: readonly Term[]): Term[][] {
  const runs: Term[][] = []
  for (let from = 0; from < terms.length; from++)
    for (let to = from + 1; to <= terms.length; to++) runs.push(terms.slice(from, to))
  return runs
}

function sameTerms(a: readonly Term[], b: readonly Term[]): boolean {
  return a.length === b.length && a.every((term, at) => alike(term, b[at]))
}

function alike(a: Term, b: Term | undefined): boolean {
  if (b === undefined) return false
  if (a.word === b.word) return true
  if (a.exact || b.exact || suffixOf(a.word) !== suffixOf(b.word)) return false
  if (a.stem === b.stem) return true
  let shared = 0
  while (shared < a.stem.length && a.stem[shared] === b.stem[shared]) shared++
  return shared >= FAMILY_LETTERS && shared >= FAMILY_SHARE * Math.max(a.stem.length, b.stem.length)
}

function suffixOf(word: string): string | undefined {
  return TURNING_SUFFIX.exec(word)?.[1]
}

/** Said of the sentence that is most alike. */
function whatFails(claim: readonly Term[], sources: readonly Term[][], strict: Strict): Unsupported {
  let because: Unsupported = 'coverage'
  let furthest = -1
  for (const source of sources) {
    const shared = claim.filter((term) => stands(term, source)).length
    if (shared > furthest) [furthest, because] = [shared, failureOf(claim, source, strict)]
  }
  return because
}

interface Strict {
  turning: TurningWords
  dates: ReadonlySet<string>
  names: readonly string[]
}

function failureOf(claim: readonly Term[], source: readonly Term[], { turning, dates, names }: Strict): Unsupported {
  const strange = claim.filter((term) => !stands(term, source)).map(({ word }) => word)
  const left = source.filter((term) => !stands(term, claim)).map(({ word }) => word)
  if (strange.some((word) => isNumber(word) || dates.has(word))) return 'number'
  if (strange.some((word) => names.includes(word))) return 'name'
  if ([...strange, ...left].some((word) => turns(word, turning))) return 'negation'
  if (strange.length > 0) return 'coverage'
  return left.length > 0 ? 'dropped' : 'order'
}

function stands(term: Term, terms: readonly Term[]): boolean {
  return terms.some((each) => alike(term, each))
}

/** Words written with a capital inside a sentence; in German all nouns are. */
function namesOf(text: string, language: string): string[] {
  if (language.startsWith('de')) return []
  return [...text.matchAll(/(?<=[\p{Ll}\p{N},;:)]\s)\p{Lu}[\p{L}\p{N}'-]*/gu)].flatMap(([name]) => tokenise(name, language))
}

/** What draws, links or addresses; words alone do neither. */
function marksOf(text: string): string[] {
  return text.match(/[[\]<>{}|\\`*_#~]|:\/\/|\S+@\S+\w/g) ?? []
}

function plain(text: string): string {
  return withoutBullet(text).normalize('NFKC').replaceAll('’', "'").replace(/\s+/g, ' ').trim()
}

/** A line of a list without the sign before it. */
export function withoutBullet(text: string): string {
  return text.trim().replace(/^(?:[-•*]|\d{1,2}[.)])\s+/, '')
}
