/** Every word of the widget that does not come from the conversation itself. */
export interface Words {
  open: string
  close: string
  chatWith: (shop: string) => string
  assistant: string
  automated: string
  waiting: string
  place: (position: number) => string
  about: (minutes: number) => string
  nobodyHere: string
  placeKept: string
  person: string
  /** Announced to screen readers when the speaker changes. */
  nowBot: string
  nowQueue: string
  nowHuman: (name: string) => string
  you: string
  typing: (name: string) => string
  placeholder: string
  placeholderWaiting: string
  send: string
  sending: string
  notSent: string
  tryAgain: string
  offline: string
  connecting: string
  cannotStart: string
  more: string
  endChat: string
  endTitle: string
  endText: string
  keepChatting: string
  newMessages: string
  source: string
  suggestions: string
  rate: string
  scores: [string, string, string, string, string]
  unread: (count: number) => string
}

const en: Words = {
  open: 'Open chat',
  close: 'Close chat',
  chatWith: (shop) => `Chat with ${shop}`,
  assistant: 'Assistant',
  automated: 'A bot, answers at once',
  waiting: 'Waiting for a person',
  place: (position) => (position === 1 ? 'You are next' : `You are number ${position}`),
  about: (minutes) => `about ${minutes} min`,
  nobodyHere: 'Nobody is here now, your place is kept',
  placeKept: 'Your place is kept',
  person: 'A person, here with you',
  nowBot: 'You are now talking with the bot.',
  nowQueue: 'You are waiting for a person.',
  nowHuman: (name) => `You are now talking with ${name}, a person.`,
  you: 'You',
  typing: (name) => `${name} is typing`,
  placeholder: 'Write a message',
  placeholderWaiting: 'Write while you wait',
  send: 'Send',
  sending: 'Sending',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  offline: 'No connection. What you write is kept; we keep trying.',
  connecting: 'Connecting',
  cannotStart: 'The chat cannot be reached right now. Nothing is lost; we keep trying.',
  more: 'More',
  endChat: 'End chat',
  endTitle: 'End this chat?',
  endText: 'What was said stays here. Write again whenever you like.',
  keepChatting: 'Keep chatting',
  newMessages: 'New messages',
  source: 'Source',
  suggestions: 'Suggested replies',
  rate: 'How was it? 1 is poor, 5 is great',
  scores: ['Very poor', 'Poor', 'All right', 'Good', 'Great'],
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
}

