/**
 * Whether somebody asks for a human being, in any words of six languages. Everything is read on plain words (plain-words.ts), so the
 * patterns hold no capitals, accents or punctuation. Each language has three kinds of pattern: the whole message is the wish; a verb
 * of wishing or talking leads to a person; and what looks like a wish but is none.
 */
export function wishesForPerson(words: string): boolean {
  const clauses = words.length === 0 ? [] : [words]
  return clauses.some((clause) => LANGUAGES.some((language) => wishes(clause, language)))
}

interface WishPatterns {
  /** The whole message. */
  alone: RegExp
  /** Anywhere in it. */
  within: readonly RegExp[]
  /** Cut out before reading: other meanings of the same words, refusals, reports of what was. */
  otherwise: readonly RegExp[]
}

function wishes(words: string, { alone, within, otherwise }: WishPatterns): boolean {
  const rest = otherwise.reduce((text, pattern) => text.replace(pattern, ' · '), words).trim()
  return alone.test(rest) || within.some((pattern) => pattern.test(rest))
}

const EN_REAL = '(?:real|live|actual|human|proper|physical|other|different|breathing|flesh and blood)'
const EN_ROLE =
  '(?:human beings?|humans?|agents?|operators?|representatives?|reps?|advis[eo]rs?|assistants?|associates?|specialists?|supervisors?|managers?|team members?|members? of (?:your )?(?:staff|team)|staff(?: members?)?|employees?|colleagues?|receptionists?|(?:customer|client) (?:service|support|care|relations)(?: \\w+)?|support (?:team|staff|agents?|people|person|reps?)|support|help ?desk|call cent(?:er|re)|the team|your team)'
const EN_PERSON = `(?:(?:an? |some |the |your |any |one of your |another )?(?:${EN_REAL} )*(?:${EN_ROLE}|persons?|people|someone|somebody|anyone|anybody|man|woman|guy)(?: else)?(?: real| human| alive)?)`
const EN_STRICT = `(?:(?:an? |some |the |your |any |one of your |another )?(?:${EN_REAL} )*${EN_ROLE}|(?:an? |some |the |your |any |another )?(?:${EN_REAL} )+(?:persons?|people|someone|somebody|one|man|woman|guy)|(?:an? |some )person|somebody real|someone real|(?:some|any)(?:one|body) (?:who is |that is |who's |that's )?(?:human|real|alive))`
const EN_END =
  '(?= please| pls| now| instead| here| today| asap| thanks| right| immediately| about| regarding| to (?:help|talk|speak|assist|fix|sort|look|call|handle)| who | that | and | because | for | on | or | not | i | you | · |$)'

