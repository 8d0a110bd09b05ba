import { foldAccents } from '../../language/fold-accents.ts'
import { dot, mix, unit, type Vector } from './linear.ts'
import type { Concept } from './glossary.ts'
import type { Lexicon } from './lexicon.ts'

/** How far a translation moves to its concept, and an English word to its synonyms. */
const TRANSLATION = 0.8
const SYNONYM = 0.25
/** The first word of a concept counts twice. */
const LEADING = 2
/** Forms of one word share so many first letters, so much of the longer one, and mean about the same. */
const BEGINNING = 4
const ALIKE = 0.6
const MEANT = 0.6
const OF_SPELLING = 0.3

/** A word whose meaning the glossary knows, and where it moved. */
interface Anchor {
  word: string
  from: Vector
  to: Vector
}

type Families = ReadonlyMap<string, readonly Anchor[]>

/** Draws the words of one concept together, in every language, and takes their inflected forms along. */
export function align(lexicon: Lexicon, glossary: readonly Concept[]): Lexicon {
  const english = lexicon.get('en') ?? new Map<string, Vector>()
  const concepts = glossary.flatMap((concept) => {
    const centre = sumOf((concept.get('en') ?? []).flatMap((word) => english.get(word) ?? []))
    return centre ? [{ concept, centre }] : []
  })
  return new Map(
    [...lexicon].map(([language, words]) => {
      const anchors = anchorsOf(language, words, concepts)
      const moved = new Map(words)
      const families = familiesOf(anchors)
      if (language !== 'en') for (const [word, vector] of words) moved.set(word, carried(word, vector, families))
      for (const { word, to } of anchors.values()) moved.set(word, to)
      return [language, moved]
    }),
  )
}

function sumOf(vectors: readonly Vector[]): Vector | undefined {
  const [first, ...rest] = vectors
  if (!first) return undefined
  return unit(rest.reduce((sum, vector) => mix(sum, 1, vector, 1), mix(first, LEADING, first, 0)))
}

function anchorsOf(
  language: string,
  words: ReadonlyMap<string, Vector>,
  concepts: readonly { concept: Concept; centre: Vector }[],
): Map<string, Anchor> {
  const sums = new Map<string, Vector>()
  for (const { concept, centre } of concepts) {
    for (const [at, word] of (concept.get(language) ?? []).entries()) {
      const factor = at === 0 ? LEADING : 1
      const sum = sums.get(word)
      sums.set(word, sum ? mix(sum, 1, centre, factor) : mix(centre, factor, centre, 0))
    }
  }
  const pull = language === 'en' ? SYNONYM : TRANSLATION
  return new Map(
    [...sums].flatMap(([word, sum]) => {
      const from = words.get(word)
      return from ? [[word, { word: foldAccents(word), from, to: unit(mix(unit(sum), pull, from, 1 - pull)) }]] : []
    }),
  )
}

/** 'zurückgeschickten' goes where 'zurückgeschickt' went. */
function carried(word: string, vector: Vector, families: Families): Vector {
  const anchor = nearestAnchor(foldAccents(word), vector, families)
  if (!anchor) return vector
  const by = Math.min(1, (anchor.likeness - 0.4) * 2)
  const shift = mix(anchor.to, 1, anchor.from, -1)
  return unit(mix(vector, 1, shift, by))
}

function nearestAnchor(word: string, vector: Vector, families: Families): (Anchor & { likeness: number }) | undefined {
  let best: (Anchor & { likeness: number }) | undefined
  for (const anchor of families.get(word.slice(0, BEGINNING)) ?? []) {
    const shared = sharedBeginning(word, anchor.word) / Math.max(word.length, anchor.word.length)
    const likeness = dot(vector, anchor.from) + OF_SPELLING * shared
    if (shared >= ALIKE && likeness > (best?.likeness ?? MEANT)) best = { ...anchor, likeness }
  }
  return best
}

/** Anchors by their first letters. */
function familiesOf(anchors: ReadonlyMap<string, Anchor>): Families {
  const families = new Map<string, Anchor[]>()
  for (const anchor of anchors.values()) {
    if (anchor.word.length < BEGINNING) continue
    const beginning = anchor.word.slice(0, BEGINNING)
    families.set(beginning, [...(families.get(beginning) ?? []), anchor])
  }
  return families
}

function sharedBeginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
