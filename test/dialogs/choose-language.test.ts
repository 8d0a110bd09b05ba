import { expect } from 'chai'
import { chooseLanguage } from '../../dialogs/choose-language.ts'
import type { CustomerMessage } from '../../domain/events.ts'
import { detectLanguage } from '../../language/detect-language.ts'

const message = (text: string, extra: Partial<CustomerMessage> = {}): CustomerMessage => ({
  type: 'CustomerMessage',
  channel: 'test',
  customerKey: 'customer',
  text,
  ...extra,
})
const begun = (language: string) => ({ language, handledThrough: 3 })
const fresh = { language: 'en', handledThrough: 0 }

describe('the language of a turn', () => {
  for (const [text, held, expected] of [
    ['Wie kann ich das zurückschicken?', 'en', 'de'],
    ['Where is my order and when will it arrive?', 'de', 'en'],
    ['LH-1234567', 'en', 'en'],
    ['LH-1234567', 'de', 'de'],
    ['ok', 'fr', 'fr'],
    ['non', 'fr', 'fr'],
    ['¿Dónde está mi pedido?', 'en', 'es'],
    ['Onde está o meu pedido?', 'en', 'pt'],
    ['où est ma commande ?', 'en', 'fr'],
    ['返品したいです', 'en', 'ja'],
    ['人事部', 'ja', 'ja'],
    ['', 'ja', 'ja'],
  ] as const) {
    it(`"${text}" in a conversation in ${held} is ${expected}`, () => {
      expect(chooseLanguage(message(text), begun(held), detectLanguage)).to.equal(expected)
    })
  }

  it('is the channel’s at the start, when the words do not tell', () => {
    expect(chooseLanguage(message('ok', { locale: 'pt-BR' }), fresh, detectLanguage)).to.equal('pt')
    expect(chooseLanguage(message('ok', { locale: '??' }), fresh, detectLanguage)).to.equal('en')
    expect(chooseLanguage(message('ok', { locale: 'pt-BR' }), begun('de'), detectLanguage)).to.equal('de')
  })

  it('is not changed by a tap', () => {
    const tap = message('Yes, thanks', { action: { warmline: 'helped', answerId: 'a' } })
    expect(chooseLanguage(tap, begun('de'), () => ({ language: 'en', confidence: 1 }))).to.equal('de')
  })

  it('changes to a language the bot does not speak only on better proof', () => {
    const guess = (confidence: number) => () => ({ language: 'it', confidence })
    expect(chooseLanguage(message('x'), begun('en'), guess(0.6))).to.equal('en')
    expect(chooseLanguage(message('x'), begun('en'), guess(0.9))).to.equal('it')
  })
})
