/** Cannot be misread: one is enough. */
export const STRONG: readonly RegExp[] = [
  /\b(?:fuck\w*|bullshit|wtf|piece of (?:shit|crap)|asshole|go to hell|screw you|scam(?:mers?|med)?|rip-?off|thieves|crooks|i(?:'ll| will) sue|my lawyer|see you in court)\b/,
  /\b(?:absolutely|totally|completely|utterly|so|beyond|fucking|simply|just) (?:ridiculous|unacceptable|disgusting|outrageous|useless|furious|pathetic|appalling|disgraceful)\b/,
  /\b(?:i'm|i am|im|getting|i've had) (?:so |very |really |absolutely )?(?:angry|furious|livid|fuming|enough|sick of|fed up|outraged|disgusted)\b/,
  /\b(?:sick and tired|fed up|worst (?:service|shop|company|experience|support|customer service)|never (?:buy|order|shop)\w*(?: \w+){0,4} again|had enough|this is a joke|you(?:'re| are) (?:useless|stupid|an idiot|a joke|liars?))\b/,
  /\b(?:this|the|your) (?:stupid |damn |fucking )?(?:bot|chat ?bot|robot|thing|service|support) (?:is|are) (?:so |absolutely |totally |completely |utterly )?(?:useless|stupid|shit|crap|terrible|garbage|rubbish|trash|a joke|hopeless|worthless|dumb)\b/,
  /\b(?:unverschamt\w*|frechheit|sauerei|verarsch\w*|scheisse?\w*|betruger|betrug|stinksauer|anwalt|schnauze voll|nase voll|mir reicht'?s?|jetzt reicht'?s|das ist ein witz|nie wieder|katastrophe|zum kotzen|wutend)\b/,
  /\b(?:inadmissible|inacceptable|scandaleux|honteux|merde|arnaque\w*|escroc\w*|furieu\w+|ras le bol|j'en ai (?:marre|assez)|avocat|se foutre|foutez|n'importe quoi|plus jamais|en colere)\b/,
  /\b(?:inaceptable|vergonzoso|una verguenza|mierda|estafa\w*|ladrones|furios\w+|hart[oa]|indignante|abogado|nunca mas|es una broma|estoy (?:enfadad|enojad|cabread)\w+)\b/,
  /\b(?:inaceitavel|vergonhoso|uma vergonha|merda|golpe|ladroes|furios\w+|fart[oa] de|absurdo|advogado|nunca mais|palhacada|estou (?:com raiva|irritad\w+|revoltad\w+|put[oa]))\b/,
  /(?:ふざけるな|ふざけんな|いい加減に|最悪|許せない|詐欺|ありえない|あり得ない|頭にき|腹が立|怒って|二度と(?:買|使|利用)|訴え)/,
]

/** Says that patience is going; two of them, or one with capitals or a row of exclamation marks, is anger. */
export const MILD: readonly RegExp[] = [
  // Words that several languages share, once.
  /\b(?:frustr\w+|ridicul\w+|decepcion\w*)\b/,
  /\b(?:unacceptable|disgusting|outrageous|appalling|terrible|awful|horrible|pathetic|useless|disappoint\w*|annoy\w*|angry|upset|joke|nonsense|not good enough|poor service|hopeless|unbelievable)\b/,
  /\b(?:third|fourth|fifth|3rd|4th|5th|tenth|hundredth) time\b|\b(?:again and again|over and over|once again|yet again|how many times|keeps? happening)\b/,
  /\b(?:for (?:weeks|months)|weeks ago|months? now|been waiting)\b/,
  /\b(?:nobody (?:answers|replies|cares|helps)|no ?one (?:answers|replies|cares|helps)|still (?:not|nothing|no|waiting|haven't|hasn't|broken))\b/,
  /\b(?:enttausch\w*|argerlich|genervt|nervt|unmoglich)\b/,
  /\b(?:zum (?:dritten|vierten|x-ten) mal|schon wieder|immer noch (?:nicht|kein\w*))\b/,
  /\b(?:seit wochen|niemand (?:antwortet|hilft)|sauer|lacherlich|inakzeptabel)\b/,
  /\b(?:decue?s?|decevant|enerv\w+|agac\w+)\b/,
  /\b(?:(?:troisieme|quatrieme|enieme) fois|toujours (?:pas|rien))\b/,
  /\b(?:depuis des semaines|personne ne (?:repond|m'aide)|lamentable|nul)\b/,
  /\b(?:molest[oa])\b/,
  /\b(?:(?:tercera|cuarta|enesima) vez|otra vez|sigo (?:sin|esperando)|todavia no)\b/,
  /\b(?:desde hace semanas|nadie (?:responde|contesta|ayuda)|pesimo|enfadad\w+|enojad\w+)\b/,
  /\b(?:chatead\w+)\b/,
  /\b(?:(?:terceira|quarta|enesima) vez|de novo|ainda nao|continuo (?:sem|a espera|esperando))\b/,
  /\b(?:ha semanas|ninguem (?:responde|ajuda)|pessimo|irritad\w+)\b/,
  /まだ(?:届|来|返事)|連絡が(?:ない|来ない)/,
  /(?:がっかり|残念|イライラ|いらいら|ひどい|酷い|何度も|何回も|三回目|3回目|困って|遅すぎ|使えない)/,
]
