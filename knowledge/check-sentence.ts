import { foldAccents } from '../language/fold-accents.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { calendarWords, turningWords, type TurningWords } from './turning-words.ts'
import { sentencesOf } from './passages.ts'

/** A passage as it was given to whoever composed: what its words stand under is part of what it says. */
export interface CitedPassage {
  title: string
  heading: string
  text: string
}

export type Unsupported = 'language' | 'number' | 'name' | 'negation' | 'coverage' | 'order'
export type Checked = { supported: true } | { supported: false; because: Unsupported }

/** So much of a sentence's telling words must stand in what it cites, and in the same order. */
const COVERAGE = 0.8
/** Words of one family ('deliver', 'delivery') share so many first letters, and so much of the longer one. */
const FAMILY_LETTERS = 5
const FAMILY_SHARE = 0.75

/**
 * Whether a passage really says what a sentence claims. One sentence of the passage must say it alone: hold each number, date and name
 * in the same order and before the same words, deny and restrict neither more nor less, and hold the telling words. Two facts of one
 * passage mixed into a third ('express costs' from here, '4.90' from there) therefore never pass. Strict on purpose: a dropped truth
 * costs less than a lie. Where we do not know a language's words of denial only a quotation passes.
 */
export function checkSentence(text: string, passage: CitedPassage, language: string): Checked {
  const sources = sentencesOf(passage.text)
  const claimed = plain(text)
  if (sources.some((source) => plain(source) === claimed)) return { supported: true }
  const turning = turningWords(language)
  if (!turning) return { supported: false, because: 'language' }
  if (marksOf(text).some((mark) => !passage.text.includes(mark))) return { supported: false, because: 'coverage' }
  const read = (words: string): Reading => readSentence(words, language, turning)
  const claim = read(text)
  const readings = sources.map(read)
  let because: Unsupported = 'coverage'
  let furthest = -1
  for (const [at, source] of readings.entries()) {
    const lead = leadOf(sources, at)
    const others = new Set(readings.filter((_, each) => each !== at && sources[each] !== lead).flatMap(({ terms }) => terms))
    const context = read(`${passage.title}. ${passage.heading}. ${lead}`).terms.filter((term) => !others.has(term))
    const failed = failureOf(claim, source, new Set(context))
    if (failed === undefined) return { supported: true }
    // Of all sentences the one that is most alike says best what is wrong.
    const alike = inOrder(claim.terms, source.terms)
    if (alike > furthest) [furthest, because] = [alike, failed]
  }
  return { supported: false, because }
}

interface Reading {
  /** Telling words, numbers and turning words in order: words as stems, numbers as 'n4x90'. */
  terms: string[]
  clauses: { terms: string[]; denies: boolean }[]
  numbers: { value: string; next: string | undefined }[]
  /** Months, weekdays, words for numbers: as strict as figures. */
  dates: string[]
  names: string[]
  /** Words as written, accents folded. */
  words: ReadonlySet<string>
  /** Words that bind a number or a duty: 'within', 'after', 'at least', 'must'. */
  limits: string[]
  /** 'not' for every denial, and each condition by itself. */
  restraints: ReadonlySet<string>
}

function failureOf(claim: Reading, source: Reading, context: ReadonlySet<string>): Unsupported | undefined {
  if (!numbersStand(claim, source)) return 'number'
  if (!claim.dates.every((word) => source.dates.includes(word))) return 'number'
  if (!claim.names.every((name) => source.words.has(name) || context.has(name))) return 'name'
  if (!same(claim.restraints, source.restraints)) return 'negation'
  if (!claim.limits.every((word) => source.words.has(word))) return 'negation'
  const missing = claim.terms.filter((term) => !stands(term, source.terms) && !context.has(term))
  if (missing.length > 0) return 'coverage'
  const own = claim.terms.filter((term) => stands(term, source.terms))
  // What the sentence stands under may complete it ('It takes 2 days.'), never take the place of what it says.
  if (own.length < claim.terms.length && !source.terms.every((term) => stands(term, claim.terms))) return 'coverage'
  if (own.length === 0 || inOrder(own, source.terms) < COVERAGE * own.length) return 'order'
  return claim.clauses.every((clause) => clauseStands(clause, source)) ? undefined : 'order'
}

/** In the same order, and each before the same word: '5 working days' is not '5 days'. */
function numbersStand(claim: Reading, source: Reading): boolean {
  let at = 0
  for (const { value, next } of claim.numbers) {
    const found = source.numbers.findIndex((each, place) => place >= at && each.value === value && sameNext(next, each.next))
    if (found < 0) return false
    at = found + 1
  }
  return true
}

function sameNext(claimed: string | undefined, said: string | undefined): boolean {
  return claimed === undefined || claimed === said
}

