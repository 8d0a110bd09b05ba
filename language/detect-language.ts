import { foldAccents } from './fold-accents.ts'
import { LISTED_LANGUAGES, stopWords } from './stop-words.ts'
import { tokenise } from './tokenise.ts'

export interface DetectedLanguage {
  /** BCP 47, without region. */
  language: string
  /** 0 = nothing in the text tells, 1 = certain. Keep the conversation's language below about 0.2. */
  confidence: number
}

/** Scripts that settle the language; the first that fits wins, so kana comes before Han. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/[іїєґ]/giu, 'uk'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Devanagari}/gu, 'hi'],
]

/** Support words and endings that only one of the Latin languages has. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  en: /^(?:not|no|yes|my|order|refund|return|delivery|shipping|help|need|want|get|cancel|account|password|human|person|money|back|the|i'm|don't|can't)$|(?:ing|tion|ness|ould|ight)$/,
  de: /^(?:nicht|kein|keine|bestellung|rückgabe|lieferung|versand|konto|passwort|geld|zurück|mitarbeiter|mensch|hilfe|rechnung|umtausch|öffnungszeiten)$|(?:ung|ungen|lich|keit|heit|schaft|igen)$|sch|[äöüß]/,
  fr: /^(?:commande|remboursement|retour|livraison|compte|aide|besoin|facture|annuler|jamais|humain|colis|ne|n'ai|j'aimerais)$|(?:eux|eaux|ement|ais|ait|ez|oire)$|^(?:l|d|qu|n|s|j|c|m)'|[èêëœùûçîï]/,
  es: /^(?:no|pedido|reembolso|devolución|devolver|envío|cuenta|ayuda|necesito|factura|cancelar|dinero|persona|hacer|cuesta|cuanto|envio|devolucion)$|(?:ción|ciones|dad|ando|iendo|ar|ado)$|[ñ¿¡]|ll/,
  pt: /^(?:não|nao|pedido|reembolso|devolução|devolver|envio|entrega|conta|ajuda|preciso|fatura|cancelar|dinheiro|pessoa|fazer|faço|gostaria|custa)$|(?:ção|ções|ão|ões|dade|ando|endo|agem)$|[ãõ]|lh|nh|ço|frete|fatura/,
  it: /^(?:ordine|rimborso|reso|spedizione|conto|aiuto|bisogno|fattura|annullare|soldi|persona)$|(?:zione|zioni|mente|are|ere|ato|gli)$|cch|zz/,
  nl: /^(?:niet|geen|bestelling|terugbetaling|levering|verzending|rekening|hulp|nodig|factuur|annuleren|geld|mens|mijn)$|(?:ij|ijk|heid|ing)$|aa|ee|oo|uu|ij/,
}

/** Marks that are worth more than a word, seen in the whole text because the tokeniser drops punctuation. */
const PUNCTUATION: readonly (readonly [RegExp, string])[] = [
  [/[¿¡ñ]/i, 'es'],
  [/[ãõ]/i, 'pt'],
  [/ß/, 'de'],
  [/œ/i, 'fr'],
]

/** A guess from the words of one utterance; deterministic, a few microseconds, no data beside the word lists. */
export function detectLanguage(text: string, otherwise = 'en'): DetectedLanguage {
  return byScript(text) ?? byWords(text, otherwise)
}

function byScript(text: string): DetectedLanguage | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const [script, language] of SCRIPTS) {
    const found = text.match(script)?.length ?? 0
    if (found > 0 && found >= letters * 0.2) return { language, confidence: Math.min(1, 0.5 + found / letters) }
  }
  return undefined
}

function byWords(text: string, otherwise: string): DetectedLanguage {
  const words = tokenise(text)
  const scores = LATIN.map((language) => ({ language, score: scoreOf(words, text, language) })).sort((a, b) => b.score - a.score)
  const [best, second] = scores
  if (!best || !second || best.score === 0) return { language: otherwise, confidence: 0 }
  const confidence = (best.score - second.score) / (best.score + 0.6)
  const expected = scores.find(({ language }) => language === otherwise)
  // A tie goes to the language the conversation was in.
  if (expected?.score === best.score) return { language: otherwise, confidence: 0 }
  return { language: best.language, confidence: Math.max(0, Math.min(1, confidence)) }
}

const LATIN = LISTED_LANGUAGES.filter((language) => language !== 'ja')

/** Said in every language. */
const INTERNATIONAL: ReadonlySet<string> = new Set(['ok', 'okay', 'hello', 'hi'])

/** Function words with and without their accents, because customers leave them out. */
const FUNCTION_WORDS = new Map(LATIN.map((language) => [language, withoutAccentsToo(stopWords(language))]))

function withoutAccentsToo(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words, ...[...words].map(foldAccents)])
}

function scoreOf(words: readonly string[], text: string, language: string): number {
  let score = 0
  for (const word of words) {
    if (INTERNATIONAL.has(word)) continue
    const sharing = LATIN.filter((other) => FUNCTION_WORDS.get(other)?.has(word)).length
    if (sharing > 0 && FUNCTION_WORDS.get(language)?.has(word)) score += 1 / sharing
    const sign = SIGNS[language]?.exec(word)
    if (sign) score += sign[0] === word ? 0.8 : 0.3
  }
  for (const [mark, owner] of PUNCTUATION) if (owner === language && mark.test(text)) score += 1.2
  return score
}
