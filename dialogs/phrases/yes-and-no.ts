import { plainWords } from '../plain-words.ts'
import { looksLikeQuestion } from './looks-like-question.ts'

/** "Yes" in whatever dress: the whole message says it and nothing else. */
export function saysYes(words: string): boolean {
  return words.length <= LONGEST && YES.some((pattern) => pattern.test(words))
}

/** "No", or that an answer did not help. */
export function saysNo(words: string): boolean {
  return words.length <= LONGEST && (NO.some((pattern) => pattern.test(words)) || NO_HELP.some((pattern) => pattern.test(words)))
}

/** The question in "no, I meant express delivery" or "nein, was kostet Express?". */
export function questionAfterNo(text: string): string | undefined {
  return questionAfter(text, /^(?:no+|nope|nah|nein|nee|non|não|nao|いいえ|いや)[\s,.!:;、。–—-]+(.{6,})$/isu)
}

export function questionAfterYes(text: string): string | undefined {
  return questionAfter(
    text,
    /^(?:yes(?! or no)|yeah|yep|ja|oui|sí|sim|はい)(?:[\s,]+(?:thanks|thank you|danke|merci|gracias|obrigad[oa]))?[\s,.!:;、。–—-]+(.{6,})$/isu,
  )
}

const MEANT =
  /^(?:i (?:meant|mean|was asking|asked|am asking|'m asking)|i'm asking|ich mein\w*|je (?:voulais|parlais|parle)|me refier\w+|quise decir|eu quis dizer|quero dizer)\b/i

function questionAfter(text: string, pattern: RegExp): string | undefined {
  const rest = pattern.exec(text.trim())?.[1]?.trim()
  if (rest === undefined || saysYes(plainWords(rest)) || saysNo(plainWords(rest))) return undefined
  return MEANT.test(rest) || looksLikeQuestion(rest) ? rest : undefined
}

const LONGEST = 80

/** `once` at least once, fillers around it. What is in both lists counts as said, so that there is one way to read each word. */
function wholly(once: string, fillers: string): RegExp {
  const said = new Set(once.split('|'))
  const around = fillers
    .split('|')
    .filter((filler) => !said.has(filler))
    .join('|')
  return new RegExp(`^(?:(?:${around}) )*(?:${once})(?: (?:${once}|${around}))*$`, 'u')
}

const YES = [
  wholly(
    "yes|yep|yeah|yup|ya|sure|ok|okay|okey|k|absolutely|definitely|of course|correct|right|exactly|indeed|it did|it does|that did|that did it|that does it|it helped|that helped|that helps|this helped|this helps|very helpful|helpful|that works|that worked|it works|it worked|works|worked|solved|that's it|that is it|perfect|all good|sounds good|please do|yes please|go ahead|got it",
    "thanks|thank you|thx|cheers|please|very much|a lot|so much|oh|that|it|was|all|now|great|it's|that's|really|me|you|much|for your help|that was",
  ),
  wholly(
    'ja|jep|jo|jawohl|klar|gerne?|sicher|genau|richtig|stimmt|ok|okay|hat geholfen|das hat geholfen|hilft|das hilft|hilfreich|sehr hilfreich|passt|perfekt|super|alles klar|bitte|gelost|erledigt|auf jeden fall|naturlich|mach das',
    'danke|dankeschon|vielen dank|bitte|sehr|das|es|mir|war|gut|dir|ihnen|ist|hat|schon|weiter',
  ),
  wholly(
    "oui|ouais|ok|d'accord|bien sur|volontiers|exactement|parfait|c'est bon|ca m'a aide|cela m'a aide|ca aide|ca m'aide|tres utile|utile|c'est ca|tout a fait|avec plaisir|absolument|resolu",
    "merci|beaucoup|s'il vous plait|svp|c'est|tres|bien|ca|super",
  ),
  wholly(
    'si|sip|claro|vale|ok|de acuerdo|por supuesto|exacto|perfecto|me ayudo|me ha ayudado|me sirvio|me sirve|eso ayuda|ha ayudado|util|muy util|correcto|resuelto|asi es|desde luego|me ha servido',
    'gracias|muchas gracias|por favor|eso|mucho|muy|genial|me|muchas|que',
  ),
  wholly(
    'sim|claro|ok|certo|com certeza|isso|exato|exatamente|perfeito|ajudou|me ajudou|ajudou sim|util|muito util|resolvido|resolveu|pode ser|beleza|isso mesmo|ajuda|serviu',
    'obrigad[oa]|muito|por favor|muito obrigad[oa]|bem|me|que',
  ),
  /^(?:はい|うん|ええ|そうです|お願いします|はい[、 ]*(?:お願いします|助かりました|解決しました|ありがとう(?:ございます|ございました)?)|助かりました|役に立ちました|役立ちました|解決しました|わかりました|分かりました|了解(?:です|しました)?|オーケー)[。 ]*$/u,
]

const NO = [
  wholly(
    "no+|nope|nah|not really|not at all|not quite|not yet|negative|no it didn't|it didn't|it did not|it doesn't|that didn't|didn't help|no it doesn't|unfortunately not|sadly not|not exactly|hardly|wrong",
    "thanks|thank you|sorry|unfortunately|it|that|me|still|i'm afraid|afraid|really|help|sadly|oh|but",
  ),
  wholly(
    'nein|nee|ne|no|nicht wirklich|leider nicht|leider nein|gar nicht|uberhaupt nicht|noch nicht|falsch|nicht ganz',
    'danke|leider|das|es|mir|sorry|hilft',
  ),
  wholly(
    'non|nan|pas vraiment|pas du tout|malheureusement non|pas tout a fait|toujours pas|pas encore',
    'merci|desolee?|malheureusement|ca',
  ),
  wholly(
    'no|nop|para nada|en absoluto|no mucho|todavia no|aun no|lamentablemente no|la verdad no|la verdad es que no',
    'gracias|lo siento|mucho|realmente',
  ),
  wholly(
    'nao|na verdade nao|de jeito nenhum|nem um pouco|ainda nao|infelizmente nao|nao muito',
    'obrigad[oa]|desculpe|realmente|muito',
  ),
  /^(?:いいえ|いや|ううん|違います|ちがいます|違う|ダメです|だめです|まだです|結構です|いいえ[、 ]*(?:違います|まだです|助かりませんでした|解決していません))[。 ]*$/u,
]

/** That an answer missed, anywhere in a short message. */
const NO_HELP = [
  /\b(?:that|this|it|which|answer)?(?: (?:really|still|just))? ?(?:didn't|did not|doesn't|does not|doesnt|didnt|isn't|is not|wasn't|was not|won't) (?:really |very |actually |even )?(?:help(?:ful|ing|ed)?|work(?:ed|ing)?|answer|solve|useful|what i (?:asked|meant|wanted|need\w*|was asking))\b/,
  /\bnot (?:very |really |at all )?(?:helpful|useful|what i (?:asked|meant|wanted|need\w*|was asking|am asking))\b/,
  /\b(?:wrong|useless|bad|irrelevant|unhelpful) answer\b|\bno help\b|\bunhelpful\b|\bthat's wrong\b|\bthat is wrong\b|\byou (?:misunderstood|didn't understand|did not understand|don't understand)\b/,
  /\b(?:hat|das|es|hilft|war)(?: [a-z]+){0,3} (?:nicht (?:geholfen|hilfreich|weiter|das|was ich)|nichts gebracht)\b|\bnicht hilfreich\b|\bhilft(?: mir)?(?: [a-z]+)? nicht\b|\bfalsche antwort\b|\bnicht meine frage\b/u,
  /\b(?:ne |n')?(?:m')?(?:a|aide|ai)(?: pas)(?: vraiment)? (?:aide|utile)\b|\b(?:n'aide|m'aide|aide) pas\b|\bpas (?:utile|ma question|ce que je (?:demand\w+|voul\w+|cherch\w+))\b|\bmauvaise reponse\b/,
  /\bno (?:me )?(?:ayuda|ayudo|ha ayudado|sirve|sirvio|ha servido|funciona|es lo que (?:pregunt\w+|busc\w+|quer\w+|necesit\w+))\b|\brespuesta (?:equivocada|incorrecta)\b/,
  /\bnao (?:me )?(?:ajuda|ajudou|serve|serviu|funciona|resolveu|era isso|e isso|foi isso)\b|\bresposta (?:errada|incorreta)\b/,
  /(?:役に立た(?:ない|なかった|ちません)|役立ちません|助かりません|解決(?:しません|していません|しない|しなかった)|そうじゃ(?:ない|なく)|聞いたことと違)/,
]
