import { gramsOf, type TextGrams } from '../language/text-grams.ts'
import { placeIn } from './place-in.ts'

/** What a profile is made of. */
export interface ProfileTexts {
  language: string
  /** Its title and aliases: what customers call it. */
  names: readonly string[]
  /** What it says itself. */
  sentences: readonly string[]
}

/** What an article's names and sentences are made of together: as a customer who asks for it might put it. */
export interface Profile {
  /** How many it is made of. */
  texts: number
  words: Part
  characters: Part
}

/** Columns in rising order, what each counts, and in how many of the article's texts it stands. */
interface Part {
  columns: Uint32Array
  weights: Float32Array
  texts: Uint16Array
  /** What all of it counts together. */
  counted: number
  /** Length of the weighted part, and the state of the base it was measured in. */
  length: number
  measuredAt: number
}

/** A question in the same form, its weights already counted twice by rarity, once for each side. */
export interface ProfileQuestion {
  words: Asked
  characters: Asked
  /** How often each of the words and pairs is met in the base. */
  usual: readonly number[]
}

interface Asked {
  columns: readonly number[]
  weights: readonly number[]
}

/** Of characters; grams of three to five find no more, and take two and a half times the memory. */
const GRAM_LENGTHS = [4]
/** Places for hashed grams; some tens of thousands are in use, so few of them share one. */
const WIDTH = 1 << 20
/** So many words of the base are added to an article's own, so that none is impossible. */
const SMOOTHING = 100
/** What is less likely, or more, tells nothing beyond that. */
const LOG_RATIOS = [-2, 6] as const

/**
 * Every article's profile and how rare each gram is among all texts of the base: TF-IDF over words, word pairs and characters with one
 * centroid an article (Rocchio's classifier). Unlike the comparison with each name by itself it hears what all names say together, small
 * words included. Adding or removing an article touches that article's own grams only.
 */
export class Profiles {
  readonly #holding = { words: new Uint32Array(WIDTH), characters: new Uint32Array(WIDTH) }
  #texts = 0
  /** All words and pairs of all texts. */
  #counted = 0
  #state = 0

  add({ language, names, sentences }: ProfileTexts): Profile {
    const read = (text: string): TextGrams => gramsOf(text, language, GRAM_LENGTHS)
    const called = names.map(read)
    const said = sentences.map(read)
    const profile = {
      texts: names.length + sentences.length,
      words: partOf(called, said, 'words'),
      characters: partOf(called, said, 'characters'),
    }
    this.#count(profile, 1)
    this.#texts += profile.texts
    return profile
  }

  remove(profile: Profile): void {
    this.#count(profile, -1)
    this.#texts -= profile.texts
  }

