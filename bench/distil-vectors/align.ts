import { foldAccents } from '../../language/fold-accents.ts'
import { stem } from '../../language/stem.ts'
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
/** Of the words with one stem the most frequent leads; the others go so far towards it. */
const OF_STEM = 0.3

/** A word whose meaning the glossary knows, and where it moved. */
interface Anchor {
  word: string
  stem: string
  from: Vector
  to: Vector
}

interface Families {
  beginnings: ReadonlyMap<string, readonly Anchor[]>
  stems: ReadonlyMap<string, Anchor>
}

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
      if (language !== 'en') for (const [word, vector] of words) moved.set(word, carried(word, vector, language, families))
      for (const { word, to } of anchors.values()) moved.set(word, to)
      return [language, withStems(language, moved, anchors)]
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
      return from
        ? [[word, { word: foldAccents(word), stem: stem(word, language), from, to: unit(mix(unit(sum), pull, from, 1 - pull)) }]]
        : []
    }),
  )
}

/** 'zurückgeschickten' goes where 'zurückgeschickt' went, and 'melde' where 'melden'. */
function carried(word: string, vector: Vector, language: string, families: Families): Vector {
  const anchor = nearestAnchor(foldAccents(word), vector, families)
  if (anchor) {
    const by = Math.min(1, (anchor.likeness - 0.4) * 2)
    return unit(mix(vector, 1, mix(anchor.to, 1, anchor.from, -1), by))
  }
  const root = families.stems.get(stem(word, language))
  return root ? unit(mix(vector, 1, root.to, 1)) : vector
}

/** Forms of one word mean nearly the same, whatever the model makes of each alone. */
function withStems(language: string, words: Map<string, Vector>, anchors: ReadonlyMap<string, Anchor>): Map<string, Vector> {
  const leaders = new Map<string, Vector>()
  for (const [word, vector] of words) {
    const root = stem(word, language)
    if (!leaders.has(root)) leaders.set(root, vector)
  }
  return new Map(
    [...words].map(([word, vector]) => {
      const leader = leaders.get(stem(word, language))
      return [word, leader && !anchors.has(word) ? unit(mix(vector, 1 - OF_STEM, leader, OF_STEM)) : vector]
    }),
  )
}

function nearestAnchor(word: string, vector: Vector, families: Families): (Anchor & { likeness: number }) | undefined {
  let best: (Anchor & { likeness: number }) | undefined
  for (const anchor of families.beginnings.get(word.slice(0, BEGINNING)) ?? []) {
    const shared = sharedBeginning(word, anchor.word) / Math.max(word.length, anchor.word.length)
    const likeness = dot(vector, anchor.from) + OF_SPELLING * shared
    if (shared >= ALIKE && likeness > (best?.likeness ?? MEANT)) best = { ...anchor, likeness }
  }
  return best
}

/** Anchors by their first letters and by their stems. */
function familiesOf(anchors: ReadonlyMap<string, Anchor>): Families {
  const beginnings = new Map<string, Anchor[]>()
  const stems = new Map<string, Anchor>()
  for (const anchor of anchors.values()) {
    if (!stems.has(anchor.stem)) stems.set(anchor.stem, anchor)
    if (anchor.word.length < BEGINNING) continue
    const beginning = anchor.word.slice(0, BEGINNING)
    beginnings.set(beginning, [...(beginnings.get(beginning) ?? []), anchor])
  }
  return { beginnings, stems }
}

function sharedBeginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
