import type { WishPatterns } from './wish-patterns.ts'

const REAL =
  '(?:real|live|actual|human|proper|physical|other|different|breathing|flesh and blood|damn|fucking|bloody|goddamn|freaking|competent)'
const ROLE =
  '(?:human beings?|humans?|agents?|operators?|repres\\w{0,6}ati?ves?|reps?|boss|superior|agnet|operater|hooman|advis[eo]rs?|assistants?|associates?|specialists?|supervisors?|managers?|team members?|members? of (?:your )?(?:staff|team)|staff(?: members?)?|employees?|colleagues?|receptionists?|(?:customer|client) (?:service|support|care|relations)(?: \\w+)?|support (?:team|staff|agents?|people|person|reps?)|help ?desk|call cent(?:er|re)|the team|your team)'
const PERSON = `(?:(?:an? |some |the |your |any |one of your |another )?(?:${REAL} )*(?:${ROLE}|support|persons?|people|someone|somebody|anyone|anybody|man|woman|guy)(?: else)?(?: real| human| alive)?)`
const STRICT = `(?:(?:an? |some |the |your |any |one of your |another )?(?:${REAL} )*${ROLE}|(?:an? |some |the |your |any |another )?(?:${REAL} )+(?:persons?|people|someone|somebody|man|woman|guy)|(?:an? )?(?:real|live|human|actual) one|(?:an? |some )person|somebody real|someone real|(?:some|any)(?:one|body) (?:who is |that is |who's |that's )?(?:human|real|alive))`
const END =
  '(?= please| pls| now| instead| here| today| asap| thanks| right| immediately| about| regarding| to (?:help|talk|speak|assist|fix|sort|look|call|handle)| who | that | and | because | for | on(?: |$)| or | not | i | you | · |$)'

