/**
 * A customer's words as the phrase lists read them: lower case, without accents, one kind of apostrophe, punctuation and emoji as
 * spaces. Japanese is left as it is, apart from the compatibility forms.
 */
export function plainWords(text: string): string {
  return text
    .slice(0, READ_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replace(/[’‘`´]/g, "'")
    .replace(/[^\p{L}\p{N}\p{M}ー'-]+/gu, ' ')
    .trim()
}

/** What a long message is about, and whether a person is wanted, is said well before this. */
const READ_CHARACTERS = 2_000
