import { expect } from 'chai'
import { IntlMessageFormat } from 'intl-messageformat'
import { CATALOGUES, type MessageKey, say, spokenLanguage, spokenLanguages } from '../../language/catalogue.ts'
import { en } from '../../language/messages/en.ts'

const keys = Object.keys(en) as MessageKey[]

describe('the message catalogue', () => {
  it('speaks six languages', () => {
    expect([...spokenLanguages].sort()).to.deep.equal(['de', 'en', 'es', 'fr', 'ja', 'pt'])
  })

  for (const language of spokenLanguages) {
    const messages = CATALOGUES[language] ?? en

    describe(language, () => {
      it('holds the same keys', () => {
        expect(Object.keys(messages).sort()).to.deep.equal([...keys].sort())
      })

      it('takes the same arguments in each message', () => {
        for (const key of keys)
          expect([...argumentsOf(messages[key])].sort(), key).to.deep.equal([...argumentsOf(en[key])].sort())
      })

      it('says each message whole, with nothing left to fill in', () => {
        for (const key of keys) {
          for (const count of [0, 1, 2, 5]) {
            const params = Object.fromEntries(
              [...argumentsOf(en[key])].map((name) => [name, isCount(name) ? count : `<${name}>`]),
            )
            const said = say(language, key, params)
            expect(said, key).not.to.match(/[{}#]|undefined/)
            expect(said.trim(), key).not.to.equal('')
            for (const [name, value] of Object.entries(params)) if (!isCount(name)) expect(said, key).to.contain(value)
          }
        }
      })

      it('has chips that fit on a phone', () => {
        for (const key of keys.filter((name) => name.startsWith('reply.'))) expect(messages[key].length, key).to.be.at.most(32)
      })

      it('never shouts', () => {
        for (const key of keys) expect(messages[key], key).not.to.match(/[!！]/)
      })
    })
  }

  it('serves a region by its language and anything unknown in English', () => {
    expect(spokenLanguage('de-CH')).to.equal('de')
    expect(spokenLanguage('PT-br')).to.equal('pt')
    expect(spokenLanguage('tlh')).to.equal('en')
    expect(spokenLanguage('constructor')).to.equal('en')
    expect(spokenLanguage('')).to.equal('en')
  })

  it('takes what customers write as words, never as a message', () => {
    expect(say('en', 'notice.contact_noted', { contact: "{name} '{x}' <b>#</b>" })).to.contain("{name} '{x}' <b>#</b>")
  })
})

function isCount(name: string): boolean {
  return name === 'position' || name === 'waitMinutes'
}

function argumentsOf(message: string): Set<string> {
  const names = new Set<string>()
  collect(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst(), names)
  return names
}

/** As much as is needed of a parsed ICU message; 0 is plain text and 7 the number sign of a plural. */
interface MessagePart {
  type: number
  value?: string
  options?: Record<string, { value: MessagePart[] }>
}

function collect(parts: MessagePart[], names: Set<string>): void {
  for (const { type, value, options = {} } of parts) {
    if (type !== 0 && type !== 7 && value !== undefined) names.add(value)
    for (const option of Object.values(options)) collect(option.value, names)
  }
}
