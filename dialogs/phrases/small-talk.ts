export type SmallTalk = 'hello' | 'how_are_you' | 'are_you_bot' | 'thanks' | 'bye' | 'compliment' | 'insult'

/** Small talk is the whole message or it is none: "hi, where is my parcel" is a question. */
export function smallTalkOf(words: string): SmallTalk | undefined {
  if (words.length > LONGEST) return undefined
  return TOPICS.find(([, patterns]) => patterns.some((pattern) => pattern.test(words)))?.[0]
}

/** The question without the "hello" before it, so that it is the question that is looked up. */
export function withoutGreeting(text: string): string {
  const rest = text.trim().replace(GREETING_FIRST, '').trim()
  return rest.length >= 4 ? rest : text.trim()
}

const LONGEST = 90

const GREETING_FIRST =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|servus|bonjour|bonsoir|salut|hola|buen(?:os|as) (?:días|dias|tardes|noches)|ol[áa]|oi|bom dia|boa (?:tarde|noite)|こんにちは|こんばんは|おはようございます)(?: there| zusammen| team| all| everyone)?[\s,.!:;、。–—-]+)+/iu

const only = (topic: string, fillers: string): RegExp =>
  new RegExp(`^(?:(?:${fillers}) )*(?:${topic})(?: (?:${topic}|${fillers}))*$`, 'u')

const FILLERS =
  "there|all|everyone|everybody|team|again|you|u|so|very|much|a lot|for (?:your|the|all your) (?:help|time|answer|support|assistance)|for (?:helping|everything|that|this)|ok|okay|great|please|mate|dear|then|now|and|have a (?:nice|good|great|lovely) (?:day|one|evening|weekend)|zusammen|ihr|lieben|vielmals|sehr|fur (?:die|ihre|deine) (?:hilfe|auskunft|antwort|muhe)|tous|tout le monde|beaucoup|pour (?:votre|ton|l') ?aide|infiniment|mucho|por (?:la|tu|su) ayuda|a todos|equipo|muito|mesmo|pela (?:ajuda|atencao)|pessoal|gente|bot|robot|dear bot|und|et|y|e|bitte|oh|ah|well|no|nein|non|nao"

const HELLO =
  'h(?:i|ii+|ello|ey|eya|iya|owdy)|yo|good (?:morning|afternoon|evening|day)|morning|greetings|hallo|hallochen|guten (?:tag|morgen|abend)|moin|servus|gruss gott|gruezi|tach|bonjour|bonsoir|salut|coucou|hola|buenas|buenos dias|buenas (?:tardes|noches)|que tal|ola|oi|bom dia|boa (?:tarde|noite)|e ai|anybody there|anyone there|is anyone there|is anybody there|is someone there|are you there'
const THANKS =
  'thanks|thank you|thank u|thx|ty|cheers|ta|much appreciated|appreciate it|many thanks|danke|dankeschon|danke schon|danke sehr|vielen dank|herzlichen dank|besten dank|merci|merci bien|merci beaucoup|gracias|muchas gracias|mil gracias|muy amable|obrigad[oa]|muito obrigad[oa]|valeu|brigad[oa]'
const BYE =
  "bye|bye bye|goodbye|good bye|see you|see ya|cya|later|take care|good night|that's all|that is all|that will be all|nothing else|i'm done|have a (?:nice|good|great) (?:day|one|evening)|tschuss|tschau|ciao|auf wiedersehen|bis bald|bis dann|schonen tag(?: noch)?|das war's|das war alles|gute nacht|au revoir|a bientot|bonne (?:journee|soiree|nuit)|c'est tout|adios|hasta luego|hasta pronto|chao|nos vemos|eso es todo|nada mas|buen dia|tchau|adeus|ate (?:logo|mais|breve)|e so isso|so isso|era so isso"