export const en: WishPatterns = {
  alone: new RegExp(
    `^(?:please )?(?:escalate|transfer|connect)(?: (?:me|this|it|my case|please|now))*$|^(?:(?:hi|hello|hey|ok|okay|so|just|please|pls|no|yes|sorry|well|um|the|give me|i said|i want|now) )*(?:(?:an? |the |your )?(?:${REAL} )*(?:${ROLE}|support|person|people|someone|somebody)(?: real)?)(?: (?:please|pls|plz|now|asap|instead|thanks|thank you|right now|immediately|today|(?:an? )?(?:agent|human|person|operator|representative)|chat))*$`,
  ),
  within: [
    new RegExp(
      `\\b(?:talk|speak|chat|converse|connect|connected|talking|speaking|chatting|complain|complaining)\\b(?: \\w+){0,4} (?:to|with|w|2|through|thru) ${PERSON}\\b`,
    ),
    // Handing over: me, this or the chat, but not points or a gift card.
    new RegExp(
      `\\b(?:transfer|transferred|forward|switch|redirect|redirected|escalate|put|pass|patch|hand|handed|refer|route)(?: (?:me|us|this|it|the|my|chat|conversation|call|case|issue|problem|request|ticket|straight|directly|please|now|back|on|over|through|thru|be))* (?:to|with|through|thru|onto) ${PERSON}\\b(?!'s)`,
    ),
    new RegExp(`\\b(?:help|assistance|support|answer|reply|response)(?: \\w+)? (?:from|by) ${STRICT}${END}`),
    new RegExp(
      `\\b(?:${ROLE}|persons?|people|someone|somebody|anyone|anybody|who)(?: who| that)? (?:i|we|can i|can we|could i|could we|may i) (?:can |could |may )?(?:talk|speak|chat)\\b`,
    ),
    new RegExp(`\\bask ${STRICT}${END}`),
    /\b(?:have|got) (?:any |no |some )?(?:real |live |actual )*(?:humans?|human beings?|live agents?|real (?:people|persons?))(?= there| here| available| working| online|$)/,
    new RegExp(`\\b(?:talk|speak|chat) (?:to )?${STRICT}\\b`),
    new RegExp(`\\b(?:get|give|gimme|send|bring|find|fetch|call|hand|put|summon)(?: me| us)? ${STRICT}${END}`),
    new RegExp(`\\b(?:get|put)(?: me| us)?(?: on)?(?: the phone)? (?:to|with) ${STRICT}\\b`),
    new RegExp(`\\b(?:get|reach|contact|message|see)(?: hold of| through to| in touch with)? ${STRICT}${END}`),
    new RegExp(
      `\\b(?:want|wanna|need|require|demand|request|prefer|like|rather have|asked for|asking for|ask for|insist on|waiting for)(?: to have| to get| to see| only)? ${STRICT}${END}`,
    ),
    new RegExp(
      `\\b(?:is|are) there (?:no |not )?${STRICT}(?= there| here| i | we | who | that | available| online| around| behind| please|$)`,
    ),
    new RegExp(`\\b(?:can|could|may) (?:i|we) (?:please |just )?(?:have|get|see) ${STRICT}${END}`),
    new RegExp(
      `\\b(?:can|could|will|would|let|have) (?:an? |any |some )?(?:${REAL} )*(?:human|agent|operator|representative|person|human being|support agent|advis[eo]r)\\b(?: please| just)* (?:help|assist|call|contact|answer|look at|look into|check|review|take over|reply|respond|handle|deal|sort|join|talk|speak|write)`,
    ),
    new RegExp(`\\bhuman (?:help|support|assistance|contact|interaction|agent|operator)\\b`),
    /\b(?:can|could|would|will) (?:someone|somebody|anyone|anybody)(?: (?:from|in|on|at) \w+(?: \w+)?)?(?: please| just)? (?:call|phone|ring|contact|talk|speak)\b/,
    /\bhave (?:someone|somebody|a person|an? agent|a human) (?:call|phone|ring|contact|talk)\b/,
    /\b(?:some|any)(?:one|body) (?:real|human|alive)\b/,
    /\b(?:need|want) (?:someone|somebody) to (?:talk|speak|chat)\b/,
    /\b(?:a|an actual|a real) (?:human|person|human being|agent) would be (?:nice|great|good|better|helpful)\b/,
    /\b(?:get|give|send|find|bring) me (?:someone|somebody|anyone|anybody) (?:who|that|else|competent|useful)\b/,
    /\b(?:call|phone|ring) me back\b/,
    /\b(?:don't|dont|do not|not|no longer|never|stop|hate|refuse|sick of|tired of|enough of|done with|no more|instead of)(?: \w+){0,3} (?:talk|talking|speak|speaking|chat|chatting|dealing|deal)(?: to| with)? (?:an? |the |this |your |some )?(?:stupid |dumb |useless |damn |bloody )?(?:chat ?)?(?:bots?|robots?|machines?|computers?|ai)\b/,
    /\b(?:don't|dont|do not) (?:want|need|like) (?:an? |the |this |your |any )?(?:stupid |dumb |useless |damn )?(?:chat ?)?(?:bots?|robots?|machines?|computers?|ai)\b/,
    /\b(?:no|not an?|no more) (?:chat ?)?(?:bots?|robots?)(?: please| anymore| any more)?$/,
    /\b(?:speak|talk) to (?:a )?manager\b/,
  ],
  otherwise: [
    // Refusals.
    new RegExp(
      `\\b(?:don't|dont|do not|doesn't|didn't|did not|(?<!\\b(?:can|could|may|why) (?:i |we )?)not|never|no need|without|instead of|rather than|needn't|needless|before|unless|avoid|hate)(?: (?:really|actually|even|just|like|want|wish|need|have|having|to|for|be|being|going|wanna|get|getting|ever|necessarily|trying|looking|asking|asked|speak|talk|chat|speaking|talking|chatting|connect|connected|transfer|transferred|me|us|with|put|through))+ ${PERSON}\\b`,
      'g',
    ),
    new RegExp(
      `\\b(?:(?:do|did) (?:i|we|you) (?:have|need) to|(?:must|should|will) (?:i|we|you)) (?:talk|speak|chat) (?:to|with) ${PERSON}\\b`,
      'g',
    ),
    // Reports and other people's talk.
    new RegExp(
      `\\b(?:talked|spoke|spoken|chatted|been talking|been speaking|was told|told)(?: \\w+){0,3} (?:to|with|by) ${PERSON}\\b`,
      'g',
    ),
    /\b(?:my|our|his|her|their|travel|estate|real estate|insurance|customs|shipping|booking|secret|letting|sales|delivery|parcel|courier|cleaning|drying|wetting|reducing|chemical|bleaching|waterproofing|proofing|free|double|tour|tent|store|shop|branch) (?:agent|agents|operator|operators|representative|representatives|manager|managers|person|assistant|assistants|staff|advisor|adviser)\b/g,
    /\bagents? (?:orange|provocateur|smith|fee|fees|commission|cooper)\b/g,
    /\bhuman (?:resources?|rights?|hair|size|sized|error|nature|body|race|being sized|made|powered|waste|scent|odou?r)\b/g,
    /\b(?:which|what|whose|how many|every|each|all|most) (?:of your )?(?:agents?|operators?|people|persons?|humans?|staff|representatives?|managers?|assistants?|supervisors?)\b/g,
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
