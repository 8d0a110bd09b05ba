import { expect } from 'chai'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WarmlineError } from '../../../domain/errors.ts'
import { backUp } from '../../../providers/sqlite/back-up.ts'
import { openSqlite, type SqliteStore } from '../../../providers/sqlite/open-database.ts'
import { rowOf, sampleCommit } from '../../contracts/samples.ts'

describe('SQLite backup', () => {
  let folder: string
  let server: SqliteStore
  const at = (name: string) => join(folder, name)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'warmline-'))
    server = openSqlite({ file: at('warmline.db') })
  })
  afterEach(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  const append = async (version: number) => {
    const commit = sampleCommit('c', version, { owed: ['turn'] })
    await server.log.append(commit, rowOf(commit))
    return commit
  }

  it('is all that was acknowledged, while the server goes on', async () => {
    const commits = [await append(1), await append(2)]
    await server.erasures.add('customer', 1)
    backUp(at('warmline.db'), at('copy.db'))
    await append(3)
    const copy = openSqlite({ file: at('copy.db') })
    expect(await copy.log.read('c', 0, 10)).deep.equal(commits)
    expect((await copy.rows.get('c'))?.version).equal(2)
    expect(await copy.erasures.all()).deep.equal([])
    await copy.close()
  })

  it('holds nothing of what was cut', async () => {
    const [first] = [await append(1), await append(2)]
    await server.rewriting.cutBefore('c', 2)
    backUp(at('warmline.db'), at('copy.db'))
    expect(readFileSync(at('copy.db')).includes(first.commitId)).equal(false)
  })

  it('never overwrites, and leaves nothing half made', async () => {
    await append(1)
    backUp(at('warmline.db'), at('copy.db'))
    expect(() => backUp(at('warmline.db'), at('copy.db')))
      .throw(WarmlineError)
      .property('code', 'conflict')
    expect(() => backUp(at('nothing.db'), at('other.db')))
      .throw(WarmlineError)
      .property('code', 'store_unavailable')
    expect(existsSync(at('other.db')) || existsSync(at('other.db.unfinished')) || existsSync(at('nothing.db'))).equal(false)
  })
})
