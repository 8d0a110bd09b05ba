import type { WishPatterns } from './wish-patterns.ts'

const PERSON =
  "(?:(?:une?|des|les?|la|votre|vos|autre|vraie?|veritable|reel|reelle) |l'|d')*(?:humaine?s?|etres? humains?|personnes?|quelqu'un|conseill(?:er|ere|ers)|agents?|operateurs?|operatrices?|representante?s?|service clients?|service clientele|support|collegues?|employee?s?|teleconseill\\w+|responsables?|charge de clientele|assistance humaine|technicien|interlocut\\w+|equipe)(?: (?:humaine?|reelle?|en chair et en os|physique|vivante?))?"
export const fr: WishPatterns = {
  alone: new RegExp(
    `^(?:(?:bonjour|salut|s'il vous plait|svp|stp|non|oui|ok|juste|a|avec) )*${PERSON}(?: (?:s'il vous plait|s'il te plait|svp|stp|maintenant|vite|merci|tout de suite))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:parler|parle|discuter|echanger|dialoguer|converser|transferer|transferez|transfere|transmettre|passer|passez|passe|chatter|connecter|connectez|relation|contact|communiquer|mettez|mets|rediriger|redirigez)\\b(?:-[a-z]+)?(?: (?!pas )[a-z'-]+){0,4} (?:a|avec|au|aux|vers) ${PERSON}\\b`,
      'u',
    ),
    new RegExp(`\\b(?:parler|discuter) (?:a |avec )?(?:quelqu'un|une? (?:vraie? )?(?:personne|humain|conseill\\w+))`, 'u'),
    new RegExp(`\\b(?:me passer|passez|passe|donnez|donne|appelez|trouvez|envoyez)(?:[ -](?:moi|nous))? ${PERSON}\\b`, 'u'),
    new RegExp(
      `\\b(?:veux|voudrais|aimerais|souhaite|souhaiterais|exige|besoin d'|demande|prefere|peux avoir|puis-je avoir|pourrais avoir|joindre|contacter|avoir)(?: (?:parler|voir|avoir|joindre|contacter|de|a)| d')* ?(?:une? |l'|d'une? |votre )?(?:(?:vrai|vraie|veritable|autre) )*(?:humaine?|etre humain|conseill(?:er|ere)|agent|operat(?:eur|rice)|representante?|vraie personne|personne (?:reelle|humaine|physique)|personne|interlocuteur|teleconseill\\w+)\\b(?! (?:de plus|supplementaire))`,
      'u',
    ),
    /\b(?:vraie personne|vrai humain|personne reelle|etre humain|personne physique|conseiller humain|agent humain|vrai conseiller)\b/,
    /\b(?:pas|plus|marre|assez) (?:de |d'|parler a |a |avec )*(?:un |une |ce |cet |votre |le )?(?:chat ?)?(?:bots?|robots?|machine|ordinateur)\b/,
    /\b(?:rappelez|appelez|rappeler|appeler)[ -]?moi\b/,
    /\bquelqu'un (?:peut|pourrait|peut-il|pourrait-il)(?: \w+)? (?:me |m')(?:rappeler|appeler|contacter|parler)/,
  ],
  otherwise: [
    new RegExp(
      `\\b(?:n'|(?:ne|sans|pas|jamais|plutot que|au lieu de|inutile de)\\b)(?: ?(?!(?:un|une|a|avec|au|de) )[a-z'-]+){0,5} (?:a |avec |au |d'|de )?${PERSON}\\b`,
      'gu',
    ),
    new RegExp(
      `\\b(?:ai|avait|avais|a|avons) (?:deja )?(?:parle|discute|echange|eu)(?: [a-z'-]+){0,3} (?:a |avec |au )?${PERSON}\\b`,
      'gu',
    ),
    /\b(?:\d+|deux|trois|quatre|cinq|six) personnes?\b/g,
    /\b(?:mon|ma|mes|notre|nos|ton|son|sa) (?:agent|agente|conseill\w+|responsable|collegue\w*|employe\w*|equipe)\b/g,
    /\bagents? (?:de voyage|immobilier|nettoyant|impermeabilisant|orange|de nettoyage|secret)\b/g,
    /\bressources humaines\b/g,
    /\b(?:es-tu|etes-vous|tu es|vous etes|est-ce que (?:tu es|vous etes|je parle)|je parle|parle-je|suis-je)(?: [a-z'-]+){0,4} (?:humaine?|personne|robot|bot|machine)\b.*/gu,
    /\b(?:quels?|quelles?|combien de) (?:agents?|personnes?|conseill\w+|employes?)\b/g,
    /\b(?:une )?(?:autre )?personne (?:peut|pour signer|qui|recevoir|recuperer)/g,
  ],
}
