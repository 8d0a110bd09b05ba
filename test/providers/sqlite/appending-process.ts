import { join } from 'node:path'
import { lockDataDir } from '../../../providers/sqlite/lock-data-dir.ts'
import { openSqlite } from '../../../providers/sqlite/open-database.ts'
import { rowOf, sampleCommit } from '../../contracts/samples.ts'

/** A server's part in kill.test.ts: appends to ten conversations at once and says `<conversation> <version>` for each that was acknowledged. */
const dataDir = process.argv[2]
if (dataDir === undefined) throw new Error('usage: appending-process DATA_DIR')
lockDataDir(dataDir)
const { log } = openSqlite({ file: join(dataDir, 'warmline.db') })

await Promise.all(Array.from({ length: 10 }, (_, index) => appendForEver(`c${index}`)))

async function appendForEver(conversationId: string): Promise<void> {
  const head = await log.head(conversationId)
  for (let version = (head?.version ?? 0) + 1; ; version++) {
    const commit = sampleCommit(conversationId, version, { commitId: `${conversationId}-${version}`, owed: ['turn'] })
    const outcome = await log.append(commit, rowOf(commit))
    if (outcome.kind === 'ok') process.stdout.write(`${conversationId} ${version}\n`)
  }
}
