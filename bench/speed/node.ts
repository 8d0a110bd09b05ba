import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.ts'

export interface RunningNode {
  base: string
  pid: number
  stop(): Promise<void>
}

/** The product as `npm start` runs it, on an empty folder. */
export async function startNode(): Promise<RunningNode> {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-bench-'))
  const child = await startChild('bot/main.ts', /Warmline is ready at (\S+)/, { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' })
  return {
    base: child.said,
    pid: child.process.pid ?? 0,
    async stop() {
      await child.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
