import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommit } from '../../conversation/commit.ts'
import { randomIds } from '../../domain/ids.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'

/** Milliseconds of one durable commit on this disk, one after the other: nothing to group with, nothing else to do. */
export async function measureCommits(count: number): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-bench-'))
  const store = openSqlite({ file: join(folder, 'commits.sqlite') })
  const commit = createCommit({ log: store.log, clock: store.storeClock, ids: randomIds })
  const figures: number[] = []
  for (let n = 0; n < count; n++) {
    const started = performance.now()
    await commit({
      conversationId: 'bench',
      decide: () => ({
        events: [{ type: 'CustomerMessage', channel: 'directline', customerKey: 'bench', text: `message ${n}` }],
      }),
    })
    figures.push(performance.now() - started)
  }
  await store.close()
  rmSync(folder, { recursive: true })
  return figures
}