const en: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:hi|hello|hey|ok|okay|so|just|please|pls|no|yes|sorry|well|um|the|give me|i said|i want|now) )*(?:(?:an? |the |your )?(?:${EN_REAL} )*(?:${EN_ROLE}|person|people|someone|somebody)(?: real)?)(?: (?:please|pls|plz|now|asap|instead|thanks|thank you|right now|immediately|today|(?:an? )?(?:agent|human|person|operator|representative)|chat))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:talk|speak|chat|converse|connect|connected|transfer|transferred|forward|switch|redirect|redirected|escalate|put|pass|patch|hand|handed|refer|route|talking|speaking|chatting)\\b(?: \\w+){0,4} (?:to|with|through|thru|over to|onto|on to) ${EN_PERSON}\\b`,
    ),
    new RegExp(`\\b(?:talk|speak|chat) (?:to )?${EN_STRICT}\\b`),
    new RegExp(`\\b(?:get|give|gimme|send|bring|find|fetch|call|hand|put|summon)(?: me| us)? ${EN_STRICT}${EN_END}`),
    new RegExp(`\\b(?:get|put)(?: me| us)?(?: on)?(?: the phone)? (?:to|with) ${EN_STRICT}\\b`),
    new RegExp(`\\b(?:get|reach|contact|message|see)(?: hold of| through to| in touch with)? ${EN_STRICT}${EN_END}`),
    new RegExp(
      `\\b(?:want|wanna|need|require|demand|request|prefer|like|rather have|asked for|asking for|ask for|insist on|waiting for)(?: to have| to get| to see| only)? ${EN_STRICT}${EN_END}`,
    ),
    new RegExp(`\\b(?:is|are) there (?:no |not )?${EN_STRICT}\\b(?! (?:fee|charge|for|hours?))`),
    new RegExp(`\\b(?:can|could|may) (?:i|we) (?:please |just )?(?:have|get|see) ${EN_STRICT}${EN_END}`),
    new RegExp(
      `\\b(?:can|could|will|would|let|have) (?:an? |any |some )?(?:${EN_REAL} )*(?:human|agent|operator|representative|real person|live person|actual person|human being|support agent|advis[eo]r)\\b(?: please| just)* (?:help|assist|call|contact|answer|look|take over|reply|respond|handle|deal|sort|join|talk|speak|write)`,
    ),
    new RegExp(`\\bhuman (?:help|support|assistance|contact|interaction|agent|being|operator|please|now)\\b`),
    /\b(?:can|could|would|will) (?:someone|somebody|anyone|anybody) (?:please |just )?(?:call|phone|ring|contact|talk|speak)\b/,
    /\bhave (?:someone|somebody|a person|an? agent|a human) (?:call|phone|ring|contact|talk)\b/,
    /\b(?:call|phone|ring) me back\b/,
    /\b(?:don't|dont|do not|not|no longer|never|stop|hate|refuse|sick of|tired of|enough of|done with|no more|instead of)(?: \w+){0,3} (?:talk|talking|speak|speaking|chat|chatting|dealing|deal)(?: to| with)? (?:an? |the |this |your |some )?(?:stupid |dumb |useless |damn |bloody )?(?:chat ?)?(?:bots?|robots?|machines?|computers?|ai)\b/,
    /\b(?:don't|dont|do not) (?:want|need|like) (?:an? |the |this |your |any )?(?:stupid |dumb |useless |damn )?(?:chat ?)?(?:bots?|robots?|machines?|computers?|ai)\b/,
    /\b(?:no|not an?|no more) (?:chat ?)?(?:bots?|robots?)(?: please| anymore| any more)?$/,
    /\b(?:speak|talk) to (?:a )?manager\b/,
  ],
  otherwise: [
    // Refusals.
    new RegExp(
      `\\b(?:don't|dont|do not|doesn't|didn't|did not|not|never|no need|without|instead of|rather than|needn't|needless|before|unless|avoid|hate)(?: (?:really|actually|even|just|like|want|wish|need|have|having|to|for|be|being|going|wanna|get|getting|ever|necessarily|trying|looking|asking|asked|speak|talk|chat|speaking|talking|chatting|connect|connected|transfer|transferred|with|put|through)){1,9} ${EN_PERSON}\\b`,
      'g',
    ),
    // Reports and other people's talk.
    new RegExp(
      `\\b(?:talked|spoke|spoken|chatted|been talking|been speaking|was told|told)(?: \\w+){0,3} (?:to|with|by) ${EN_PERSON}\\b`,
      'g',
    ),
    /\b(?:my|our|his|her|their|travel|estate|real estate|insurance|customs|shipping|booking|secret|letting|sales|delivery|parcel|courier|cleaning|drying|wetting|reducing|chemical|bleaching|waterproofing|proofing|free|double|tour|tent|store|shop|branch) (?:agent|agents|operator|operators|representative|representatives|manager|managers|person|assistant|assistants|staff|advisor|adviser)\b/g,
    /\bagents? (?:orange|provocateur|smith|fee|fees|commission|cooper)\b/g,
    /\bhuman (?:resources?|rights?|hair|size|sized|error|nature|body|race|being sized|made|powered|waste|scent|odou?r)\b/g,
    /\b(?:which|what|whose|how many|every|each|all|most|some) (?:of your )?(?:agents?|operators?|people|persons?|humans?|staff|representatives?|managers?|assistants?|supervisors?)\b/g,
    /\b(?:one|two|three|four|five|six|\d+|per|third|second|young|old|tall|short|single|disabled|a|another|other|different)[ -](?:persons?|people|mans?|man)(?=[ -](?:tents?|shelters?|hammocks?|sleeping|bags?|tarps?|kits?|stoves?|cooksets?|size|version|model|can|could|may|to |who|in|over|under|at|from|order|group|sign|collect|pick|will|is|has))/g,
    /\b(?:\d+|one|two|three|four|five|six)[ -]?(?:man|persons?|people)\b/g,
    /\b(?:tour operators?|operator'?s? (?:manual|licen[cs]e)|boolean operators?)\b/g,
    /\bcustomer (?:service|support|care) (?:hours?|times?|number|phone|email|address|policy|reviews?|open|opening|jobs?)\b/g,
    /\bsupport (?:hours?|times?|number|email|legs?|poles?|bars?|straps?|policy|desk open|open)\b/g,
    /\b(?:arch|ankle|knee|back|lumbar|foot|wrist|head|tent|pole|frame|hip) support\b/g,
    /\b(?:staff|employee|employees|manager|people|team) (?:discounts?|jobs?|vacanc\w+|training|opinions?|reviews?|say|like|bags?|orders?)\b/g,
    /\bwork(?:ing)? (?:as|for) (?:an? )?(?:agents?|representatives?|managers?|you)\b/g,
    /\b(?:are|am|r) (?:you|u|i)(?: \w+){0,4} (?:an? )?(?:real |actual |live )?(?:person|human|human being|agent|people|someone|somebody|humans|operator|representative|man|woman)\b(?: or .*)?/g,
    /\b(?:become|hire|hiring|be|being) (?:an? )?(?:agents?|representatives?|managers?|operators?|staff|employees?)\b/g,
  ],
}

const DE_PERSON =
  "(?:(?:einem?|einer|einen|ne[nmr]?|'nen|'nem|'ner|dem|der|den|ihrem?|ihren|ihrer|euch|eurem?|euren|irgendeinem|irgendeinen|irgendeiner|irgend) )?(?:(?:echte[nmr]?|richtige[nmr]?|lebende[nmr]?|lebendige[nmr]?|menschliche[nmr]?|reale[nmr]?|zustandige[nmr]?|andere[nmr]?|wirkliche[nmr]?|aus fleisch und blut) )*(?:mensche?n?|mitarbeiter(?:in|s|n|innen)?|personen?|kundenservice|kundendienst|kundenbetreuer(?:in)?|kundenberater(?:in)?|kundenbetreuung|berater(?:in|n)?|jemande?[mn]?|agente?n?|operator(?:in)?|kollege[n]?|kollegin|sachbearbeiter(?:in)?|ansprechpartner(?:in)?|ansprechperson|support(?:team|mitarbeiter|er)?|service ?mitarbeiter(?:in)?|support-mitarbeiter(?:in)?|service-mitarbeiter(?:in)?|vorgesetzten?|chefs?|filialleiter|mensch)(?: aus fleisch und blut)?"
const de: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:hallo|hi|bitte|nein|ja|also|jetzt|sofort|ok|endlich|nur|mit|an) )*${DE_PERSON}(?: (?:bitte|jetzt|sofort|sprechen|her|endlich|danke|reden|schnell|live|chat))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:mit|zu|an) ${DE_PERSON}\\b(?: \\p{L}+){0,5} (?:sprechen|reden|chatten|schreiben|telefonieren|verbinden|verbunden|weiterleiten|weitergeleitet|durchstellen|unterhalten|kommunizieren|ubergeben)\\b`,
      'u',
    ),
    new RegExp(
      `\\b(?:sprechen|reden|sprich|spreche|rede|chatten|verbinde|verbinden|verbindet|leiten?|stellen?|gib|geben|ubergeben?)\\b(?: \\p{L}+){0,4} (?:mit|zu|an) ${DE_PERSON}\\b`,
      'u',
    ),
    new RegExp(
      `\\b(?:will|mochte|brauche|benotige|hatte gerne?|hatt gern|verlange|wunsche|wunsche mir|gib mir|geben sie mir|gebt mir|hol(?:t|en sie)?(?: mir)?|bekomme ich|kann ich|konnte ich|holen|schick(?:t|en sie)? mir)(?: (?:bitte|jetzt|sofort|endlich|gern|gerne|lieber|doch|einfach|nur|mal)){0,3} (?:einen?|'nen|nen|ne|eine|jemanden?|ihren|den)(?: (?:echten?|richtigen?|lebenden|lebendigen|menschlichen?|realen|wirklichen|anderen))*(?: (?:menschen|mensch|mitarbeiter(?:in)?|person|kundenberater(?:in)?|berater(?:in)?|agenten|operator|ansprechpartner(?:in)?|kollegen|sachbearbeiter(?:in)?|servicemitarbeiter(?:in)?|vorgesetzten))\\b(?! fur\\b| zelt)`,
      'u',
    ),
    /\b(?:echten?|richtigen?|lebenden|menschlichen?|wirklichen) (?:menschen|person|mitarbeiter(?:in)?|ansprechpartner(?:in)?|berater(?:in)?|kontakt|support)\b/,
    /\b(?:ist|gibt es|gibt's|arbeitet)(?: \p{L}+){0,3} (?:ein |einen |eine )?(?:echter? |richtiger? |lebender? |menschlicher? )?(?:mensch|menschen|jemand|mitarbeiter|person)(?: (?:da|dort|hier|erreichbar|am apparat|im chat|aus fleisch und blut))+/u,
    /\b(?:kein(?:en)?|nicht mit (?:einem|dem|diesem)|keine lust auf) (?:\p{L}+ )?(?:chat ?)?(?:bots?|roboter|maschine|computer|automaten)\b(?: (?:bitte|mehr|reden|sprechen|schreiben))*/u,
    /\bkann mich (?:bitte )?jemand (?:anrufen|zuruckrufen|kontaktieren)/,
    /\bruf(?:t|en sie)? mich (?:bitte )?(?:an|zuruck)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:mit|zu|an) ${DE_PERSON}\\b(?: \\p{L}+){0,3} (?:nicht|nie)\\b`, 'gu'),
    new RegExp(
      `\\b(?:nicht|ohne|statt|anstatt|nie|niemals|ungern|bevor|keinesfalls)(?: \\p{L}+){0,3} ${DE_PERSON}\\b(?: \\p{L}+){0,2}`,
      'gu',
    ),
    /\b(?:brauche|will|mochte|benotige) (?:\p{L}+ )?kein(?:en?|e)? (?:echten? |richtigen? |menschlichen? )?(?:menschen|mitarbeiter\w*|person|agenten|berater\w*)\b/gu,
    new RegExp(
      `\\b(?:habe?|hatte|hat|haben)(?: \\p{L}+){0,5} (?:mit|von) ${DE_PERSON}(?: \\p{L}+){0,4} (?:gesprochen|geredet|telefoniert|geschrieben|gehort|bekommen)`,
      'gu',
    ),
    /\b(?:\d+|ein|zwei|drei|vier|funf|sechs)(?:er)?[ -]?personen\p{L}*/gu,
    /\b(?:mein|meine|meinem|meinen|meiner|unser|unsere|reise|travel|immobilien|zoll)[ -]?(?:agent|agentin|agenten|mitarbeiter\w*|berater\w*|kollege\w*|kollegin|chef\w*|person)\b/gu,
    /\b(?:mitarbeiter|personal)(?:rabatt\w*|angebote?)\b/g,
    /\b(?:bist du|sind sie|spreche ich|rede ich|schreibe ich|chatte ich)(?: \p{L}+){0,4} (?:mensch|menschen|person|mitarbeiter\w*|jemand\w*|computer|bot)\b.*/gu,
    /\b(?:eine? )?andere person (?:kann|darf|soll|abholen|das|mein)/gu,
    /\b(?:welche[rs]?|wie viele|alle|viele) (?:mitarbeiter\w*|menschen|personen|berater\w*|agenten)\b/gu,
  ],
}

const FR_PERSON =
  "(?:(?:une?|des|le|la|les|votre|vos|l'|d'|autre|un autre|une autre|vrai|vraie|veritable|reel|reelle) ?)*(?:humaine?s?|etres? humains?|personnes?|quelqu'un|conseill(?:er|ere|ers)|agents?|operateurs?|operatrices?|representante?s?|service clients?(?:ele)?|service client|support|collegues?|employee?s?|teleconseill\\w+|responsables?|charge de clientele|assistance humaine|technicien|interlocut\\w+|equipe)(?: (?:humaine?|reelle?|en chair et en os|physique|vivante?))?"
const fr: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:bonjour|salut|s'il vous plait|svp|stp|non|oui|ok|juste|a|avec) )*${FR_PERSON}(?: (?:s'il vous plait|s'il te plait|svp|stp|maintenant|vite|merci|tout de suite))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:parler|parle|discuter|echanger|dialoguer|converser|transferer|transferez|transfere|transmettre|passer|passez|passe|chatter|connecter|connectez|relation|contact|communiquer|mettez|mets|rediriger|redirigez)\\b(?: (?!pas )[\\p{L}'-]+){0,4} (?:a|avec|au|aux|vers) ${FR_PERSON}\\b`,
      'u',
    ),
    new RegExp(`\\b(?:parler|discuter) (?:a |avec )?(?:quelqu'un|une? (?:vraie? )?(?:personne|humain|conseill\\w+))`, 'u'),
    new RegExp(`\\b(?:passez|passe|donnez|donne|appelez|trouvez|envoyez)(?:[ -](?:moi|nous))? ${FR_PERSON}\\b`, 'u'),
    new RegExp(
      `\\b(?:veux|voudrais|aimerais|souhaite|souhaiterais|exige|besoin d'|demande|prefere|peux avoir|puis-je avoir|pourrais avoir|joindre|contacter|avoir) ?(?:(?:parler|voir|avoir|joindre|contacter|d'|de|a) ?)*(?:une? |l'|d'une? |votre )?(?:(?:vrai|vraie|veritable|autre) )*(?:humaine?|etre humain|conseill(?:er|ere)|agent|operat(?:eur|rice)|representante?|vraie personne|personne (?:reelle|humaine|physique)|personne|interlocuteur|teleconseill\\w+)\\b(?! (?:de plus|supplementaire))`,
      'u',
    ),
    /\b(?:vraie personne|vrai humain|personne reelle|etre humain|personne physique|conseiller humain|agent humain|vrai conseiller)\b/,
    /\b(?:pas|plus|marre|assez) (?:de |d'|parler a |a |avec )*(?:un |une |ce |cet |votre |le )?(?:chat ?)?(?:bots?|robots?|machine|ordinateur)\b/,
    /\b(?:rappelez|appelez|rappeler|appeler)[ -]?moi\b/,
    /\bquelqu'un (?:peut|pourrait|peut-il|pourrait-il)(?: \w+)? (?:me |m')(?:rappeler|appeler|contacter|parler)/,
  ],
  otherwise: [
    new RegExp(
      `\\b(?:ne|n'|sans|pas|jamais|plutot que|au lieu de|pas besoin de|inutile de|pas envie de)(?: ?[\\p{L}'-]+){0,5} (?:a |avec |au |d'|de )?${FR_PERSON}\\b`,
      'gu',
    ),
    new RegExp(
      `\\b(?:ai|avait|avais|a|avons) (?:deja )?(?:parle|discute|echange|eu)(?: [\\p{L}'-]+){0,3} (?:a |avec |au )?${FR_PERSON}\\b`,
      'gu',
    ),
    /\b(?:\d+|une|deux|trois|quatre|cinq|six) personnes?\b/g,
    /\b(?:mon|ma|mes|notre|nos|ton|son|sa) (?:agent|agente|conseill\w+|responsable|collegue\w*|employe\w*|equipe)\b/g,
    /\bagents? (?:de voyage|immobilier|nettoyant|impermeabilisant|orange|de nettoyage|secret)\b/g,
    /\bressources humaines\b/g,
    /\b(?:es-tu|etes-vous|tu es|vous etes|est-ce que (?:tu es|vous etes|je parle)|je parle|parle-je|suis-je)(?: [\p{L}'-]+){0,4} (?:humaine?|personne|robot|bot|machine)\b.*/gu,
    /\b(?:quels?|quelles?|combien de) (?:agents?|personnes?|conseill\w+|employes?)\b/g,
    /\b(?:une )?(?:autre )?personne (?:peut|pour signer|qui|recevoir|recuperer)/g,
  ],
}

const ES_PERSON =
  '(?:(?:una?|un|el|la|los|las|su|sus|algun|alguna|otra|otro|vuestro|tu) )*(?:(?:verdadero|verdadera|autentica|autentico|real) )*(?:humanos?|humana|ser humano|seres humanos|personas?|alguien|agentes?|operador(?:a|es)?|representantes?|asesor(?:a|es)?|emplead[oa]s?|atencion al cliente|servicio al cliente|servicio de atencion(?: al cliente)?|soporte|encargad[oa]|supervisor(?:a)?|gerente|companer[oa]|ejecutiv[oa]|comercial|equipo)(?: (?:real|reales|humano|humana|de verdad|de carne y hueso|fisica|viva))*'
const es: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:hola|por favor|no|si|ok|pues|con|a) )*${ES_PERSON}(?: (?:por favor|porfa|ya|ahora|ahora mismo|gracias|urgente))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:hablar|hable|hablo|conversar|chatear|comunicar(?:me|nos|se)?|comunicame|comuniqueme|contactar(?:me)?|contacto|conectar(?:me)?|conectame|conecteme|pasar(?:me)?|pasame|paseme|pongame|ponme|poner(?:me)?|transferir(?:me)?|transfiereme|transfierame|derivar(?:me)?|derivame|deriveme|escribir|tratar)\\b(?: [\\p{L}]+){0,3} (?:con|a) ${ES_PERSON}\\b`,
      'u',
    ),
    /\b(?:quiero|quisiera|necesito|deseo|prefiero|me gustaria|exijo|dame|deme|pido|solicito|busco|puedo|podria|quiero que me atienda|que me atienda)(?: (?:tener|ver|hablar|con|a|que|me|atienda|ayude))* (?:una?|un|algun|el|la|otra|otro|alguien)(?: (?:verdadero|verdadera|otro|otra))* ?(?:humano|ser humano|persona(?: (?:real|de verdad|humana|fisica|de carne y hueso))?|agente|operador(?:a)?|representante|asesor(?:a)?|encargad[oa]|supervisor(?:a)?|gerente)\b(?! (?:mas|adicional|de viajes|para firmar))/,
    /\b(?:persona real|persona de verdad|humano de verdad|ser humano|agente humano|persona humana|atencion humana|alguien real|asesor humano)\b/,
    /\bhay (?:alguien|algun humano|alguna persona)(?: (?:real|ahi|aqui|de verdad|humano|disponible|detras))+/,
    /\b(?:no|ni|nada de|basta de|harto de|cansado de)(?: \p{L}+){0,3} (?:un |una |este |esta |el |con |los )*(?:chat ?)?(?:bots?|robots?|maquinas?|ordenador)\b/u,
    /\b(?:llamenme|llamadme|llamame|que me llamen|pueden llamarme|puede alguien llamarme)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:no|sin|en lugar de|en vez de|nunca|tampoco)(?: \\p{L}+){0,4} (?:con |a )?${ES_PERSON}\\b`, 'gu'),
    new RegExp(
      `\\b(?:hable|hablamos|he hablado|habia hablado|converse|chatee)(?: ya)? (?:ayer |antes )?con ${ES_PERSON}\\b(?= (?:ayer|y|que|la|el|hace|me|antes))`,
      'gu',
    ),
    /\b(?:\d+|una|dos|tres|cuatro|cinco|seis) personas\b/g,
    /\b(?:para|por) (?:una|cada|\d+) personas?\b/g,
    /\b(?:mi|mis|nuestro|nuestra) (?:agente|asesor\w*|representante|emplead\w+|gerente|companer\w+|persona)\b/g,
    /\bagentes? (?:de viajes?|inmobiliari\w+|de limpieza|naranja|impermeabilizante|secreto)\b/g,
    /\brecursos humanos\b/g,
    /\b(?:eres|es usted|estoy hablando con|hablo con|sois|son ustedes)(?: \p{L}+){0,3} (?:humano|humana|persona|robot|bot|maquina|alguien)\b.*/gu,
    /\b(?:que|cuales|cuantos|cuantas) (?:agentes?|personas?|emplead\w+|asesores)\b/g,
    /\botra persona (?:puede|recoja|para|recoger|reciba|firme)/g,
    /\b(?:horarios?|telefono|correo|email|numero) (?:de|del) (?:la )?(?:atencion al cliente|servicio al cliente|soporte|servicio de atencion)(?: al cliente)?/g,
  ],
}

