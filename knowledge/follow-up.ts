import { tokenise } from '../language/tokenise.ts'
import { own } from '../language/own.ts'

interface Leaning {
  /** A question that begins like this goes on from the one before: "and on Sundays?" */
  beginnings: readonly string[]
  /** Words that stand for something said before: "does it cost anything?" */
  pointing: ReadonlySet<string>
}

const LEANING: Readonly<Record<string, Leaning>> = {
  en: {
    beginnings: [
      'and',
      'but',
      'or',
      'ok',
      'okay',
      'so',
      'then',
      'also',
      'what about',
      'how about',
      'what if',
      'same for',
      'even if',
      'in that case',
    ],
    pointing: new Set([
      'it',
      'its',
      'that',
      'this',
      'they',
      'them',
      'their',
      'those',
      'these',
      'one',
      'ones',
      'there',
      'then',
      'too',
      'though',
      'instead',
      'either',
      'otherwise',
      'he',
      'she',
      'him',
      'her',
      'both',
      'neither',
    ]),
  },
  de: {
    beginnings: [
      'und',
      'aber',
      'oder',
      'ok',
      'okay',
      'also',
      'dann',
      'auch',
      'was ist mit',
      'wie ist es mit',
      'was wenn',
      'und wenn',
      'gilt das',
    ],
    pointing: new Set([
      'es',
      'das',
      'dies',
      'diese',
      'dieser',
      'dieses',
      'sie',
      'ihn',
      'ihnen',
      'damit',
      'dafür',
      'davon',
      'dazu',
      'dort',
      'da',
      'dann',
      'auch',
      'stattdessen',
      'sonst',
      'beide',
    ]),
  },
  fr: {
    beginnings: ['et', 'mais', 'ou', 'ok', 'alors', 'aussi', 'et si', 'dans ce cas'],
    pointing: new Set([
      'il',
      'elle',
      'ils',
      'elles',
      'le',
      'la',
      'les',
      'lui',
      'leur',
      'cela',
      'ça',
      'ce',
      'ceci',
      'celui',
      'celle',
      'ceux',
      'y',
      'en',
      'là',
      'aussi',
      'sinon',
      'alors',
    ]),
  },
  es: {
    beginnings: ['y', 'pero', 'o', 'ok', 'vale', 'entonces', 'también', 'y si', 'qué pasa si', 'en ese caso'],
    pointing: new Set([
      'lo',
      'la',
      'los',
      'las',
      'le',
      'les',
      'eso',
      'esto',
      'ese',
      'esa',
      'este',
      'esta',
      'él',
      'ella',
      'ellos',
      'ahí',
      'allí',
      'también',
      'entonces',
      'tampoco',
    ]),
  },
  pt: {
    beginnings: ['e', 'mas', 'ou', 'ok', 'então', 'também', 'e se', 'nesse caso'],
    pointing: new Set([
      'o',
      'a',
      'os',
      'as',
      'lhe',
      'isso',
      'isto',
      'esse',
      'essa',
      'este',
      'esta',
      'ele',
      'ela',
      'eles',
      'aí',
      'ali',
      'lá',
      'também',
      'então',
    ]),
  },
}

/** A handful of words says little by itself. */
const SHORT = 4
const SHORTISH = 8

/** How much a question leans on what was said before, 0 (stands by itself) to 1. Only of use when something was said. */
export function leansOnBefore(text: string, language: string): number {
  const words = tokenise(text, language)
  const { beginnings, pointing } = own(LEANING, language) ?? { beginnings: [], pointing: new Set<string>() }
  const said = `${words.join(' ')} `
  const goesOn = beginnings.some((beginning) => said.startsWith(`${beginning} `)) ? 0.5 : 0
  const points = words.some((word) => pointing.has(word)) ? 0.3 : 0
  const short = words.length <= SHORT ? 0.4 : words.length <= SHORTISH ? 0.2 : 0
  return Math.min(1, goesOn + points + short)
}
