import type { MessageKey } from '../language/catalogue.ts'
import { plainWords } from './plain-words.ts'

type Trouble = Extract<MessageKey, `trouble.${string}`>

/** What went wrong, so that the bot can name it instead of talking of feelings. First match wins: the most particular comes first. */
export function nameTrouble(text: string): Trouble {
  const words = plainWords(text)
  return TROUBLES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'trouble.unsolved'
}

const TROUBLES: readonly [Trouble, RegExp][] = [
  [
    'trouble.money',
    /\b(?:refund\w*|money back|charged?|overcharged|double charge|paid twice|erstattung\w*|geld(?: zuruck)?|abgebucht|doppelt bezahlt|rembours\w+|argent|debite\w*|preleve\w*|reembols\w+|dinero|cobr\w+|dinheiro|estorno)\b|返金|請求|二重/,
  ],
  [
    'trouble.broken',
    /\b(?:broken?|broke|damaged?|defect\w*|faulty|ripped|torn|leak\w*|cracked|kaputt\w*|beschadigt\w*|defekt\w*|gerissen|undicht\w*|casse\w*|abime\w*|defectueu\w+|dechire\w*|rot[oa]s?|dana\w+|defectuos\w+|quebrad\w+|danificad\w+|defeit\w+|rasgad\w+)\b|壊れ|破れ|破損|不良|故障/,
  ],
  [
    'trouble.wrong_item',
    /\b(?:wrong (?:item|size|colou?r|product|order|thing|parcel|jacket|boots?)|missing (?:item|part)s?|falsche\w* (?:artikel|grosse|farbe|produkt|ware)|fehlt|mauvais(?:e)? (?:article|taille|produit|couleur)|manque|(?:producto|articulo|talla|produto|artigo|tamanho) (?:equivocad\w+|incorrect\w+|errad\w+|incorret\w+)|falta)\b|違う(?:商品|サイズ|もの)|間違った/,
  ],
  [
    'trouble.late',
    /\b(?:late|delay\w*|parcel|package|deliver\w*|shipment|shipping|not arrived|hasn't arrived|where is my|where's my|waiting|still waiting|lost|paket\w*|lieferung\w*|versand\w*|verspat\w+|warte|angekommen|colis|livraison\w*|livre\w*|retard\w*|attends|paquete\w*|envio\w*|entrega\w*|pedido\w*|retras\w+|esperando|encomenda\w*|atras\w+|chegou|order)\b|届|配送|遅|荷物/,
  ],
  [
    'trouble.unanswered',
    /\b(?:nobody|no ?one) (?:answers?|replies|replied|answered|responds?|cares?|calls?)\b|\b(?:no (?:answer|reply|response)|ignored?|niemand (?:antwortet|meldet)|keine antwort|personne ne repond|pas de reponse|nadie (?:responde|contesta)|sin respuesta|ninguem responde|sem resposta)\b|返事がない|返信がない|無視/,
  ],
  [
    'trouble.bot',
    /\b(?:bot|chatbot|robot|robo|roboter|useless|stupid|idiot\w*|dumb|answers?|understand|nutzlos\w*|dumm\w*|antwort\w*|verstehst|inutil\w*|stupide|comprends|reponse\w*|estupid\w+|entiendes|respuesta\w*|burr[oa]|entende|resposta\w*)\b|ボット|使えない|役立たず|バカ/,
  ],
]
