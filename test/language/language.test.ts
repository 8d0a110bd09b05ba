import { expect } from 'chai'
import { detectLanguage } from '../../language/detect-language.ts'
import { foldAccents } from '../../language/fold-accents.ts'
import { stem } from '../../language/stem.ts'
import { termsOf } from '../../language/terms.ts'
import { tokenise } from '../../language/tokenise.ts'

describe('tokenise', () => {
  it('gives words in lower case', () => {
    expect(tokenise('Where’s my ORDER #42?', 'en')).to.deep.equal(["where's", 'my', 'order', '42'])
  })

  it('cuts Japanese, which has no spaces', () => {
    expect(tokenise('注文はどこですか', 'ja')).to.include('注文').and.have.length.above(2)
  })

  it('cuts it the same under a name that is no language', () => {
    expect(tokenise('注文はどこですか', 'text')).to.deep.equal(tokenise('注文はどこですか', 'ja'))
  })

  it('leaves nothing of punctuation', () => {
    expect(tokenise('… ?! 🙂', 'en')).to.deep.equal([])
  })
})

describe('stem and terms', () => {
  it('meets the forms of a word in several languages', () => {
    expect(stem('deliveries', 'en')).to.equal(stem('delivery', 'en'))
    expect(stem('bestellungen', 'de')).to.equal(stem('bestellung', 'de'))
    expect(stem('pedidos', 'es')).to.equal(stem('pedido', 'es'))
    expect(stem('注文', 'ja')).to.equal('注文')
  })

  it('drops stop words but keeps negations', () => {
    expect(termsOf('You can not return the gift cards', 'en')).to.deep.equal(['not', 'return', 'gift', 'card'])
  })

  it('folds accents of Latin letters only', () => {
    expect([foldAccents('devolução'), foldAccents('straße'), foldAccents('が')]).to.deep.equal(['devolucao', 'strasse', 'が'])
  })
})

describe('detectLanguage', () => {
  const utterances: Record<string, string[]> = {
    en: ['Where is my order?', 'can i pay with paypal', 'I want to talk to a person', 'my jacket arrived damaged, what now?'],
    de: [
      'Wo ist meine Bestellung?',
      'Kann ich bar bezahlen?',
      'Ich will mit einem Menschen sprechen',
      'wie kann ich das zurückgeben',
    ],
    fr: [
      'où est ma commande',
      'Je veux parler à un humain',
      'Comment retourner un article qui ne me va pas ?',
      'Quels sont les frais de livraison ?',
    ],
    es: ['¿Dónde está mi pedido?', 'donde esta mi pedido', 'cuanto cuesta el envio', 'Quiero hablar con una persona'],
    pt: ['Onde está o meu pedido?', 'quanto custa o frete', 'como faço para devolver', 'quero falar com uma pessoa'],
    ja: ['注文はどこですか', '返品したいです', 'ありがとう'],
    it: ["dov'è il mio ordine", 'come posso restituire un articolo'],
    nl: ['waar is mijn bestelling', 'hoe kan ik iets retourneren'],
  }
  for (const [language, texts] of Object.entries(utterances)) {
    for (const text of texts) it(`hears ${language} in "${text}"`, () => expect(detectLanguage(text).language).to.equal(language))
  }

  it('does not pretend to know', () => {
    expect(detectLanguage('ok', 'fr')).to.deep.equal({ language: 'fr', confidence: 0 })
    expect(detectLanguage('12345', 'de')).to.deep.equal({ language: 'de', confidence: 0 })
  })
})
