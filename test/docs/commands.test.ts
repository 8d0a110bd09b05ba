import { expect } from 'chai'
import { ERRORS } from '../../domain/errors.ts'
import { codeOf, pages, read } from './files.ts'

interface Manifest {
  scripts: Record<string, string>
}
const { scripts } = JSON.parse(read('package.json')) as Manifest
/** Commands of npm itself. */
const NPM_OWN = new Set(['ci', 'install', 'audit'])

describe('commands in the documentation', () => {
  for (const page of pages()) {
    it(`${page} names only commands that exist`, () => {
      expect(unknownCommands(codeOf(read(page)))).to.deep.equal([])
    })
  }

  it('errors tell the operator only commands that exist', () => {
    expect(unknownCommands(Object.values(ERRORS).map((error) => error.todo))).to.deep.equal([])
  })

  it('the README has every command but those of the guards', () => {
    const readme = codeOf(read('README.md')).join('\n')
    const unnamed = Object.keys(scripts).filter((name) => !commandsOf([readme]).includes(name))
    const guards = codeOf(read('CONTRIBUTING.md'))
    expect(unnamed.filter((name) => !commandsOf(guards).includes(name))).to.deep.equal([])
  })

  it('a command that does not exist is noticed', () => {
    expect(unknownCommands(['npm ci && npm run nothing', 'npm test'])).to.deep.equal(['nothing'])
  })
})

function unknownCommands(lines: string[]): string[] {
  return commandsOf(lines).filter((name) => !(name in scripts) && !NPM_OWN.has(name))
}

/** `npm run x` and `npm x` both run the script x, unless x is npm's own. */
function commandsOf(lines: string[]): string[] {
  const named = lines.flatMap((line) => [...line.matchAll(/\bnpm (?:run )?(?:--silent )?([a-z][\w:-]*)/g)])
  return [...new Set(named.map((match) => match[1] ?? ''))]
}
