import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WarmlineError } from '../../../domain/errors.ts'
import { lockDataDir } from '../../../providers/sqlite/lock-data-dir.ts'
import { openSqlite } from '../../../providers/sqlite/open-database.ts'

const APPENDING_PROCESS = fileURLToPath(new URL('appending-process.ts', import.meta.url))

describe('SQLite killed with -9', () => {
  let dataDir: string
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'warmline-'))))
  afterEach(() => rmSync(dataDir, { recursive: true }))

  it('has every acknowledged append, rows and keys with them, and leaves no lock behind', async () => {
    const acknowledged: [string, number][] = []
    for (const kills of [1, 37, 200]) {
      acknowledged.push(...(await appendUntilKilled(dataDir, kills)))
      await hasAll(dataDir, acknowledged)
    }
  })
})

/** Runs the other process until it has acknowledged so many appends; answers what it had acknowledged when it died. */
async function appendUntilKilled(dataDir: string, count: number): Promise<[string, number][]> {
  const child = spawn(process.execPath, ['--import', 'tsx', APPENDING_PROCESS, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  let locked: string | undefined
  for await (const chunk of child.stdout) {
    said += String(chunk)
    locked ??= lockingFailure(dataDir)
    if (said.split('\n').length > count) child.kill('SIGKILL')
  }
  expect(locked).equal('data_dir_in_use')
  const lines = said.split('\n').slice(0, -1)
  expect(lines.length).at.least(count)
  return lines.map((line) => line.split(' ')).map(([conversationId = '', version]) => [conversationId, Number(version)])
}

function lockingFailure(dataDir: string): string {
  try {
    lockDataDir(dataDir).release()
    return 'none'
  } catch (error) {
    return error instanceof WarmlineError ? error.code : String(error)
  }
}

async function hasAll(dataDir: string, acknowledged: [string, number][]): Promise<void> {
  expect(lockingFailure(dataDir)).equal('none')
  const store = openSqlite({ file: join(dataDir, 'warmline.db') })
  for (const [conversationId, version] of acknowledged) {
    expect((await store.log.findByKey(conversationId, `${conversationId}-${version}`))?.version).equal(version)
  }
  for (const conversationId of new Set(acknowledged.map(([id]) => id))) {
    const versions = (await store.log.read(conversationId, 0, 1_000_000)).map(({ version }) => version)
    expect(versions).deep.equal(versions.map((_, index) => index + 1))
    expect((await store.rows.get(conversationId))?.version).equal(versions.length)
  }
  await store.close()
}