/** Words that stand only where the source speaks of another number, or denies where this does not, must not be taken from there. */
function clauseStands(clause: Reading['clauses'][number], source: Reading): boolean {
  const fits = (each: Reading['clauses'][number]): boolean =>
    each.denies === clause.denies && each.terms.every((term) => !isNumber(term) || clause.terms.includes(term))
  const near = source.clauses.filter(fits).flatMap(({ terms }) => terms)
  const elsewhere = source.clauses.filter((each) => !fits(each)).flatMap(({ terms }) => terms)
  return clause.terms.every((term) => stands(term, near) || !stands(term, elsewhere))
}

function readSentence(text: string, language: string, turning: TurningWords): Reading {
  const marked = markNumbers(text.normalize('NFKC').replaceAll('’', "'"), turning)
  const stops = stopWords(language)
  const read = (part: string): { words: string[]; terms: string[] } => {
    const words = tokenise(part, language)
    const telling = words.filter((word) => !stops.has(word) && !isRestraint(word, turning))
    return { words, terms: telling.map((word) => (isNumber(word) ? word : stem(word, language))) }
  }
  const { words, terms } = read(marked)
  const clauses = marked
    .split(turning.clauses)
    .map((part) => ({ ...read(part), denies: tokenise(part, language).some((word) => denies(word, turning)) }))
  const dates = calendarWords(language)
  return {
    terms,
    clauses: clauses.filter((clause) => clause.terms.length > 0),
    numbers: terms.flatMap((term, at) => (isNumber(term) ? [{ value: term, next: terms[at + 1] }] : [])),
    dates: words.filter((word) => dates.has(word)),
    names: namesOf(text, language),
    words: new Set(words.flatMap((word) => [foldAccents(word), foldAccents(word.replace(/'s$/, ''))])),
    limits: words.filter((word) => turning.limits.has(word)).map(foldAccents),
    restraints: restraintsOf(words, turning),
  }
}

/** Numbers as one word each, whatever their decimals and grouping; signs of money and percent as words after them. */
function markNumbers(text: string, { numbers }: TurningWords): string {
  const spoken = text.replace(/\p{L}+/gu, (word) => numbers.get(word.toLowerCase()) ?? word)
  return spoken
    .replace(/([€$£¥])\s?(\d+(?:[.,:]\d+)*)/g, '$2$1')
    .replace(/(?<!\d)-(?=\d)/g, ' minus ')
    .replace(/\d+(?:[.,:\s]\d{3}(?!\d))*(?:[.,:]\d+)*/g, (number) => ` ${canonical(number)} `)
    .replace(/[€$£¥%+]/g, (sign) => ` ${SIGNS[sign] ?? ''} `)
}

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'euro',
  $: 'dollar',
  '£': 'pound',
  '¥': 'yen',
  '%': 'percent',
  '+': 'plus',
}

function canonical(number: string): string {
  const bare = number.replace(/[.,\s](?=\d{3}(?!\d))/g, '').replace(/,/g, '.')
  const even = bare.includes('.') ? bare.replace(/\.0+$/, '') : bare
  return `n${even.replaceAll('.', 'x').replaceAll(':', 'c')}`
}

function isNumber(term: string): boolean {
  return /^n\d/.test(term)
}

/** Words written with a capital inside a sentence; German nouns all are, so there the telling words must do. */
function namesOf(text: string, language: string): string[] {
  if (language.startsWith('de')) return []
  const found = [...text.matchAll(/(?<=[\p{Ll}\p{N},;:)]\s)\p{Lu}[\p{L}\p{N}'-]*/gu)]
  return found
    .flatMap((match) => tokenise(match[0], language))
    .filter((word) => !stopWords(language).has(word))
    .map((word) => foldAccents(word.replace(/'s$/, '')))
}

function restraintsOf(words: readonly string[], turning: TurningWords): Set<string> {
  const restraints = words.filter((word) => turning.conditions.has(word))
  return new Set(words.some((word) => denies(word, turning)) ? [...restraints, 'not'] : restraints)
}

function isRestraint(word: string, turning: TurningWords): boolean {
  return denies(word, turning) || turning.conditions.has(word)
}

function denies(word: string, { negations }: TurningWords): boolean {
  return negations.has(word) || word.endsWith("n't")
}

/** A line that ends with a colon speaks for the lines under it. */
function leadOf(sources: readonly string[], at: number): string {
  return sources.slice(0, at).findLast((line) => line.endsWith(':')) ?? ''
}

function stands(term: string, terms: readonly string[]): boolean {
  return terms.some((each) => alike(term, each))
}

function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (isNumber(a) || isNumber(b)) return false
  let shared = 0
  while (shared < a.length && a[shared] === b[shared]) shared++
  return shared >= FAMILY_LETTERS && shared >= FAMILY_SHARE * Math.max(a.length, b.length)
}

/** Length of the longest run of terms both hold in the same order, others between them allowed. */
function inOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const term of a) {
    const next = [0]
    for (const [at, other] of b.entries())
      next.push(alike(term, other) ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each))
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
