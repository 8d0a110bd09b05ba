import { expect } from 'chai'
import { recognise, type Recognised } from '../../dialogs/recognise.ts'

const smallTalk = (topic: string) => ({ kind: 'small_talk', topic })

const TABLE: Record<string, [Partial<Recognised> | { kind: string; topic?: string }, string[]][]> = {
  en: [
    [
      { kind: 'yes' },
      [
        'yes',
        'Yes, thanks',
        'yep!',
        'Yeah that helped',
        'it did, thank you',
        'perfect',
        'that works, thanks a lot',
        'ok',
        'sure',
        'yes please',
        'great, that solved it',
        'ok thanks',
      ],
    ],
    [
      { kind: 'no' },
      [
        'no',
        'No, not really',
        'nope',
        "that didn't help",
        'it did not help at all',
        "that's not what I asked",
        'not really',
        "no that's wrong",
        'not helpful',
        'unfortunately not',
        "no, it doesn't work",
        'you misunderstood',
      ],
    ],
    [{ kind: 'no_thanks' }, ['No, thanks', 'no thanks', 'No thanks!']],
    [{ kind: 'cancel' }, ['cancel', 'never mind', 'Forget it.', 'stop']],
    [{ kind: 'go_on' }, ['go on', 'continue', 'Ask the bot meanwhile']],
    [{ kind: 'rate', score: 5 }, ['5', '5/5', 'five stars', '5 out of 5', 'Five']],
    [{ kind: 'rate', score: 1 }, ['1', '1 star', 'one']],
    [smallTalk('hello'), ['hi', 'Hello!', 'hey there', 'good morning', 'Hi :)']],
    [smallTalk('thanks'), ['thanks', 'Thank you so much!', 'thx', 'thanks for your help', 'cheers mate']],
    [smallTalk('bye'), ['bye', 'goodbye', 'see you', "that's all, thanks", 'thanks, bye', 'have a nice day']],
    [
      smallTalk('are_you_bot'),
      [
        'are you a bot?',
        'Am I talking to a human?',
        'are you real',
        'who are you?',
        'is this a robot or a person?',
        'r u human',
        'are you an AI?',
      ],
    ],
    [smallTalk('how_are_you'), ['how are you?', 'Hi, how are you doing today?', "how's it going"]],
    [smallTalk('compliment'), ['you are awesome', 'good bot', 'great job!', 'wow, amazing', 'well done']],
    [smallTalk('insult'), ['you are useless', 'stupid bot', 'this is shit', 'you suck', 'idiot', 'fuck you']],
    [
      { kind: 'question' },
      [
        'Where is my order?',
        'hi, where is my parcel',
        'cancel my order',
        'how do I cancel',
        'can I return 5 items?',
        'thanks to you my tent is broken',
        'is this jacket good for hiking?',
        'yes or no: is it waterproof?',
        'nothing arrived',
        'no refund yet',
        'no label in the parcel',
        'Is there a good bot for booking courses?',
        'hello kitty rucksack',
        'how are you handling returns?',
        'are you open on Sunday?',
        'is it real down?',
        'what is the best tent',
        '5 tents',
        'one boot is missing',
        'do you have stop cocks',
        'okay so how do I pay',
        'greatest tent size',
      ],
    ],
    [{ kind: 'nothing' }, ['', '   ', '!!!', '👍', '...']],
  ],
  de: [
    [{ kind: 'yes' }, ['ja', 'Ja, danke', 'ja bitte', 'das hat geholfen', 'super, danke', 'gerne', 'alles klar']],
    [
      { kind: 'no' },
      ['nein', 'Nein, nicht wirklich', 'leider nicht', 'das hat nicht geholfen', 'hilft mir nicht', 'nicht hilfreich'],
    ],
    [{ kind: 'no_thanks' }, ['Nein, danke', 'nein danke']],
    [{ kind: 'cancel' }, ['abbrechen', 'egal', 'vergiss es']],
    [{ kind: 'rate', score: 4 }, ['4', 'vier', '4 von 5', '4 Sterne']],
    [smallTalk('hello'), ['Hallo', 'Guten Tag!', 'moin', 'Guten Morgen zusammen']],
    [smallTalk('thanks'), ['danke', 'Vielen Dank!', 'danke schön', 'danke für die Hilfe']],
    [smallTalk('bye'), ['Tschüss', 'auf Wiedersehen', 'das war’s', 'danke, tschüss']],
    [smallTalk('are_you_bot'), ['Bist du ein Bot?', 'Sind Sie ein Mensch?', 'Spreche ich mit einem Roboter?', 'wer bist du?']],
    [smallTalk('how_are_you'), ['Wie geht’s?', 'wie geht es dir']],
    [smallTalk('compliment'), ['du bist toll', 'super gemacht']],
    [smallTalk('insult'), ['du bist dumm', 'blöder Bot', 'Idiot']],
    [
      { kind: 'question' },
      [
        'Wo ist meine Bestellung?',
        'Hallo, wo ist mein Paket?',
        'Bestellung abbrechen',
        'Wie lange dauert der Versand?',
        'kein Paket bekommen',
        'ja wo ist denn mein Paket?'.slice(3),
      ],
    ],
  ],
  fr: [
    [{ kind: 'yes' }, ['oui', 'Oui, merci', 'oui merci beaucoup', 'd’accord', 'ça m’aide, merci', 'parfait']],
    [
      { kind: 'no' },
      ['non', 'Non, pas vraiment', 'pas du tout', 'ça ne m’aide pas', 'cela ne m’a pas aidé', 'ce n’est pas ce que je demandais'],
    ],
    [{ kind: 'no_thanks' }, ['Non, merci', 'non merci']],
    [{ kind: 'cancel' }, ['annuler', 'laissez tomber', 'tant pis']],
    [{ kind: 'rate', score: 5 }, ['5', 'cinq', '5 sur 5', '5 étoiles']],
    [smallTalk('hello'), ['Bonjour', 'salut !', 'Bonsoir']],
    [smallTalk('thanks'), ['merci', 'Merci beaucoup !', 'merci pour votre aide']],
    [smallTalk('bye'), ['au revoir', 'à bientôt', 'merci, au revoir', 'bonne journée']],
    [
      smallTalk('are_you_bot'),
      ['êtes-vous un robot ?', 'Tu es un humain ?', 'est-ce que je parle à un bot ?', 'qui êtes-vous ?'],
    ],
    [smallTalk('how_are_you'), ['comment ça va ?', 'ça va ?', 'comment allez-vous ?']],
    [smallTalk('insult'), ['tu es nul', 'bot stupide', 'vous êtes inutile']],
    [
      { kind: 'question' },
      [
        'Où est ma commande ?',
        'bonjour, où est mon colis ?',
        'annuler ma commande',
        'je voudrais retourner un article',
        'Comment suivre mon colis ?',
      ],
    ],
  ],
  es: [
    [{ kind: 'yes' }, ['sí', 'Sí, gracias', 'si por favor', 'vale', 'me ha servido, gracias', 'perfecto', 'claro']],
    [{ kind: 'no' }, ['no', 'No, la verdad', 'para nada', 'no me ayuda', 'no me sirvió', 'eso no es lo que pregunté']],
    [{ kind: 'no_thanks' }, ['No, gracias', 'no gracias']],
    [{ kind: 'cancel' }, ['cancelar', 'olvídalo', 'déjalo']],
    [{ kind: 'rate', score: 3 }, ['3', 'tres', '3 de 5', '3 estrellas']],
    [smallTalk('hello'), ['Hola', '¡Buenos días!', 'buenas tardes']],
    [smallTalk('thanks'), ['gracias', '¡Muchas gracias!', 'gracias por tu ayuda']],
    [smallTalk('bye'), ['adiós', 'hasta luego', 'gracias, adiós', 'eso es todo']],
    [smallTalk('are_you_bot'), ['¿eres un bot?', '¿Eres humano?', '¿estoy hablando con una persona?', '¿quién eres?']],
    [smallTalk('how_are_you'), ['¿cómo estás?', 'Hola, ¿cómo estás?', '¿qué tal estás?']],
    [smallTalk('insult'), ['eres inútil', 'bot estúpido', 'idiota']],
    [
      { kind: 'question' },
      [
        '¿Dónde está mi pedido?',
        'hola, ¿dónde está mi paquete?',
        'cancelar mi pedido',
        'quiero devolver una chaqueta',
        'no ha llegado mi pedido',
      ],
    ],
  ],
  pt: [
    [{ kind: 'yes' }, ['sim', 'Sim, obrigado', 'sim por favor', 'ajudou sim, obrigada', 'claro', 'perfeito']],
    [{ kind: 'no' }, ['não', 'Não, na verdade', 'de jeito nenhum', 'não ajudou', 'não me ajudou', 'não era isso']],
    [{ kind: 'no_thanks' }, ['Não, obrigado', 'não obrigado']],
    [{ kind: 'cancel' }, ['cancelar', 'deixa pra lá', 'esquece']],
    [{ kind: 'rate', score: 2 }, ['2', 'dois', '2 de 5', '2 estrelas']],
    [smallTalk('hello'), ['Olá', 'oi!', 'Bom dia', 'boa tarde']],
    [smallTalk('thanks'), ['obrigado', 'Muito obrigada!', 'valeu', 'obrigado pela ajuda']],
    [smallTalk('bye'), ['tchau', 'até logo', 'obrigado, tchau', 'é só isso']],
    [smallTalk('are_you_bot'), ['você é um robô?', 'Você é humano?', 'estou falando com uma pessoa?', 'quem é você?']],
    [smallTalk('how_are_you'), ['tudo bem?', 'Oi, tudo bem?', 'como vai você?']],
    [smallTalk('insult'), ['você é burro', 'bot inútil', 'idiota']],
    [
      { kind: 'question' },
      [
        'Onde está o meu pedido?',
        'oi, onde está meu pacote?',
        'cancelar o meu pedido',
        'quero devolver uma jaqueta',
        'não recebi o meu pedido',
      ],
    ],
  ],
  ja: [
    [{ kind: 'yes' }, ['はい', 'はい、助かりました', 'はい、お願いします', '解決しました', '了解です']],
    [
      { kind: 'no' },
      ['いいえ', 'いいえ、まだです', '違います', '役に立たなかった', '解決しませんでした'.replace('ませんでした', 'なかった')],
    ],
    [{ kind: 'no_thanks' }, ['いいえ、結構です']],
    [{ kind: 'cancel' }, ['キャンセル', 'もういいです']],
    [{ kind: 'rate', score: 5 }, ['5', '５', '五', '5点']],
    [smallTalk('hello'), ['こんにちは', 'おはようございます', 'こんばんは！']],
    [smallTalk('thanks'), ['ありがとう', 'ありがとうございます。', 'どうもありがとうございました']],
    [smallTalk('bye'), ['さようなら', 'ではまた', '失礼します']],
    [smallTalk('are_you_bot'), ['ボットですか？', 'あなたは人間ですか', 'あなたは誰ですか']],
    [smallTalk('how_are_you'), ['お元気ですか']],
    [smallTalk('insult'), ['使えない', 'バカ']],
    [
      { kind: 'question' },
      ['注文した商品はどこですか', 'こんにちは、荷物はいつ届きますか', '注文をキャンセルしたい', '返品したいです'],
    ],
  ],
}

