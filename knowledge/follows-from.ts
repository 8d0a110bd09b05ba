import { tokenise } from '../language/tokenise.ts'

const LISTS: Readonly<Record<string, string>> = {
  en: `it its they them their this that these those he she his her otherwise then however therefore so also but and or else instead both
    such there afterwards`,
  de: `es sie er dies diese dieser dieses das dort dann danach dafür daher dazu damit sonst jedoch aber und oder auch beides solche`,
  fr: `il elle ils elles ce cela ceci ces celui celle cette ensuite sinon puis donc mais et ou aussi y alors`,
  es: `él ella ellos ellas esto eso este esta estos estas ese esa luego después entonces pero y o también allí`,
  pt: `ele ela eles elas isto isso este esta estes estas esse essa depois então mas e ou também ali`,
}

/** Whether a sentence needs the one before it to be understood: 'It costs 5 euros.' */
export function followsFrom(sentence: string, language: string): boolean {
  const [first = ''] = tokenise(sentence, language)
  return (LISTS[language.toLowerCase().split('-')[0] ?? '']?.split(/\s+/) ?? []).includes(first)
}