  read(text: string, language: string): ProfileQuestion {
    const grams = gramsOf(text, language, GRAM_LENGTHS)
    const words = this.#asked(grams, 'words')
    const usual = words.columns.map((column) => ((this.#holding.words[column] ?? 0) + 0.5) / (this.#counted + 1))
    return { words, characters: this.#asked(grams, 'characters'), usual }
  }

  /** How like the question is to the article by words or by characters, 0 to 1. */
  likeness(question: ProfileQuestion, profile: Profile, kind: Kind): number {
    return this.#cosine(question[kind], profile[kind], kind)
  }

  /**
   * How much likelier the question's words and pairs are among the article's than in the base, 0 to 1: the mean log ratio of a unigram language model
   * with Dirichlet smoothing (Zhai and Lafferty, 2001).
   */
  likelihood({ words: { columns }, usual }: ProfileQuestion, { words: part }: Profile): number {
    if (columns.length === 0) return 0
    let sum = 0
    for (let at = 0; at < columns.length; at++) {
      const place = placeIn(part.columns, columns[at] ?? 0)
      if (place >= 0) sum += Math.log(1 + (part.weights[place] ?? 0) ** 2 / (SMOOTHING * (usual[at] ?? 1)))
    }
    const mean = sum / columns.length + Math.log(SMOOTHING / (part.counted + SMOOTHING))
    const [least, most] = LOG_RATIOS
    return Math.min(1, Math.max(0, (mean - least) / (most - least)))
  }

  #count(profile: Profile, sign: 1 | -1): void {
    this.#state++
    for (const times of profile.words.texts) this.#counted += sign * times
    for (const kind of ['words', 'characters'] as const) {
      const { columns, texts } = profile[kind]
      const holding = this.#holding[kind]
      for (const [at, column] of columns.entries()) holding[column] = (holding[column] ?? 0) + sign * (texts[at] ?? 0)
    }
  }

  #rarity(column: number, kind: Kind): number {
    return Math.log((this.#texts + 1) / ((this.#holding[kind][column] ?? 0) + 1)) + 1
  }

  #asked(grams: TextGrams, kind: Kind): Asked {
    const counts = new Map<number, number>()
    for (const [gram, times] of grams[kind]) counts.set(columnOf(gram), times)
    let squares = 0
    const columns = [...counts.keys()]
    const weights = columns.map((column) => {
      const rarity = this.#rarity(column, kind)
      const weight = (1 + Math.log(counts.get(column) ?? 1)) * rarity
      squares += weight * weight
      return weight * rarity
    })
    const length = Math.sqrt(squares)
    return { columns, weights: length === 0 ? weights : weights.map((weight) => weight / length) }
  }

  #cosine({ columns, weights }: Asked, part: Part, kind: Kind): number {
    let sum = 0
    for (let at = 0; at < columns.length; at++) {
      const place = placeIn(part.columns, columns[at] ?? 0)
      if (place >= 0) sum += (weights[at] ?? 0) * (part.weights[place] ?? 0)
    }
    return sum === 0 ? 0 : Math.min(1, sum / this.#lengthOf(part, kind))
  }

  /** Measured again only when the base has changed since. */
  #lengthOf(part: Part, kind: Kind): number {
    if (part.measuredAt === this.#state) return part.length
    let squares = 0
    for (let at = 0; at < part.columns.length; at++)
      squares += ((part.weights[at] ?? 0) * this.#rarity(part.columns[at] ?? 0, kind)) ** 2
    part.measuredAt = this.#state
    return (part.length = Math.sqrt(squares))
  }
}

type Kind = 'words' | 'characters'

/** Names are counted in the lower half of a number, sentences in the upper: one look-up for each gram of a library that has millions. */
const SENTENCE = 0x10000

function partOf(names: readonly TextGrams[], sentences: readonly TextGrams[], kind: Kind): Part {
  const counts = new Map<number, number>()
  const count = (grams: TextGrams, step: number): void => {
    for (const gram of grams[kind].keys()) {
      const column = columnOf(gram)
      counts.set(column, (counts.get(column) ?? 0) + step)
    }
  }
  for (const grams of names) count(grams, 1)
  for (const grams of sentences) count(grams, SENTENCE)
  // What customers say tells more of what they will say than the article's own sentences do, the more so the more of it there is.
  const worth = 1 / Math.sqrt(Math.max(1, names.length))
  const columns = Uint32Array.from(counts.keys()).sort()
  const weights = new Float32Array(columns.length)
  const texts = new Uint16Array(columns.length)
  for (let at = 0; at < columns.length; at++) {
    const both = counts.get(columns[at] ?? 0) ?? 0
    const [inNames, inSentences] = [both % SENTENCE, Math.floor(both / SENTENCE)]
    // The root, because a word in ten names is not ten times as true.
    weights[at] = Math.sqrt(inNames + worth * inSentences)
    texts[at] = inNames + inSentences
  }
  return {
    columns,
    weights,
    texts,
    counted: weights.reduce((sum, weight) => sum + weight ** 2, 0),
    length: 0,
    measuredAt: -1,
  }
}

function columnOf(gram: number): number {
  return (gram ^ (gram >>> 20)) & (WIDTH - 1)
}