describe('what a message is', () => {
  for (const [language, rows] of Object.entries(TABLE)) {
    for (const [expected, texts] of rows) {
      for (const text of texts) {
        it(`${language}: "${text}" is ${Object.values(expected).join(' ')}`, () =>
          expect(recognise({ text })).to.deep.include(expected))
      }
    }
  }

  it('takes a tap for what the chip says, whatever its text', () => {
    expect(recognise({ text: 'x', action: { warmline: 'human' } })).to.deep.equal({ kind: 'human' })
    expect(recognise({ text: '', action: { warmline: 'helped', answerId: 'a' } })).to.deep.equal({
      kind: 'feedback',
      helped: true,
      answerId: 'a',
    })
    expect(recognise({ text: '4', action: { warmline: 'rate', caseId: 'c', score: 4 } })).to.deep.equal({
      kind: 'rate',
      score: 4,
      caseId: 'c',
    })
  })

  it('hears the question behind a yes or a no', () => {
    expect(recognise({ text: 'no, I meant express delivery' })).to.deep.equal({ kind: 'no', rest: 'I meant express delivery' })
    expect(recognise({ text: 'Nein, was kostet Express?' })).to.deep.equal({ kind: 'no', rest: 'was kostet Express?' })
    expect(recognise({ text: 'yes thanks, and how long does a refund take?' })).to.deep.equal({
      kind: 'yes',
      rest: 'and how long does a refund take?',
    })
  })

  it('looks up the question without its greeting', () => {
    expect(recognise({ text: 'Hi there, where is my parcel?' })).to.deep.equal({ kind: 'question', text: 'where is my parcel?' })
    expect(recognise({ text: 'Guten Tag! Wo ist mein Paket?' })).to.deep.equal({ kind: 'question', text: 'Wo ist mein Paket?' })
  })

  it('reads hostile text in no time', () => {
    const words =
      'ok yes no please thanks you that did it un une autre a the to me human agent not want talk hallo danke sehr real your one of · ne pas la de que sim ola e y'.split(
        ' ',
      )
    const hostile = [
      ...words.map((word) => `${word} `.repeat(2_000)),
      ...words.map((word) => `${word} `.repeat(25)),
      ...words.flatMap((one) => words.map((two) => `${one} ${two} `.repeat(12) + '§x')),
      'not to be going to have to '.repeat(80),
      'un autre une autre '.repeat(100),
      'ー'.repeat(8_000),
      '担当者と話'.repeat(1_500),
      'a-'.repeat(4_000),
    ]
    recognise({ text: 'warm up' })
    for (const text of hostile) {
      const start = performance.now()
      recognise({ text })
      expect(performance.now() - start, text.slice(0, 60)).to.be.below(1_000)
    }
  })
})
