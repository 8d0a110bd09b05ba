import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const CONFIG = '.dependency-cruiser.cjs'
const { forbidden } = createRequire(import.meta.url)(resolve(CONFIG)) as { forbidden: { name: string }[] }

/** One import that each rule has to refuse: rule, who imports, what. */
const REFUSED: [rule: string, from: string, to: string][] = [
  ['no-circular', 'domain/one.ts', 'domain/two.ts'],
  ['not-to-tests', 'bot/main.ts', 'test/world.ts'],
  ['domain', 'domain/events.ts', 'conversation/commit.ts'],
  ['language', 'language/stem.ts', 'domain/words.ts'],
  ['conversation', 'conversation/fold.ts', 'handoff/queue.ts'],
  ['people', 'people/slots.ts', 'conversation/commit.ts'],
  ['knowledge', 'knowledge/answer.ts', 'handoff/queue.ts'],
  ['handoff', 'handoff/claim.ts', 'knowledge/ports.ts'],
  ['dialogs', 'dialogs/turn.ts', 'bot/http.ts'],
  ['insights', 'insights/rates.ts', 'handoff/queue.ts'],
  ['providers', 'providers/sqlite/log.ts', 'conversation/commit.ts'],
  ['providers-apart', 'providers/sqlite/open.ts', 'providers/mongo/open.ts'],
  ['bot', 'bot/http.ts', 'providers/sqlite/open.ts'],
  ['web', 'web/desk/main.ts', 'domain/words.ts'],
  ['restify-in-bot', 'dialogs/serve.ts', 'restify'],
  ['botbuilder-in-bot-and-dialogs', 'handoff/initiate.ts', 'botbuilder-core'],
  ['mongodb-in-its-provider', 'conversation/find.ts', 'mongodb'],
  ['openai-in-its-provider', 'knowledge/compose.ts', 'openai'],
  ['luis-in-its-provider', 'dialogs/luis.ts', '@azure/cognitiveservices-luis-runtime'],
  ['sqlite-in-its-provider', 'bot/open.ts', '@photostructure/sqlite'],
]

/** Imports next to those that are allowed. */
const ALLOWED: [from: string, to: string][] = [
  ['bot/compose.ts', 'providers/sqlite/open.ts'],
  ['bot/compose.ts', 'providers/mongo/open.ts'],
  ['providers/sqlite/rows.ts', 'conversation/ports.ts'],
  ['providers/mongo/client.ts', 'mongodb'],
  ['web/chat/main.ts', 'bot/api/chat.ts'],
  ['handoff/policy.ts', 'conversation/commit.ts'],
  ['dialogs/support.ts', 'botbuilder-core'],
  ['test/world.ts', 'bot/compose.ts'],
]

describe('the import rule', () => {
  const house = mkdtempSync(join(tmpdir(), 'warmline-imports-'))
  after(() => rmSync(house, { recursive: true }))

  it('refuses an import of each kind, by name, and lets the neighbours through', async function () {
    this.timeout(30_000)
    build(house, [...REFUSED.map(([, from, to]) => [from, to] as const), ['domain/two.ts', 'domain/one.ts'], ...ALLOWED])
    const { status, violations } = await cruise(house)
    expect(violations).to.have.members([...REFUSED.map(([rule, from]) => `${rule}: ${from}`)])
    expect(status).to.be.greaterThan(0)
  })

  it('has a refused import here for every rule', () => {
    expect(forbidden.map((rule) => rule.name)).to.have.members(REFUSED.map(([rule]) => rule))
  })
})

/** A little project in which nothing but imports stands. */
function build(house: string, imports: (readonly [string, string])[]): void {
  for (const file of [CONFIG, 'tsconfig.json']) cpSync(file, join(house, file))
  write(house, 'package.json', '{"type":"module","dependencies":{}}')
  for (const [, to] of imports) {
    if (to.endsWith('.ts')) write(house, to, 'export const it = 1\n', 'wx')
    else {
      write(house, `node_modules/${to}/package.json`, JSON.stringify({ name: to, main: 'index.js' }))
      write(house, `node_modules/${to}/index.js`, 'exports.it = 1\n')
    }
  }
  for (const [from, to] of imports) {
    const specifier = to.endsWith('.ts') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to
    write(house, from, `import { it } from '${specifier}'\nexport { it }\n`)
  }
}

function write(house: string, file: string, text: string, flag: 'w' | 'wx' = 'w'): void {
  const path = join(house, file)
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, text, { flag })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** What `npm run imports` does, in another folder. */
async function cruise(house: string): Promise<{ status: number; violations: string[] }> {
  const depcruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { status, stdout } = await new Promise<{ status: number; stdout: string }>((done) => {
    execFile(process.execPath, [depcruise, '--config', CONFIG, '--no-progress', '.'], { cwd: house }, (error, stdout) =>
      done({ status: error ? Number(error.code) : 0, stdout }),
    )
  })
  const plain = stdout.replaceAll(/\u001b\[\d+m/g, '')
  return { status, violations: [...plain.matchAll(/^ {2}error ([\w-]+): (\S+)/gm)].map((match) => `${match[1]}: ${match[2]}`) }
}
