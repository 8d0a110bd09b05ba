import type { WishPatterns } from './wish-patterns.ts'

const PERSON =
  "(?:(?:einem?|einer|einen|ne[nmr]?|'nen|'nem|'ner|dem|der|den|ihrem?|ihren|ihrer|euch|eurem?|euren|irgendeinem|irgendeinen|irgendeiner|irgend) )?(?:(?:echte[nmr]?|richtige[nmr]?|lebende[nmr]?|lebendige[nmr]?|menschliche[nmr]?|reale[nmr]?|zustandige[nmr]?|andere[nmr]?|wirkliche[nmr]?|aus fleisch und blut) )*(?:mensche?n?|mitarbeiter(?:in|s|n|innen)?|person(?:en)?|kundenservice|kundendienst|kundenbetreuer(?:in)?|kundenberater(?:in)?|kundenbetreuung|berater(?:in|n)?|jemande?[mn]?|agente?n?|operator(?:in)?|kollege[n]?|kollegin|sachbearbeiter(?:in)?|ansprechpartner(?:in)?|ansprechperson|support(?:team|mitarbeiter|er)?|service ?mitarbeiter(?:in)?|support-mitarbeiter(?:in)?|service-mitarbeiter(?:in)?|vorgesetzten?|chefs?|filialleiter|mensch)(?: aus fleisch und blut)?"
export const de: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:hallo|hi|bitte|nein|ja|also|jetzt|sofort|ok|endlich|nur|mit|an) )*${PERSON}(?: (?:bitte|jetzt|sofort|sprechen|her|endlich|danke|reden|schnell|live|chat))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:mit|zu|an) ${PERSON}\\b(?: [a-z]+){0,5} (?:sprechen|reden|chatten|schreiben|telefonieren|verbinden|verbunden|weiterleiten|weitergeleitet|durchstellen|unterhalten|kommunizieren|ubergeben)\\b`,
      'u',
    ),
    new RegExp(
      `\\b(?:sprechen|reden|sprich|spreche|rede|chatten|telefonieren|weiterleiten|verbindung|verbinde|verbinden|verbindet|leiten?|stellen?|gib|geben|ubergeben?)\\b(?: [a-z]+){0,4} (?:mit|zu|an) ${PERSON}\\b`,
      'u',
    ),
    new RegExp(
      `\\b(?:will|mochte|brauche|benotige|hatte gerne?|hatt gern|verlange|wunsche|wunsche mir|gib mir|geben sie mir|gebt mir|hol(?:t|en sie)?(?: mir)?|bekomme ich|kann ich|konnte ich|holen|schick(?:t|en sie)? mir)(?: (?:bitte|jetzt|sofort|endlich|gern|gerne|lieber|doch|einfach|nur|mal)){0,3} (?:einen?|'nen|nen|ne|eine|jemanden?|ihren|den)(?: (?:echten?|richtigen?|lebenden|lebendigen|menschlichen?|realen|wirklichen|anderen))*(?: (?:menschen|mensch|mitarbeiter(?:in)?|person|kundenberater(?:in)?|berater(?:in)?|agenten|operator|ansprechpartner(?:in)?|kollegen|sachbearbeiter(?:in)?|servicemitarbeiter(?:in)?|vorgesetzten))\\b(?! fur\\b| zelt)`,
      'u',
    ),
    /\b(?:echten?|richtigen?|lebenden|menschlichen?|wirklichen) (?:menschen|person|mitarbeiter(?:in)?|ansprechpartner(?:in)?|berater(?:in)?|kontakt|support)\b/,
    /\b(?:ist|gibt es|gibt's|arbeitet)(?: [a-z]+){0,3} (?:ein |einen |eine )?(?:echter? |richtiger? |lebender? |menschlicher? )?(?:mensch|menschen|jemand|mitarbeiter|person)(?: (?:da|dort|hier|erreichbar|am apparat|im chat|aus fleisch und blut))+/u,
    /\b(?:kein(?:en)?|nicht mit (?:einem|dem|diesem)|keine lust auf) (?:[a-z]+ )?(?:chat ?)?(?:bots?|roboter|maschine|computer|automaten)\b(?: (?:bitte|mehr|reden|sprechen|schreiben))*/u,
    /\b(?:jemande?n?|einen? (?:menschen|mitarbeiter(?:in)?|berater(?:in)?|person|ansprechpartner(?:in)?))(?: [a-z]+){0,2} sprechen\b/,
    /\bjemande?n? (?:vom|von|aus) (?:dem |der |ihrem |eurem )?(?:support|team|service|kundenservice|kundendienst)\b/,
    /\bgibt(?: es|'s)(?: [a-z]+){0,2} (?:einen?|den) (?:echten? |richtigen? |menschlichen? )?(?:menschen|mitarbeiter(?:in)?|ansprechpartner(?:in)?)$/,
    /\bkann mich (?:bitte )?jemand (?:anrufen|zuruckrufen|kontaktieren)/,
    /\bruf(?:t|en sie)? mich (?:bitte )?(?:an|zuruck)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:mit|zu|an) ${PERSON}\\b(?: [a-z]+){0,3} (?:nicht|nie)\\b`, 'gu'),
    new RegExp(
      `\\b(?:nicht|ohne|statt|anstatt|nie|niemals|ungern|bevor|keinesfalls)(?: [a-z]+){0,3} ${PERSON}\\b(?: [a-z]+){0,2}`,
      'gu',
    ),
    /\b(?:brauche|will|mochte|benotige) (?:[a-z]+ )?kein(?:en?|e)? (?:echten? |richtigen? |menschlichen? )?(?:menschen|mitarbeiter\w*|person|agenten|berater\w*)\b/gu,
    new RegExp(
      `\\b(?:habe?|hatte|hat|haben)(?: [a-z]+){0,5} (?:mit|von) ${PERSON}(?: [a-z]+){0,4} (?:gesprochen|geredet|telefoniert|geschrieben|gehort|bekommen)`,
      'gu',
    ),
    /\b(?:\d+|ein|zwei|drei|vier|funf|sechs)(?:er)?[ -]?personen[a-z]*/gu,
    /\b(?:mein|meine|meinem|meinen|meiner|unser|unsere|reise|travel|immobilien|zoll)[ -]?(?:agent|agentin|agenten|mitarbeiter\w*|berater\w*|kollege\w*|kollegin|chef\w*|person)\b/gu,
    /\b(?:mitarbeiter|personal)(?:rabatt\w*|angebote?)\b/g,
    /\b(?:bist du|sind sie|spreche ich|rede ich|schreibe ich|chatte ich)(?: [a-z]+){0,4} (?:mensch|menschen|person|mitarbeiter\w*|jemand\w*|computer|bot)\b.*/gu,
    /\b(?:eine? )?andere person (?:kann|darf|soll|abholen|das|mein)/gu,
    /\b(?:welche[rs]?|wie viele|alle|viele) (?:mitarbeiter\w*|menschen|personen|berater\w*|agenten)\b/gu,
  ],
}
