import { foldAccents } from '../language/fold-accents.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { commonness } from './question-words.ts'

/** How much a mention counts for each turn it lies further back. */
const FADING = 0.72
/** Less than this share of a name is not a mention of it. */
const ENOUGH = 0.4
/** A name said in part may be another name. */
const PARTLY = 0.8
/** What a word says that stands in every other sentence. */
const COMMON = 0.2
const TOO_COMMON = 0.1

/** More of the articles than this have the title of one in another section. Of a help centre next to none do. */
const ALIKE = 0.2

interface Section {
  name: string
  words: string[]
  documents: Set<number>
  /** Title of each document, without the section's own words. */
  titles: Map<number, string>
}

/** What a library speaks about, section by section, and which of it a conversation is on: "does it have parking?" needs the hotel's name. */
export class Sections {
  readonly #sections = new Map<string, Section>()
  readonly #byWord = new Map<string, Set<Section>>()
  /** In which sections a title stands, and how often. */
  readonly #byTitle = new Map<string, Map<Section, number>>()
  #documents = 0
  #repeated = 0

  add(name: string, language: string, document: number, title: string): void {
    if (name === '') return
    const section = this.#sections.get(name) ?? this.#open(name, language)
    section.documents.add(document)
    section.titles.set(document, withoutWords(title, language, section.words))
    this.#countTitle(section, document, 1)
  }

  remove(name: string, document: number): void {
    const section = this.#sections.get(name)
    if (!section?.documents.delete(document)) return
    this.#countTitle(section, document, -1)
    section.titles.delete(document)
    if (section.documents.size === 0) this.#close(section)
  }

  /** Whether sections are places or things that are all asked the same: 'Is there parking?' stands in most of them. */
  get areAlike(): boolean {
    return this.#repeated > ALIKE * this.#documents
  }

  documentsOf(name: string): ReadonlySet<number> {
    return this.#sections.get(name)?.documents ?? new Set()
  }

  /** How present each section is in a conversation, 0 to 1; turns are newest first, so the question is the first. */
  mentioned(turns: readonly string[], language: string): Map<string, number> {
    const strengths = new Map<string, number>()
    for (const [ago, turn] of turns.entries()) {
      for (const [section, share] of this.#namedIn(turn, language)) {
        const strength = share * FADING ** ago
        if (strength > (strengths.get(section.name) ?? 0)) strengths.set(section.name, strength)
      }
    }
    return strengths
  }

  #namedIn(text: string, language: string): Map<Section, number> {
    const written = tokenise(text, language).map(foldAccents)
    const words = new Set(written)
    const touched = new Set<Section>()
    for (const word of words) if (!this.#isCommon(word)) for (const section of this.#byWord.get(word) ?? []) touched.add(section)
    const said = ` ${written.join(' ')} `
    const shares = new Map<Section, number>()
    for (const section of touched) {
      const share = said.includes(` ${section.words.join(' ')} `) ? 1 : PARTLY * this.#shareOf(section, words)
      if (share >= ENOUGH) shares.set(section, share)
    }
    return shares
  }

  #shareOf(section: Section, words: ReadonlySet<string>): number {
    let all = 0
    let met = 0
    for (const word of new Set(section.words)) {
      const worth = this.#isCommon(word) ? COMMON : Math.log(1 + this.#sections.size / (this.#byWord.get(word)?.size ?? 1))
      all += worth
      if (words.has(word)) met += worth
    }
    return all === 0 ? 0 : met / all
  }

  /** 'What The Cluck' is not meant by everybody who says 'what the'. */
  #isCommon(word: string): boolean {
    return stopWords('en').has(word) || commonness(stem(word, 'en'), 'en') >= TOO_COMMON
  }

  #countTitle(section: Section, document: number, change: 1 | -1): void {
    const title = section.titles.get(document) ?? ''
    const holding = this.#byTitle.get(title) ?? new Map<Section, number>()
    this.#byTitle.set(title, holding)
    this.#repeated -= repeats(holding)
    const left = (holding.get(section) ?? 0) + change
    if (left > 0) holding.set(section, left)
    else holding.delete(section)
    this.#repeated += repeats(holding)
    if (holding.size === 0) this.#byTitle.delete(title)
    this.#documents += change
  }

  #open(name: string, language: string): Section {
    const section = {
      name,
      words: tokenise(name, language).map(foldAccents),
      documents: new Set<number>(),
      titles: new Map<number, string>(),
    }
    this.#sections.set(name, section)
    for (const word of section.words) {
      const sharing = this.#byWord.get(word)
      if (sharing) sharing.add(section)
      else this.#byWord.set(word, new Set([section]))
    }
    return section
  }

  #close(section: Section): void {
    this.#sections.delete(section.name)
    for (const word of section.words) {
      const sharing = this.#byWord.get(word)
      sharing?.delete(section)
      if (sharing?.size === 0) this.#byWord.delete(word)
    }
  }
}

function withoutWords(title: string, language: string, words: readonly string[]): string {
  const others = tokenise(title, language).map(foldAccents)
  return others.filter((word) => !words.includes(word)).join(' ')
}

/** How many documents share a title with one of another section. */
function repeats(holding: ReadonlyMap<Section, number>): number {
  return holding.size < 2 ? 0 : [...holding.values()].reduce((sum, times) => sum + times, 0)
}
