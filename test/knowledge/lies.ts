import { tokenise } from '../../language/tokenise.ts'

/** One sentence made wrong the way a weak model makes it wrong; undefined where it has nothing to make wrong. */
export type Lie = (said: string, other: string, pick: number) => string | undefined

export const LIES: Readonly<Record<string, Lie>> = {
  'another number': (said, other, pick) => replaceOne(said, /\d+(?:[.,:]\d+)*/g, pick, (old) => numberOf(other, old)),
  'a number more or less': (said, _other, pick) => replaceOne(said, /\d+/g, pick, (old) => String(Number(old) + 1 + (pick % 9))),
  'another unit': (said, _other, pick) =>
    replaceOne(said, /\b(?:days|hours|weeks|minutes|months|years|kg|cm)\b/g, pick, otherUnit),
  'another day': (said, _other, pick) => replaceOne(said, /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, pick, otherDay),
  'no denial': (said) => ifChanged(said, said.replace(/ (?:not|never)\b|(?<=can)not\b|n't\b/, '').replace(/\bNo /, 'Some ')),
  'a denial': (said) => ifChanged(said, said.replace(/ (can|must|do|is|are|will|may) /, ' $1 not ')),
  'no condition': (said) =>
    ifChanged(said, said.replace(/^(?:If|When|For|In|Until|From) [^,]+, |(?: if| unless| until| only).*(?=\.$)/, '')),
  'half of it': (said) => ifChanged(said, said.replace(/,.*(?=\.$)| (?:and|or|but) .*(?=\.$)/, '')),
  'the wrong party': (said) =>
    ifChanged(
      said,
      said.replace(/\b(?:we|you)\b/i, (party) => (/we/i.test(party) ? 'you' : 'we')),
    ),
  'another owner': (said) => ifChanged(said, said.replace(/\bthe\b/, 'your')),
  'a promise': (said) => ifChanged(said, said.replace(/ (?:can|may) /, ' will ')),
  'two facts in one': (said, other) => `${firstHalf(said)} ${secondHalf(other)}`,
  'one word more': (said, other, pick) => said.replace(/\.$/, ` ${wordOf(other, pick)}.`),
}

function ifChanged(before: string, after: string): string | undefined {
  return before === after ? undefined : after
}

function replaceOne(text: string, pattern: RegExp, pick: number, by: (old: string) => string): string | undefined {
  const found = [...text.matchAll(pattern)]
  const one = found[pick % Math.max(1, found.length)]
  if (!one) return undefined
  return ifChanged(text, text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length))
}

function numberOf(text: string, otherwise: string): string {
  return /\d+(?:[.,:]\d+)*/.exec(text)?.[0] ?? otherwise
}

function otherUnit(unit: string): string {
  return unit === 'days' ? 'hours' : unit === 'kg' ? 'cm' : 'days'
}

function otherDay(day: string): string {
  return day === 'Sunday' ? 'Monday' : 'Sunday'
}

function firstHalf(text: string): string {
  const words = text.replace(/[.!?:]$/, '').split(' ')
  return words.slice(0, Math.ceil(words.length / 2)).join(' ')
}

function secondHalf(text: string): string {
  const words = text.split(' ')
  return words.slice(Math.floor(words.length / 2)).join(' ')
}

function wordOf(text: string, pick: number): string {
  const words = tokenise(text, 'en').filter(isTelling)
  return words[pick % Math.max(1, words.length)] ?? 'free'
}

/** All but articles and courtesies. */
export function isTelling(word: string): boolean {
  return !['the', 'a', 'an', 'please', 'also'].includes(word)
}
