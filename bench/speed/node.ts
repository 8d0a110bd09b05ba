import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from './child.ts'

export interface RunningNode {
  base: string
  pid: number
  stop(): Promise<void>
}

/** The product as `npm start` runs it; on an empty folder that goes with it, unless one is given. */
export async function startNode({
  dataDir,
  environment = {},
}: { dataDir?: string; environment?: Record<string, string> } = {}): Promise<RunningNode> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'warmline-bench-'))
  const settings = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'error', ...environment }
  const child = await startChild('bot/main.ts', /Warmline is ready at (\S+)/, settings)
  return {
    base: child.said,
    pid: child.process.pid ?? 0,
    async stop() {
      await child.stop()
      if (dataDir === undefined) rmSync(folder, { recursive: true })
    },
  }
}
