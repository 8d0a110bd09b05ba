import { expect } from 'chai'
import { nameTrouble } from '../../dialogs/name-trouble.ts'
import { type Mood, readMood } from '../../dialogs/read-mood.ts'

const MOODS: Record<Mood, string[]> = {
  calm: [
    'Where is my order?',
    'How do I return something?',
    'Is GORE-TEX PFC free?',
    'HELLO',
    'The zip of my jacket is broken. Can it be repaired?',
    'thanks',
    'Is the jacket fatal for moths',
    'What is the worst case delivery time?',
    'Wo ist meine Bestellung?',
    'Sauerstoff und Kocher?',
    'où est ma commande ?',
    '¿Dónde está mi pedido?',
    'Onde está o meu pedido?',
    '返品したいです',
    'Great!!',
    'Thank you so much!!!',
    'I want to file a complaint about a broken zip, where do I do that?',
    'no, that did not help',
    'My card was stolen and I need a new one',
    'Hello? Is this the right chat?',
    'Stop the subscription at the end of the month, please',
  ],
  upset: [
    'WHERE IS MY ORDER',
    // No phrase is in these; a classifier reads them.
    'So much for next day delivery, well done',
    'You promised to call me back on Tuesday and nobody did',
    'Prometieron llamarme y nada',
    'I am disappointed with the jacket',
    'my refund has still not arrived',
    'Das ist sehr ärgerlich',
    'je suis déçu',
    'estoy decepcionado',
    'estou chateado',
    'がっかりしました',
  ],
  angry: [
    'WHERE IS MY ORDER!!!',
    'This is absolutely ridiculous',
    'you are useless',
    'I am so angry right now',
    'This is the third time my parcel is late and nobody answers. Unacceptable.',
    'worst service ever',
    'Das ist jetzt zum dritten Mal passiert und ich warte seit Wochen',
    'C’est la troisième fois et toujours rien depuis des semaines',
    'This is the third time I write and still nothing',
    'what the hell is this bullshit',
    'your bot is stupid',
    'I am fed up with waiting',
    'Das ist eine Frechheit!',
    'Mir reicht’s jetzt',
    'SCHON WIEDER KEIN PAKET DA!!!',
    'c’est inadmissible',
    'j’en ai marre',
    'esto es inaceptable',
    'estoy harto de esperar',
    'isso é inaceitável',
    'estou farto de esperar',
    'いい加減にしてください',
    '最悪です',
  ],
}

describe('the mood of a message', () => {
  for (const [mood, texts] of Object.entries(MOODS)) {
    for (const text of texts) it(`"${text}" sounds ${mood}`, () => expect(readMood(text)).to.equal(mood))
  }
})

describe('naming what went wrong', () => {
  const TROUBLES: Record<string, string[]> = {
    'trouble.late': [
      'WHERE IS MY PARCEL!!!',
      'Mein Paket ist schon wieder nicht da',
      'mon colis n’est pas arrivé',
      'mi paquete no llega',
      'a encomenda não chegou',
      '荷物が届かない',
    ],
    'trouble.money': [
      'I want my money back',
      'where is my refund, this is a scam',
      'Wo bleibt mein Geld',
      'mon remboursement',
      'mi reembolso',
      'o estorno',
      '返金してください',
    ],
    'trouble.broken': [
      'the tent arrived broken',
      'die Jacke ist kaputt',
      'la tente est cassée',
      'la tienda está rota',
      'veio quebrado',
      '壊れていました',
    ],
    'trouble.wrong_item': ['you sent the wrong size', 'falscher Artikel geliefert'],
    'trouble.unanswered': ['nobody answers, this is unacceptable', 'niemand antwortet'],
    'trouble.bot': ['you are useless', 'stupid bot'],
    'trouble.unsolved': ['this is unacceptable', 'jetzt reicht es mir'],
  }
  for (const [key, texts] of Object.entries(TROUBLES)) {
    for (const text of texts) it(`"${text}" is ${key}`, () => expect(nameTrouble(text)).to.equal(key))
  }
})
