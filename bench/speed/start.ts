import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNode } from './node.ts'

/** Seconds from the command to the line that says it is ready: on an empty folder, and on one that a node already used. */
export async function measureStart(): Promise<{ startSeconds: number; startAgainSeconds: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'warmline-bench-'))
  const timed = async (): Promise<number> => {
    const started = performance.now()
    const node = await startNode({ dataDir })
    const seconds = (performance.now() - started) / 1000
    await node.stop()
    return seconds
  }
  try {
    return { startSeconds: await timed(), startAgainSeconds: await timed() }
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}
