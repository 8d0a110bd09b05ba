/** A known word that stands for a word or a part of it, and how surely: 0 to 1. */
export interface WordPart {
  row: number
  share: number
}

/** What German and Dutch put between the parts of a compound. */
const LINKS = ['', 's', 'es', 'n', 'en', 'e'] as const
const HEAD = 3
const TAIL = 4
const PART = 0.7
/** Endings of at most so many letters are taken off an unknown word… */
const ENDING = 4
const WITHOUT_ENDING = 0.75
/** …or a neighbour in the alphabet stands in for it that shares this much of the longer one, and so many letters. */
const ALIKE = 0.65
const SHARED = 5
const NEIGHBOUR = 0.6
const LOOKED_AT = 4

/** Reads a folded word as known ones: itself, the parts of a compound, without its ending, or the nearest form of it. Empty when none fits. */
export function wordParts(word: string, rowOf: ReadonlyMap<string, number>, sorted: readonly string[]): WordPart[] {
  const row = rowOf.get(word)
  if (row !== undefined) return [{ row, share: 1 }]
  if (word.includes("'")) return word.split("'").flatMap((part) => (part.length > 1 ? wordParts(part, rowOf, sorted) : []))
  const compound = splitCompound(word, rowOf)
  return compound.length > 0 ? compound : (withoutEnding(word, rowOf) ?? nearestForm(word, rowOf, sorted))
}

/** The longest known tail, because it says what the thing is: 'rucksendeetikett' is an 'etikett'. The rest may be a compound itself. */
function splitCompound(word: string, rowOf: ReadonlyMap<string, number>): WordPart[] {
  for (let at = HEAD; at <= word.length - TAIL; at++) {
    const tail = rowOf.get(word.slice(at))
    const head = tail === undefined ? [] : readHead(word.slice(0, at), rowOf)
    if (tail !== undefined && head.length > 0) return [...head, { row: tail, share: PART }]
  }
  return []
}

function readHead(part: string, rowOf: ReadonlyMap<string, number>): WordPart[] {
  const heads = LINKS.filter((link) => part.endsWith(link) && part.length - link.length >= HEAD).map((link) =>
    part.slice(0, part.length - link.length),
  )
  for (const head of heads) {
    const row = rowOf.get(head)
    if (row !== undefined) return [{ row, share: PART }]
  }
  for (const head of heads) {
    const parts = splitCompound(head, rowOf)
    if (parts.length > 0) return parts
  }
  return []
}

function withoutEnding(word: string, rowOf: ReadonlyMap<string, number>): WordPart[] | undefined {
  for (let cut = 1; cut <= ENDING && word.length - cut >= TAIL; cut++) {
    const row = rowOf.get(word.slice(0, -cut))
    if (row !== undefined) return [{ row, share: WITHOUT_ENDING }]
  }
  return undefined
}

function nearestForm(word: string, rowOf: ReadonlyMap<string, number>, sorted: readonly string[]): WordPart[] {
  const place = placeOf(word, sorted)
  let best = ''
  let most = SHARED - 1
  for (let at = Math.max(0, place - LOOKED_AT); at < Math.min(sorted.length, place + LOOKED_AT); at++) {
    const other = sorted[at] ?? ''
    const shared = sharedBeginning(word, other)
    if (shared <= most || shared < ALIKE * Math.max(word.length, other.length)) continue
    best = other
    most = shared
  }
  const row = rowOf.get(best)
  return row === undefined ? [] : [{ row, share: NEIGHBOUR }]
}

/** Where in the alphabet the word would stand. */
function placeOf(word: string, sorted: readonly string[]): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < word) low = middle + 1
    else high = middle
  }
  return low
}

/** How many letters two words begin with alike. */
export function sharedBeginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
