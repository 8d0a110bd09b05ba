/** Whole messages only: "cancel my order" is a question. */
export function isCancel(words: string): boolean {
  return CANCEL.has(words)
}

export function isGoOn(words: string): boolean {
  return GO_ON.has(words)
}

const CANCEL = new Set([
  ...[
    'cancel',
    'cancel it',
    'cancel that',
    'cancel please',
    'never mind',
    'nevermind',
    'forget it',
    'forget about it',
    'stop',
    'stop it',
  ],
  ...['abbrechen', 'abbruch', 'egal', 'schon gut', 'vergiss es', 'vergessen sie es', 'stopp', 'nicht mehr notig'],
  ...['annuler', 'annule', 'annulez', 'laisse tomber', 'laissez tomber', 'tant pis', 'oublie', 'oubliez'],
  ...['cancelar', 'cancela', 'cancelalo', 'olvidalo', 'dejalo', 'no importa', 'da igual'],
  ...['cancele', 'deixa pra la', 'deixa', 'esquece', 'esqueca', 'nao precisa mais', 'nao importa'],
  ...['キャンセル', 'キャンセルします', 'やめます', 'やめる', 'もういいです', 'もういい'],
])

const GO_ON = new Set([
  ...['go on', 'continue', 'carry on', 'ask the bot', 'continue with the bot', 'back to the bot', 'bot'],
  ...['weiter', 'weitermachen', 'weiter mit dem bot', 'den bot fragen'],
  ...['continuer', 'continue avec le bot', 'continuer avec le bot', 'demander au bot'],
  ...['continuar', 'seguir', 'sigue', 'seguir con el bot', 'preguntar al bot'],
  ...['continua', 'continuar com o bot', 'perguntar ao bot'],
  ...['続ける', '続けて', 'ボットに聞く'],
])
