import { expect } from 'chai'
import { readConfig, SETTINGS } from '../../bot/config.ts'
import { marked, read } from './files.ts'
import { envExample, errorTable, settingTable } from './tables.ts'

const REMEDY = 'run `npm run docs:tables`'

describe('tables in the documentation', () => {
  it('docs/errors.md lists every error as domain/errors.ts has it', () => {
    expect(marked(read('docs/errors.md'), 'errors'), REMEDY).to.equal(errorTable())
  })

  it('docs/configuration.md lists every setting as bot/config.ts has it', () => {
    expect(marked(read('docs/configuration.md'), 'settings'), REMEDY).to.equal(settingTable())
  })

  it('.env.example holds every setting of bot/config.ts and no other', () => {
    expect(read('.env.example'), REMEDY).to.equal(envExample())
  })

  it('what .env.example says is what happens without it', () => {
    const examples = Object.fromEntries(Object.entries(SETTINGS).map(([name, { example }]) => [name, example]))
    expect(readConfig(examples)).to.deep.equal(readConfig({}))
  })
})