const TOPICS: readonly [SmallTalk, readonly RegExp[]][] = [
  [
    'are_you_bot',
    [
      /^(?:(?:hi|hello|hey|wait|so|sorry|but|ok|and) )*(?:are|r|is|am) (?:you|u|this|i|that|it)(?: \w+){0,4} (?:bots?|chat ?bots?|robots?|humans?|machines?|ai|person|real|computers?|people|human being|someone|automated|a real one|chatgpt)(?: or(?: an?)?(?: \w+){1,3})?$/,
      /^(?:who|what)(?: \w+)? (?:are you|am i (?:talking|speaking|chatting) (?:to|with)|is this)$/,
      /^(?:bist du|sind sie|ist das|spreche ich|rede ich|schreibe ich|chatte ich)(?: [a-z]+){0,5} (?:bot|chatbot|roboter|mensch|menschen|maschine|ki|person|computer|echt|mitarbeiter[a-z]*)(?: oder(?: [a-z]+){1,3})?$/u,
      /^wer (?:bist du|sind sie|ist da)$/,
      /^(?:es-tu|tu es|etes-vous|vous etes|est-ce que (?:tu es|vous etes|je parle|c'est)|je parle|parle-je|c'est|est-ce)(?: [a-z']+){0,5} (?:bot|chatbot|robot|humaine?|machine|ia|personne|ordinateur)(?: ou(?: [a-z']+){1,3})?$/u,
      /^qui (?:es-tu|etes-vous|est-ce)$|^tu es qui$|^vous etes qui$/,
      /^(?:eres|es usted|estoy hablando con|hablo con|esto es|es esto|sois)(?: [a-z]+){0,4} (?:bot|chatbot|robot|humano|humana|maquina|ia|persona|ordenador)(?: o(?: [a-z]+){1,3})?$/u,
      /^(?:quien eres|quien es usted|con quien hablo|que eres)$/,
      /^(?:voce e|tu es|es|estou falando com|estou a falar com|falo com|isso e|e voce)(?: [a-z]+){0,4} (?:bot|chatbot|robo|humano|humana|maquina|ia|pessoa|computador)(?: ou(?: [a-z]+){1,3})?$/u,
      /^(?:quem e voce|quem es tu|com quem (?:estou falando|falo))$/,
      /^(?:あなた|これ|そちら|君)?(?:は|って)?\s*(?:ボット|ロボット|人間|ai|機械|人|チャットボット|自動応答)(?:です|でしょう|なの|なん)?(?:か|ですか)?$/u,
      /^(?:あなたは)?(?:誰|だれ|どなた)(?:です)?か?$/u,
    ],
  ],
  [
    'how_are_you',
    [
      /^(?:(?:hi|hello|hey) )*(?:how are (?:you|u)(?: doing)?(?: today)?|how's it going|how is it going|how do you do|what's up|sup|you ok|how have you been|how are things)(?: today| bot)?$/,
      /^(?:(?:hallo|hi|moin) )*(?:wie geht(?:'s| es)?(?: dir| ihnen| euch)?(?: heute)?|alles gut(?: bei dir)?|na wie geht's)$/,
      /^(?:(?:bonjour|salut|bonsoir) )*(?:comment (?:ca va|vas-tu|allez-vous|tu vas|vous allez)|ca va(?: bien)?|tu vas bien|vous allez bien)$/,
      /^(?:(?:hola|buenas|buenos dias) )*(?:como (?:estas|esta|esta usted|te va|andas|van)|que tal(?: estas)?|todo bien)$/,
      /^(?:(?:ola|oi|bom dia) )*(?:como (?:vai|esta|voce esta|estas|vai voce)|tudo bem(?: com voce)?|tudo bom|como e que estas)$/,
      /^(?:お元気|元気|調子(?:は)?(?:どう|いかが))(?:です|でしょう)?か?$/u,
    ],
  ],
  [
    'insult',
    [
      /^(?:(?:you|u|your|you're|ur|this|bot|the|is|are|are you|a|an|such|so|what|just|really|fucking|bloody|damn|it's|that's|totally|completely|chat|chatbot|thing|piece of) )*(?:stupid|idiot|idiotic|dumb|useless|moron|suck|sucks|shit|crap|crappy|garbage|trash|rubbish|hopeless|pathetic|worthless|fuck you|fuck off|screw you|shut up|asshole|dumbass|bullshit|terrible|awful|worst|incompetent|ridiculous|hate you)(?: (?:bot|robot|machine|thing|chatbot|ever|you|answer|service|program))*$/,
      /^(?:(?:du|sie|bist|sind|ist|so|ein|eine|der|dieser|bot|das|was|fur|echt|total|vollig|einfach|chatbot|blod\w*) )*(?:dumm\w*|idiot\w*|nutzlos\w*|unbrauchbar|blod\w*|scheiss\w*|mull|trottel|unfahig\w*|halt die klappe|schrott|arschloch|verarsch\w*|leck mich|fick dich)(?: (?:bot|maschine|ding|chatbot))*$/,
      /^(?:(?:tu|vous|es|etes|ce|cet|bot|robot|est|un|une|vraiment|trop|completement|espece|de|c'est|quel|quelle) )*(?:nul\w*|stupide|idiote?|inutile|debile|con|connard|merde|merdique|imbecile|incompetent\w*|ta gueule|va te faire foutre|cretin)(?: (?:bot|robot))*$/,
      /^(?:(?:eres|es|este|un|una|bot|muy|tan|completamente|que|vaya|puto|puta) )*(?:estupid\w+|idiota|inutil|tont\w+|mierda|basura|imbecil|incompetente|pendej\w+|callate|gilipollas|vete a la mierda)(?: (?:bot|robot))*$/,
      /^(?:(?:voce|tu|e|es|este|esse|um|uma|bot|robo|muito|tao|completamente|que|seu) )*(?:burr\w+|idiota|inutil|estupid\w+|merda|lixo|imbecil|incompetente|cala a boca|cala-te|vai se foder|vai tomar no cu|porcaria)(?: (?:bot|robo))*$/,
      /^(?:(?:この|お前|あなたは?|ほんと(?:に)?|本当に)\s*)*(?:バカ|ばか|馬鹿|アホ|使えない|役立たず|ポンコツ|クソ|くそ|ふざけるな|死ね|無能)(?:ボット|野郎|だな|ですね|な|！|!)*$/u,
    ],
  ],
  [
    'compliment',
    [
      /^(?:(?:you|you're|you are|ur|that|that's|this|it|it's|is|was|are|so|very|really|wow|a|an|what|such|nice|good|well|bot|thanks|thank you|oh|the) )*(?:awesome|amazing|great|brilliant|fantastic|excellent|wonderful|good bot|good job|great job|nice job|nice work|good work|well done|love it|love you|i love you|clever|smart|impressive|cool|nice|best|lovely|super helpful|the best)(?: (?:bot|job|work|thanks|thank you|service|answer|you|help))*$/,
      /^(?:(?:du|bist|das|ist|war|sehr|echt|so|ein|wow|danke|richtig) )*(?:toll\w*|super|klasse|spitze|genial|wunderbar|grossartig|prima|gut gemacht|hammer|cool|fantastisch|klug|schlau|nett|lieb)(?: (?:bot|danke|gemacht|service))*$/,
      /^(?:(?:tu|es|vous|etes|c'est|c'etait|tres|vraiment|trop|merci|wow) )*(?:genial|super|excellent|formidable|bravo|top|magnifique|parfait|impressionnant|bien joue|cool|sympa|intelligent)(?: (?:merci|travail|bot))*$/,
      /^(?:(?:eres|es|esta|muy|que|esto|gracias|wow|un) )*(?:genial|excelente|fantastico|increible|buenisimo|estupendo|crack|bien hecho|buen trabajo|maravilloso|guay|amable|inteligente|listo)(?: (?:gracias|trabajo|bot|servicio))*$/,
      /^(?:(?:voce|e|es|muito|que|isto|isso|obrigad[oa]|wow|foi) )*(?:otimo|excelente|fantastico|incrivel|maravilhoso|bom trabalho|parabens|legal|top|show|genial|demais|inteligente)(?: (?:obrigad[oa]|trabalho|bot))*$/,
      /^(?:すごい|素晴らしい|すばらしい|最高|さすが|いいね|賢い|優秀)(?:です|ですね|ね|！|!)*$/u,
    ],
  ],
  [
    'thanks',
    [
      only(THANKS, FILLERS),
      /^(?:(?:どうも)?ありがとう(?:ございます|ございました)?|感謝(?:します|です)|サンキュー|助かります)[。！! ]*$/u,
    ],
  ],
  [
    'bye',
    [
      only(BYE, `${FILLERS}|${THANKS}`),
      /^(?:さようなら|さよなら|バイバイ|ではまた|じゃあね|じゃあまた|失礼します|以上です|おやすみ(?:なさい)?)[。！! ]*$/u,
    ],
  ],
  [
    'hello',
    [
      only(HELLO, FILLERS),
      /^(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|もしもし|やあ|ハロー|どうも)[。！! ]*$/u,
    ],
  ],
]
