import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createCommit } from '../../conversation/commit.ts'
import { systemClock } from '../../domain/clock.ts'
import { randomIds } from '../../domain/ids.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'

describe('a restored backup', function () {
  this.timeout(60_000)
  let folder: string
  let database: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'warmline-'))
    database = join(folder, 'data', 'warmline.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('holds no byte of who was erased since, once the erasures are replayed', async () => {
    const backup = join(folder, 'backup.sqlite')
    await says('kim', 'Zwetschgenwasser')
    await says('lou', 'Mirabellengeist')
    expect(await run('backup', backup)).equal(`backed up to ${backup}`)
    expect(await run('erase', '--customer', 'kim')).equal('1 conversation erased')
    expect(await complaintOf('backup', backup)).match(/^conflict: .*exists already/)

    for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
    copyFileSync(backup, database)
    expect(bytesOf(join(folder, 'data')).includes('Zwetschgenwasser')).equal(true)
    expect(await run('erase', '--replay')).equal('1 conversation erased')
    expect(bytesOf(join(folder, 'data')).includes('Zwetschgenwasser')).equal(false)
    expect(bytesOf(join(folder, 'data')).includes('Mirabellengeist')).equal(true)
    expect(await run('erase', '--replay')).equal('0 conversations erased')
  })

  it('leaves alone who came back after the erasure', async () => {
    await says('kim', 'Zwetschgenwasser')
    await run('erase', '--customer', 'kim')
    await says('kim', 'Mirabellengeist')
    expect(await run('erase', '--replay')).equal('0 conversations erased')
    expect(bytesOf(join(folder, 'data')).includes('Mirabellengeist')).equal(true)
  })

  async function says(customerKey: string, text: string): Promise<void> {
    const store = openSqlite({ file: database })
    const commit = createCommit({ log: store.log, clock: systemClock, ids: randomIds })
    const message = { type: 'CustomerMessage', channel: 'directline', customerKey, text } as const
    await commit({ conversationId: `of-${customerKey}`, decide: () => ({ events: [message] }) })
    await store.close()
  }

  async function run(command: string, ...argv: string[]): Promise<string> {
    const env = { ...process.env, DATA_DIR: join(folder, 'data') }
    const args = ['--import', 'tsx', `bot/commands/${command}.ts`, ...argv]
    return (await promisify(execFile)(process.execPath, args, { env })).stdout.trim()
  }

  async function complaintOf(command: string, ...argv: string[]): Promise<string> {
    return run(command, ...argv).then(
      () => '',
      (error: unknown) => (error as { stderr: string }).stderr.trim(),
    )
  }
})

/** Everything in the files of a folder. */
function bytesOf(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
}
