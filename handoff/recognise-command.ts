import type { CustomerMessage } from '../domain/events.ts'

export type WaitingCommand = { kind: 'cancel' } | { kind: 'go_on' } | { kind: 'contact'; contact: string }

/** Whole messages only: inside a sentence these words mean something else. */
const CANCEL = new Set([
  ...[
    'cancel',
    'cancel it',
    'cancel that',
    'never mind',
    'nevermind',
    'forget it',
    'stop waiting',
    'leave the queue',
    'cancel please',
  ],
  ...['abbrechen', 'abbruch', 'egal', 'schon gut', 'vergiss es', 'nicht mehr nötig'],
  ...['annuler', 'annule', 'laissez tomber', 'tant pis'],
  ...['cancelar', 'cancela', 'olvídalo', 'déjalo', 'no importa'],
  ...['cancele', 'deixa pra lá', 'esquece', 'não precisa mais'],
  ...['キャンセル', 'キャンセルします', 'やめます', 'もういいです'],
])
const GO_ON = new Set([
  ...['go on', 'ask the bot', 'ask the bot meanwhile', 'continue with the bot', 'back to the bot', 'bot'],
  ...['weiter', 'weiter mit dem bot', 'den bot fragen', 'solange den bot fragen'],
  ...['continuer', 'continuer avec le bot', 'demander au bot'],
  ...['continuar', 'seguir', 'seguir con el bot', 'preguntar al bot'],
  ...['continuar com o bot', 'perguntar ao bot'],
  ...['続ける', 'ボットに聞く'],
])
const EMAIL = /[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}/iu
const PHONE = /(?:\+|00)?\d[\d\s()/.-]{7,}\d/u

/** What a message does while the customer waits in the queue, if anything. */
export function recogniseCommand(message: Pick<CustomerMessage, 'text' | 'action'>): WaitingCommand | undefined {
  if (message.action?.warmline === 'cancel') return { kind: 'cancel' }
  if (message.action?.warmline === 'go_on') return { kind: 'go_on' }
  const words = plain(message.text)
  if (CANCEL.has(words)) return { kind: 'cancel' }
  if (GO_ON.has(words)) return { kind: 'go_on' }
  const contact = EMAIL.exec(message.text)?.[0] ?? PHONE.exec(message.text)?.[0]
  return contact === undefined ? undefined : { kind: 'contact', contact: contact.trim() }
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[.!?,。！？]+$/u, '')
    .trim()
}
