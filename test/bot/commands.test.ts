import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { accountCommand, baseUrlOf } from '../../bot/commands/account.ts'
import { askCommand } from '../../bot/commands/ask.ts'
import { backupCommand } from '../../bot/commands/backup.ts'
import { calibrateCommand } from '../../bot/commands/calibrate.ts'
import { eraseCommand } from '../../bot/commands/erase.ts'
import { importCommand } from '../../bot/commands/import.ts'
import { rebuildCommand } from '../../bot/commands/rebuild.ts'
import { type Command, runCommand } from '../../bot/commands/run-command.ts'
import { createLibrary } from '../../bot/library.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { createEraseCustomer } from '../../conversation/erase-customer.ts'
import { createRebuildRow } from '../../conversation/rebuild-rows.ts'
import { WarmlineError } from '../../domain/errors.ts'
import { customerKeyOf } from '../../bot/receive.ts'
import { openStaffWorld, type StaffWorld } from './staff-world.ts'

describe('commands', () => {
  let world: StaffWorld
  beforeEach(async () => {
    world = await openStaffWorld()
  })
  afterEach(() => world.close())

  async function run<D>(command: Command<never, D> | Command<object & Record<string, never>, D>, deps: D, ...argv: string[]) {
    const printed: string[] = []
    const complaints: string[] = []
    const out = { print: (line: string) => void printed.push(line), complain: (line: string) => void complaints.push(line) }
    let closed = 0
    const open = async () => ({
      deps,
      close: async () => {
        closed++
      },
    })
    const code = await runCommand(command as Command<never, D>, open, argv, out)
    return { code, printed, complaints, closed }
  }
  const account = (...argv: string[]) =>
    run(accountCommand as never, { ...world.store, ...world, baseUrl: 'http://127.0.0.1:3978' }, ...argv)
  const library = () => createLibrary({ ...world.store, clock: world.clock })

  it('explain themselves without opening anything', async () => {
    for (const command of [
      accountCommand,
      askCommand,
      backupCommand,
      calibrateCommand,
      eraseCommand,
      importCommand,
      rebuildCommand,
    ]) {
      const help = await run(command as never, undefined, '--help')
      expect(help).to.deep.include({ code: 0, complaints: [], closed: 0 })
      expect(help.printed.join('\n')).to.match(/^npm run \w+/)
      const wrong = await run(command as never, undefined, '--no-such-option')
      expect(wrong).to.deep.include({ code: 1, printed: [], closed: 0 })
      expect(wrong.complaints).to.have.length(1)
    }
  })

  it('account adds, lists and makes links that work', async () => {
    expect((await account('list')).printed).to.deep.equal(['There are no accounts yet.'])
    const added = await account('add', 'Ana', 'Ruiz', '--role', 'agent', '--role', 'editor')
    expect(added).to.deep.include({ code: 0, closed: 1 })
    const [who, link, token] = added.printed.join('\n').split('\n')
    expect(who).to.include('ana-ruiz (Ana Ruiz; agent, editor)')
    const code = /^sign in {3}http:\/\/127\.0\.0\.1:3978\/sign-in\?code=([\w-]+) /.exec(link!)?.[1]
    expect((await world.openLink(code!)).response.status).to.equal(303)
    const bearer = /^token {5}(\S+)/.exec(token!)?.[1]
    expect((await world.browser(undefined, bearer).get('/api/session')).status).to.equal(200)
    const again = /code=([\w-]+)/.exec((await account('link', 'ana-ruiz')).printed[0]!)?.[1]
    expect((await world.openLink(again!)).response.status).to.equal(303)
    expect((await account('list')).printed[0]).to.match(/^ana-ruiz +agent, editor/)
  })

  it('account says in one line what it cannot do', async () => {
    const refused = [
      [],
      ['add'],
      ['add', 'Ana'],
      ['add', 'Ana', '--role', 'king'],
      ['add', 'x'.repeat(81), '--role', 'agent'],
      ['link', 'nobody'],
      ['drop'],
    ]
    for (const argv of refused) {
      const { code, printed, complaints } = await account(...argv)
      expect({ code, printed, lines: complaints.length }, argv.join(' ')).to.deep.equal({ code: 1, printed: [], lines: 1 })
      expect(complaints[0]).not.to.include('\n')
    }
    expect(await world.store.accounts.list()).to.deep.equal([])
  })

  it('account says what to look at when nobody knows whether one was added', async () => {
    const addAccount = () => Promise.reject(new WarmlineError('store_unavailable'))
    const deps = { ...world.store, ...world, addAccount, baseUrl: '' }
    const { code, printed, complaints } = await run(accountCommand as never, deps, 'add', 'Ana', '--role', 'agent')
    expect({ code, printed, lines: complaints.length }).to.deep.equal({ code: 1, printed: [], lines: 1 })
    expect(complaints[0]).to.match(/did not answer.*list shows/)
  })

  it('account links to where the server is reached', () => {
    const at = (HOST: string, PUBLIC_URL?: string) => baseUrlOf({ HOST, PORT: 3978, PUBLIC_URL })
    expect(at('127.0.0.1')).to.equal('http://127.0.0.1:3978')
    expect(at('0.0.0.0')).to.equal('http://localhost:3978')
    expect(at('::1')).to.equal('http://[::1]:3978')
    expect(at('0.0.0.0', 'https://help.example/')).to.equal('https://help.example')
  })

  it('import publishes once, tells what it could not, and ask answers from it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'warmline-import-'))
    try {
      await writeFile(
        join(folder, 'returns.md'),
        '---\ntitle: Return an order\nsection: Returns\n---\nYou can return an order within 45 days.\n',
      )
      const imported = (...argv: string[]) => run(importCommand as never, library(), ...argv)
      expect((await imported(folder)).printed).to.deep.equal(['1 published, 0 unchanged, 0 failed'])
      expect((await imported(join(folder, 'returns.md'))).printed).to.deep.equal(['0 published, 1 unchanged, 0 failed'])
      await writeFile(join(folder, 'broken.md'), 'no front matter')
      const broken = await imported(folder)
      expect(broken.code).to.equal(1)
      expect(broken.printed[0]).to.match(/^broken\.md: /)
      expect(broken.complaints).to.deep.equal(['1 of 2 could not be imported.'])
      for (const argv of [[], [join(folder, 'nothing')], [folder, folder]]) expect((await imported(...argv)).code).to.equal(1)

      const asked = (...argv: string[]) => run(askCommand as never, { ...library(), stopwatch: () => 0 }, ...argv)
      const said = await asked('How do I return an order?')
      expect(said.printed.join('\n')).to.include('45 days').and.include('/articles/returns')
      const json = JSON.parse((await asked('How do I return an order?', '--json')).printed[0]!) as { decision: string }
      expect(json.decision).to.equal('answer')
      expect((await asked()).code).to.equal(1)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('rebuild makes every row again, those that are lost as well', async () => {
    const kim = await world.customerWrites('Kim', 'I want a person', { human: true })
    const before = await world.store.rows.get(kim)
    await world.store.rows.put({ ...before!, lastText: 'wrong', handoff: null })
    const rebuildRow = createRebuildRow(world.store)
    const deps = { logWalk: world.store.logWalk, rebuildRow }
    expect((await run(rebuildCommand as never, deps)).printed).to.deep.equal(['1 rows made again'])
    expect(await world.store.rows.get(kim)).to.deep.equal(before)
    expect((await run(rebuildCommand as never, deps, 'everything')).code).to.equal(1)
  })

  it('erase finds a customer by conversation or channel id, and leaves the others alone', async () => {
    const { log, customers } = world.store
    const eraseConversation = createEraseConversation({ ...world.store, commit: world.commit })
    const deps = { log, customers, eraseCustomer: createEraseCustomer({ ...world.store, clock: world.clock, eraseConversation }) }
    const erase = (...argv: string[]) => run(eraseCommand as never, deps, ...argv)
    const kim = await world.customerWrites('Kim', 'My secret is blue', { human: true })
    const lou = await world.customerWrites('Lou', 'My secret is red', { human: true })
    for (const argv of [[], ['--customer', 'nobody'], ['--customer', kim, 'more']])
      expect((await erase(...argv)).code).to.equal(1)
    expect((await erase('--customer', kim)).printed).to.deep.equal(['1 conversation erased'])
    expect(JSON.stringify(await log.read(kim, 0, 100))).not.to.match(/secret|Kim/)
    expect(JSON.stringify(await log.read(lou, 0, 100))).to.include('My secret is red')

    await world.commit({
      conversationId: 'on-teams',
      decide: () => ({
        events: [
          {
            type: 'CustomerMessage',
            channel: 'msteams',
            customerKey: customerKeyOf('msteams', '29:max'),
            text: 'My secret is green',
          },
        ],
      }),
    })
    expect((await erase('--customer', '29:max', '--channel', 'slack')).code).to.equal(1)
    expect((await erase('--customer', '29:max')).code).to.equal(0)
    expect(JSON.stringify(await log.read('on-teams', 0, 100))).not.to.include('secret')
  })

  it('say in one line what failed inside, and close what they opened', async () => {
    const failing = (error: Error): Command<never, undefined> => ({
      usage: '',
      options: {} as never,
      run: () => Promise.reject(error),
    })
    const known = await run(failing(new WarmlineError('store_unavailable')), undefined)
    expect(known).to.deep.include({ code: 1, closed: 1 })
    expect(known.complaints[0]).to.match(/^store_unavailable: /)
    expect((await run(failing(new Error('one\n\ntwo')), undefined)).complaints).to.deep.equal(['one; two'])
  })
})
