/** Scripts written without spaces between words; only they need a dictionary to be cut. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{N}\p{M}]+(?:'[\p{L}\p{N}\p{M}]+)*/gu

const segmenters = new Map<string, Intl.Segmenter>()

/** The words of a text in order: lower case, compatibility forms and apostrophes made one, punctuation gone. */
export function tokenise(text: string, language = 'en'): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
  return UNSPACED.test(plain) ? segmented(plain, language) : (plain.match(WORD) ?? [])
}

function segmented(plain: string, language: string): string[] {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenterFor(language).segment(plain)) if (isWordLike) words.push(segment)
  return words
}

function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const made = new Intl.Segmenter(isLocale(language) ? language : 'und', { granularity: 'word' })
  segmenters.set(language, made)
  return made
}

/** Languages come from callers, and Intl throws at a tag that is none. */
function isLocale(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