const PT_PERSON =
  '(?:(?:uma?|um|o|a|os|as|seu|sua|algum|alguma|outra|outro) )*(?:(?:verdadeir[oa]|real) )*(?:humanos?|humana|ser humano|pessoas?|alguem|atendentes?|agentes?|operador(?:a|es)?|representantes?|assessor(?:a|es)?|funcionari[oa]s?|atendimento(?: humano| ao cliente)?|suporte(?: humano)?|apoio ao cliente|colaborador(?:a)?|supervisor(?:a)?|gerente|consultor(?:a)?|equipe|assistente humano)(?: (?:real|reais|humano|humana|de verdade|de carne e osso|viva))*'
const pt: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:ola|oi|por favor|nao|sim|ok|com|a) )*${PT_PERSON}(?: (?:por favor|pfv|ja|agora|agora mesmo|obrigad[oa]|urgente))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:falar|falo|fala|conversar|chatear|comunicar|contactar|contatar|contato|conectar|conecte|conecta|passar|passa|passe|transferir|transfira|transfere|encaminhar|encaminhe|ligar|tratar|ser atendid[oa])\\b(?: [\\p{L}-]+){0,3} (?:com|para|pra|a|por) ${PT_PERSON}\\b`,
      'u',
    ),
    /\b(?:quero|queria|preciso|desejo|prefiro|gostaria|exijo|me da|de-me|chama|chame|chamar|quero que|posso ter)(?: (?:ter|ver|falar|com|de|que|me|atenda|ajude))* (?:uma?|um|algum|o|a|outra|outro|alguem)(?: (?:verdadeir[oa]|outro|outra))* ?(?:humano|ser humano|pessoa(?: (?:real|de verdade|humana|de carne e osso))?|atendente|agente|operador(?:a)?|representante|assessor(?:a)?|funcionari[oa]|supervisor(?:a)?|gerente|consultor(?:a)?)\b(?! (?:a mais|adicional|de viagens?|para assinar))/,
    /\b(?:pessoa real|pessoa de verdade|humano de verdade|ser humano|atendente humano|agente humano|pessoa humana|atendimento humano|alguem real|alguem de verdade)\b/,
    /\b(?:tem|ha|existe) (?:alguem|algum humano|alguma pessoa)(?: (?:real|ai|aqui|de verdade|humano|disponivel))+/,
    /\b(?:nao|chega de|nada de|cansad[oa] de|fart[oa] de)(?: \p{L}+){0,3} (?:um |uma |este |esta |esse |o |com |de )*(?:chat ?)?(?:bots?|robos?|maquinas?|computador)\b/u,
    /\b(?:me liguem|liguem-me|ligue-me|me ligue|podem me ligar|alguem pode me ligar)\b/,
  ],
  otherwise: [
    new RegExp(`\\b(?:nao|sem|em vez de|nunca|tampouco|ao inves de)(?: [\\p{L}-]+){0,4} (?:com |a )?${PT_PERSON}\\b`, 'gu'),
    new RegExp(`\\b(?:falei|conversei|tinha falado|ja falei)(?: ontem| antes)? com ${PT_PERSON}\\b`, 'gu'),
    /\b(?:\d+|uma|duas|tres|quatro|cinco|seis) pessoas\b/g,
    /\b(?:para|por) (?:uma|cada|\d+) pessoas?\b/g,
    /\b(?:meu|minha|meus|minhas|nosso|nossa) (?:agente|assessor\w*|representante|funcionari\w+|gerente|consultor\w*|pessoa)\b/g,
    /\bagentes? (?:de viagens?|imobiliari\w+|de limpeza|laranja|impermeabilizante|secreto)\b/g,
    /\brecursos humanos\b/g,
    /\b(?:voce e|es|tu es|o senhor e|estou falando com|estou a falar com|falo com|e voce)(?: \p{L}+){0,3} (?:humano|humana|pessoa|robo|bot|maquina|alguem)\b.*/gu,
    /\b(?:que|quais|quantos|quantas) (?:agentes?|pessoas?|funcionari\w+|atendentes)\b/g,
    /\boutra pessoa (?:pode|retire|para|retirar|receba|assine|buscar)/g,
    /\b(?:horarios?|telefone|email|numero) (?:de|do|da) (?:atendimento|suporte|apoio)(?: ao cliente)?/g,
  ],
}

const JA_PERSON =
  '(?:人間|有人|オペレータ[ーー]?|担当者?|担当の(?:方|人)|スタッフ|係の?(?:人|者|方)|係員|店員|社員|責任者|上司|カスタマーサ(?:ービス|ポート)|コールセンター|生身の人|誰か|だれか|(?<![一二三四五六七八九十0-9個本老若美商友他外大新])人(?=と|に|を|へ|が対応|が話|がいい|で|$))'
const ja: WishPatterns = {
  alone: new RegExp(
    `^(?:すみません|あの|では|じゃあ|もう)?\\s*(?:人間|有人|オペレータ[ーー]?|担当者?|スタッフ|係の?人|有人対応|有人チャット|人)(?:を|に|と|で|へ)?\\s*(?:お願い(?:します|いたします)?|ください|頼む|呼んで|出して)?\\s*(?:ください)?$`,
  ),
  within: [
    new RegExp(
      `${JA_PERSON}(?:の(?:方|人))?(?:と|に|へ|を|から|で|が).{0,8}(?:話|はな|喋|しゃべ|代わ|替わ|変わ|かわ|つな|繋|お願い|チャット|相談|出して|呼|転送|取り次|連絡(?:し|を)?(?:たい|取りたい|ください)|電話(?:し|を)?(?:たい|ください|して)|対応|回して|質問したい)`,
    ),
    /(?:有人|人間)(?:の)?(?:対応|サポート|チャット|オペレータ)/,
    /(?:ロボット|ボット|機械|AI|ai)(?:じゃなく|ではなく|でなく|は(?:いや|嫌|結構|いい|もういい)|と話したくない|相手じゃ)/,
    /(?:折り返し|電話)(?:で)?(?:お?電話)?(?:ください|して(?:ほしい|欲しい|ください))/,
  ],
  otherwise: [
    /人事(?:部|課)?/g,
    /[一二三四五六七八九十0-9]人(?:用|で|分)?/g,
    /個人|本人|友人|他人|外国人|大人|法人|知人|家族の人|別の人が?(?:受け取|受取)?/g,
    new RegExp(
      `${JA_PERSON}(?:と|に).{0,6}(?:話|相談|連絡)(?:したくない|しなくて|する必要(?:は)?(?:ない|ありません)|しました|した(?:の|が|ら|けど|とき))`,
      'g',
    ),
    /(?:あなた|そちら|これ)(?:は|って).{0,4}(?:人間|人|ロボット|ボット|機械).{0,8}$/g,
    /旅行(?:代理店|会社)の?(?:担当者?|スタッフ)?/g,
    /(?:何|なん)人/g,
  ],
}

const LANGUAGES: readonly WishPatterns[] = [en, de, fr, es, pt, ja]
