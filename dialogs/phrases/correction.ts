/** That somebody was misunderstood and says it again, or wants something else: in any of our languages, on plain words. */
export function corrects(words: string): boolean {
  return CORRECTIONS.some((pattern) => pattern.test(words))
}

/** "No" and then what should be instead: more than an answer to a question. */
export function startsWithNo(words: string): boolean {
  return /^(?:no|nope|nah|not|nein|nee|nicht|non|pas|nao|いいえ|いや|違)(?:[ ぁ-んァ-ヶ一-龠]|$)/u.test(words)
}

const CORRECTIONS: readonly RegExp[] = [
  /\bi (?:already |just )?(?:said|told you|asked|meant|mentioned|wrote)\b|\b(?:not|isn't|wasn't) (?:what|the one) i\b|\bi did(?:n't| not) (?:ask|say|mean|want)\b/,
  /\b(?:that's|that is|this is|it's|it is) (?:not (?:right|it|correct|what|the)|wrong|incorrect)\b|\bnot right\b|\bmake (?:it|that)\b|\bchange (?:it|that|the \w+) to\b/,
  /\b(?:instead|rather|actually|something else|another (?:one|option|choice|place)|any (?:other|others)|anything else|different (?:one|option|time|place)|other options?|try again|again please)\b/,
  /\bich (?:habe? (?:doch |schon |bereits )?(?:gesagt|gefragt|geschrieben)|meinte|meine doch|wollte doch)\b|\bdas (?:ist|war) (?:nicht|falsch)\b|\bsondern\b|\betwas anderes\b/,
  /\bj'ai (?:deja |bien )?(?:dit|demande|ecrit)\b|\bje (?:voulais|parlais)\b|\bce n'est pas (?:ce|ca|la|le)\b|\bautre chose\b|\bplutot\b/,
  /\b(?:ya )?(?:dije|pregunte|escribi|he dicho|he preguntado)\b|\bme referia\b|\bno es (?:eso|lo que|correcto)\b|\botra cosa\b|\bmas bien\b/,
  /\b(?:ja )?(?:disse|falei|perguntei|escrevi)\b|\bquis dizer\b|\bnao (?:e|foi|era) (?:isso|o que)\b|\boutra coisa\b/,
  /(?:って言|と言いました|聞いたのは|ではなくて?|じゃなくて?|違います|そうじゃな)/,
]

/** What a bot says when it could not do what was asked. */
export function admitsFailure(words: string): boolean {
  return FAILURES.some((pattern) => pattern.test(words))
}

const FAILURES: readonly RegExp[] = [
  /\b(?:sorry|apologi[sz]e|unfortunately|unable|could(?:n't| not)|can(?:not|'t)|wasn't able|was not able|did(?:n't| not) (?:go|work|find)|failed|no answer|not sure|don't know|do not know)\b/,
  /\b(?:leider|tut mir leid|konnte nicht|kann ich nicht|keine antwort|weiss ich nicht|nicht sicher)\b/,
  /\b(?:desolee?|malheureusement|je ne (?:peux|sais|trouve)|aucune reponse|pas de reponse)\b/,
  /\b(?:lo siento|lamentablemente|no (?:puedo|se|encuentro|he podido)|ninguna respuesta)\b/,
  /\b(?:desculpe|infelizmente|nao (?:posso|sei|encontrei|consegui)|nenhuma resposta)\b/,
  /(?:申し訳|すみません|できません|わかりません|分かりません|見つかりません)/,
]
