import { stopWords } from '../language/stop-words.ts'
import { tokenise } from '../language/tokenise.ts'
import { own } from '../language/own.ts'

interface Lists {
  /** Subjects whose meaning stands before them. */
  pronouns: string
  /** Other words that hang on what stands before them. */
  links: string
}

const LISTS: Readonly<Record<string, Lists>> = {
  en: {
    pronouns: 'it they this these that those',
    links:
      'its their them he she his her otherwise then however therefore so also but and or else instead both such there afterwards',
  },
  de: {
    pronouns: 'es sie er dies diese dieser dieses das',
    links: 'dort dann danach dafür daher dazu damit sonst jedoch aber und oder auch beides solche',
  },
  fr: {
    pronouns: 'il elle ils elles ce cela ceci ces celui celle',
    links: 'cet cette ensuite sinon puis donc mais et ou aussi y alors',
  },
  es: {
    pronouns: 'él ella ellos ellas esto eso',
    links: 'este esta estos estas ese esa luego después entonces pero y o también allí',
  },
  pt: {
    pronouns: 'ele ela eles elas isto isso',
    links: 'este esta estes estas esse essa depois então mas e ou também ali',
  },
}

/** Whether a sentence needs the one before it to be understood: 'It costs 5 euros.', 'After that we need your details.' */
export function followsFrom(sentence: string, language: string): boolean {
  const lists = listsOf(language)
  const [first = '', second = ''] = tokenise(sentence, language)
  if (!lists) return false
  if (hangs(first, lists)) return true
  return stopWords(language).has(first) && hangs(second, lists)
}

/** Whether a word is a subject that something else can be put in place of. */
export function standsForSomething(word: string, language: string): boolean {
  return listsOf(language)?.pronouns.split(' ').includes(word) ?? false
}

function hangs(word: string, { pronouns, links }: Lists): boolean {
  return `${pronouns} ${links}`.split(/\s+/).includes(word)
}

function listsOf(language: string): Lists | undefined {
  return own(LISTS, language.toLowerCase().split('-')[0] ?? '')
}
