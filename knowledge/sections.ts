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

interface Section {
  name: string
  words: string[]
  documents: Set<number>
}

/** What a library speaks about, section by section, and which of it a conversation is on: "does it have parking?" needs the hotel's name. */
export class Sections {
  readonly #sections = new Map<string, Section>()
  readonly #byWord = new Map<string, Set<Section>>()

  add(name: string, language: string, document: number): void {
    if (name === '') return
    const section = this.#sections.get(name) ?? this.#open(name, language)
    section.documents.add(document)
  }

  remove(name: string, _language: string, document: number): void {
    const section = this.#sections.get(name)
    if (!section) return
    section.documents.delete(document)
    if (section.documents.size === 0) this.#close(section)
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

  #open(name: string, language: string): Section {
    const section = { name, words: tokenise(name, language).map(foldAccents), documents: new Set<number>() }
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