const de: Words = {
  open: 'Chat öffnen',
  close: 'Chat schließen',
  chatWith: (shop) => `Chat mit ${shop}`,
  assistant: 'Assistent',
  automated: 'Ein Bot, antwortet sofort',
  waiting: 'Wir holen einen Menschen',
  place: (position) => (position === 1 ? 'Sie sind als Nächstes dran' : `Sie sind Nummer ${position}`),
  about: (minutes) => `etwa ${minutes} Min.`,
  nobodyHere: 'Gerade ist niemand da, Ihr Platz bleibt',
  placeKept: 'Ihr Platz ist sicher',
  person: 'Ein Mensch, jetzt für Sie da',
  nowBot: 'Sie sprechen jetzt mit dem Bot.',
  nowQueue: 'Sie warten auf einen Menschen.',
  nowHuman: (name) => `Sie sprechen jetzt mit ${name}, einem Menschen.`,
  you: 'Sie',
  typing: (name) => `${name} schreibt`,
  placeholder: 'Nachricht schreiben',
  placeholderWaiting: 'Schreiben Sie, während Sie warten',
  send: 'Senden',
  sending: 'Wird gesendet',
  notSent: 'Nicht gesendet.',
  tryAgain: 'Noch einmal',
  offline: 'Keine Verbindung. Ihr Text bleibt erhalten; wir versuchen es weiter.',
  connecting: 'Verbindung wird aufgebaut',
  cannotStart: 'Der Chat ist gerade nicht erreichbar. Nichts geht verloren; wir versuchen es weiter.',
  more: 'Mehr',
  endChat: 'Chat beenden',
  endTitle: 'Diesen Chat beenden?',
  endText: 'Der Verlauf bleibt hier. Schreiben Sie wieder, wann Sie möchten.',
  keepChatting: 'Weiter chatten',
  newMessages: 'Neue Nachrichten',
  source: 'Quelle',
  suggestions: 'Antwortvorschläge',
  rate: 'Wie war es? 1 ist schlecht, 5 ist sehr gut',
  scores: ['Sehr schlecht', 'Schlecht', 'In Ordnung', 'Gut', 'Sehr gut'],
  unread: (count) => (count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`),
}

const fr: Words = {
  open: 'Ouvrir le chat',
  close: 'Fermer le chat',
  chatWith: (shop) => `Discuter avec ${shop}`,
  assistant: 'Assistant',
  automated: 'Un robot, répond tout de suite',
  waiting: 'En attente d’une personne',
  place: (position) => (position === 1 ? 'C’est bientôt à vous' : `Vous êtes numéro ${position}`),
  about: (minutes) => `environ ${minutes} min`,
  nobodyHere: 'Personne n’est là, votre place est gardée',
  placeKept: 'Votre place est gardée',
  person: 'Une personne, avec vous',
  nowBot: 'Vous parlez maintenant avec le robot.',
  nowQueue: 'Vous attendez une personne.',
  nowHuman: (name) => `Vous parlez maintenant avec ${name}, une personne.`,
  you: 'Vous',
  typing: (name) => `${name} écrit`,
  placeholder: 'Écrire un message',
  placeholderWaiting: 'Écrivez en attendant',
  send: 'Envoyer',
  sending: 'Envoi',
  notSent: 'Non envoyé.',
  tryAgain: 'Réessayer',
  offline: 'Pas de connexion. Votre texte est gardé ; nous réessayons.',
  connecting: 'Connexion',
  cannotStart: 'Le chat est injoignable pour le moment. Rien n’est perdu ; nous réessayons.',
  more: 'Plus',
  endChat: 'Terminer le chat',
  endTitle: 'Terminer ce chat ?',
  endText: 'L’échange reste ici. Écrivez de nouveau quand vous voulez.',
  keepChatting: 'Continuer',
  newMessages: 'Nouveaux messages',
  source: 'Source',
  suggestions: 'Réponses proposées',
  rate: 'Comment c’était ? 1 mauvais, 5 excellent',
  scores: ['Très mauvais', 'Mauvais', 'Correct', 'Bien', 'Excellent'],
  unread: (count) => (count === 1 ? '1 message non lu' : `${count} messages non lus`),
}

const es: Words = {
  open: 'Abrir el chat',
  close: 'Cerrar el chat',
  chatWith: (shop) => `Chat con ${shop}`,
  assistant: 'Asistente',
  automated: 'Un bot, responde al momento',
  waiting: 'Esperando a una persona',
  place: (position) => (position === 1 ? 'Eres la siguiente persona' : `Tienes el número ${position}`),
  about: (minutes) => `unos ${minutes} min`,
  nobodyHere: 'Ahora no hay nadie, guardamos tu turno',
  placeKept: 'Guardamos tu turno',
  person: 'Una persona, contigo ahora',
  nowBot: 'Ahora hablas con el bot.',
  nowQueue: 'Estás esperando a una persona.',
  nowHuman: (name) => `Ahora hablas con ${name}, una persona.`,
  you: 'Tú',
  typing: (name) => `${name} está escribiendo`,
  placeholder: 'Escribe un mensaje',
  placeholderWaiting: 'Escribe mientras esperas',
  send: 'Enviar',
  sending: 'Enviando',
  notSent: 'No se envió.',
  tryAgain: 'Reintentar',
  offline: 'Sin conexión. Lo que escribes se guarda; seguimos intentando.',
  connecting: 'Conectando',
  cannotStart: 'No se puede abrir el chat ahora. No se pierde nada; seguimos intentando.',
  more: 'Más',
  endChat: 'Terminar el chat',
  endTitle: '¿Terminar este chat?',
  endText: 'Lo dicho queda aquí. Escribe de nuevo cuando quieras.',
  keepChatting: 'Seguir',
  newMessages: 'Mensajes nuevos',
  source: 'Fuente',
  suggestions: 'Respuestas sugeridas',
  rate: '¿Qué tal fue? 1 es mal, 5 es genial',
  scores: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Genial'],
  unread: (count) => (count === 1 ? '1 mensaje sin leer' : `${count} mensajes sin leer`),
}

const pt: Words = {
  open: 'Abrir o chat',
  close: 'Fechar o chat',
  chatWith: (shop) => `Chat com ${shop}`,
  assistant: 'Assistente',
  automated: 'Um robô, responde na hora',
  waiting: 'À espera de uma pessoa',
  place: (position) => (position === 1 ? 'É a sua vez a seguir' : `Está no lugar ${position}`),
  about: (minutes) => `cerca de ${minutes} min`,
  nobodyHere: 'Ninguém está aqui agora, o seu lugar fica guardado',
  placeKept: 'O seu lugar está guardado',
  person: 'Uma pessoa, aqui consigo',
  nowBot: 'Está agora a falar com o robô.',
  nowQueue: 'Está à espera de uma pessoa.',
  nowHuman: (name) => `Está agora a falar com ${name}, uma pessoa.`,
  you: 'Você',
  typing: (name) => `${name} está a escrever`,
  placeholder: 'Escreva uma mensagem',
  placeholderWaiting: 'Escreva enquanto espera',
  send: 'Enviar',
  sending: 'A enviar',
  notSent: 'Não foi enviado.',
  tryAgain: 'Tentar de novo',
  offline: 'Sem ligação. O que escreve fica guardado; continuamos a tentar.',
  connecting: 'A ligar',
  cannotStart: 'O chat não está acessível agora. Nada se perde; continuamos a tentar.',
  more: 'Mais',
  endChat: 'Terminar o chat',
  endTitle: 'Terminar este chat?',
  endText: 'A conversa fica aqui. Escreva de novo quando quiser.',
  keepChatting: 'Continuar',
  newMessages: 'Mensagens novas',
  source: 'Fonte',
  suggestions: 'Respostas sugeridas',
  rate: 'Como foi? 1 é mau, 5 é ótimo',
  scores: ['Muito mau', 'Mau', 'Razoável', 'Bom', 'Ótimo'],
  unread: (count) => (count === 1 ? '1 mensagem por ler' : `${count} mensagens por ler`),
}

const ja: Words = {
  open: 'チャットを開く',
  close: 'チャットを閉じる',
  chatWith: (shop) => `${shop}とチャット`,
  assistant: 'アシスタント',
  automated: 'ボットがすぐにお答えします',
  waiting: '担当者をお待ちいただいています',
  place: (position) => (position === 1 ? '次の順番です' : `${position}番目です`),
  about: (minutes) => `約${minutes}分`,
  nobodyHere: '担当者は不在です。順番はそのままです',
  placeKept: '順番はそのままです',
  person: '担当者が対応しています',
  nowBot: 'ボットとの会話になりました。',
  nowQueue: '担当者をお待ちください。',
  nowHuman: (name) => `担当者の${name}との会話になりました。`,
  you: 'あなた',
  typing: (name) => `${name}が入力中`,
  placeholder: 'メッセージを入力',
  placeholderWaiting: 'お待ちの間も入力できます',
  send: '送信',
  sending: '送信中',
  notSent: '送信できませんでした。',
  tryAgain: '再送信',
  offline: '接続がありません。入力内容は保存され、再接続を続けます。',
  connecting: '接続しています',
  cannotStart: '現在チャットに接続できません。内容は失われません。再接続を続けます。',
  more: 'その他',
  endChat: 'チャットを終了',
  endTitle: 'このチャットを終了しますか？',
  endText: 'やり取りはここに残ります。いつでもまた書き込めます。',
  keepChatting: '続ける',
  newMessages: '新着メッセージ',
  source: '出典',
  suggestions: '返信の候補',
  rate: 'いかがでしたか？ 1は悪い、5はとても良い',
  scores: ['とても悪い', '悪い', 'ふつう', '良い', 'とても良い'],
  unread: (count) => `未読メッセージ${count}件`,
}

const ALL: Record<string, Words> = { en, de, fr, es, pt, ja }

/** The first of the wished languages that we have ('de-CH' is 'de'), else English. */
export function chooseLanguage(wished: readonly string[]): string {
  const known = wished.map((language) => language.toLowerCase().split('-')[0] ?? '').find((language) => language in ALL)
  return known ?? 'en'
}

export function wordsIn(language: string): Words {
  return ALL[language] ?? en
}
