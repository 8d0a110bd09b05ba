import { plainWords } from '../plain-words.ts'

/** Whether words ask for something, rather than tell: a question mark, a question word, or the way a request begins. */
export function looksLikeQuestion(text: string): boolean {
  if (/[?？¿]/.test(text)) return true
  const words = plainWords(text)
  return STARTS.some((start) => start.test(words)) || JAPANESE.test(words)
}

const LEAD =
  '(?:(?:and|but|so|ok|okay|also|well|then|hi|hello|hey|please|sorry|und|aber|auch|also|dann|hallo|bitte|et|mais|alors|bonjour|y|pero|entonces|hola|e|mas|entao|ola|oi|actually) )*'

const STARTS = [
  /(?:what|what's|how|where|where's|when|when's|why|who|which|whose|is|are|can|could|do|does|did|will|would|should|may|must|has|have you)/,
  /(?:i (?:want|need|would like|'d like|can't|cannot|lost|forgot|have a question)|i'd like|tell me|show me|help me|explain)/,
  /(?:was|wie|wo|woher|wohin|wann|warum|weshalb|wieso|wer|welche\w*|wessen|kann|konnen|konnt|gibt es|habt ihr|haben sie|ist|sind|darf|muss|wieviel|ich (?:will|mochte|brauche|kann nicht|suche))/,
  /(?:que(?:l|lle|ls|lles)?|qu'est|comment|ou|quand|pourquoi|qui|combien|est-ce|puis-je|pouvez|peut-on|avez|je (?:veux|voudrais|cherche|souhaite)|j'ai besoin|j'aimerais)/,
  /(?:que|como|donde|cuando|por que|quien|cual\w*|cuant\w+|puedo|pueden|puede|se puede|tienen|hay|quiero|necesito|quisiera|me gustaria)/,
  /(?:o que|qual|quais|onde|quando|porque|quem|quant\w+|posso|podem|pode|voces tem|tem|existe|quero|preciso|gostaria)/,
].map((pattern) => new RegExp(`^${LEAD}${pattern.source}\\b`, 'u'))

const JAPANESE = /(?:ですか|ますか|でしょうか|ませんか|教えて|たいです|ください|どう|なぜ|いつ|どこ|いくら)/
