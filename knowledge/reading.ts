import { foldAccents } from '../language/fold-accents.ts'
import { stem } from '../language/stem.ts'
import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import type { TurningWords } from './turning-words.ts'

export interface Term {
  /** As written, lower case; forms of one small word are one ('are' is 'is'). */
  word: string
  /** The stem of a telling word; numbers as 'n4x90'. */
  stem: string
  /** A number or a small word: nothing but itself will do. */
  exact: boolean
}

/** The words of a sentence that say something, in order: all but articles and courtesies. */
export function readTerms(text: string, language: string, turning: TurningWords): Term[] {
  const stops = stopWords(language)
  return tokenise(markNumbers(spelledOut(text, language), turning), language)
    .filter((word) => !turning.empty.has(word))
    .map((word) => {
      const small = turning.forms.get(word) ?? word
      const exact = isNumber(small) || stops.has(word) || turns(small, turning) || turning.scopes.has(small)
      return { word: small, stem: exact ? foldAccents(small) : stem(small, language), exact }
    })
}

/** Denies, or names what something depends on. */
export function turns(word: string, { negations, conditions }: TurningWords): boolean {
  return negations.has(word) || conditions.has(word)
}

/** English contractions as the words they stand for; a possessive's 's says nothing. */
function spelledOut(text: string, language: string): string {
  const plainly = text.normalize('NFKC').replaceAll('’', "'")
  if (!language.startsWith('en')) return plainly
  return (
    plainly
      .replace(/\b(?:cannot|can't)\b/gi, 'can not')
      .replace(/\bwon't\b/gi, 'will not')
      .replace(/n't\b/gi, ' not')
      .replace(/\b(it|that|there|what|here)'s\b/gi, '$1 is')
      .replace(/'re\b/gi, ' are')
      .replace(/'m\b/gi, ' am')
      .replace(/'ve\b/gi, ' have')
      .replace(/'ll\b/gi, ' will')
      .replace(/'s\b/gi, '')
      // 'Am' is also a form of 'be'.
      .replace(/(\d)\s?([ap])\.?m\b\.?/gi, '$1 $2meridiem ')
  )
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

export function isNumber(word: string): boolean {
  return /^n\d/.test(word)
}
