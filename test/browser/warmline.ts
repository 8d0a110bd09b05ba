import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Warmline of its own for a test: a free port, an empty data folder, gone afterwards. */
export interface Warmline {
  url: string
  /** Single-use sign-in addresses of the demo accounts. */
  links: { agent: string; editor: string }
  /** `kill -9`, as a power cut would. */
  crash(): Promise<void>
  /** Again on the same port and data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const READY = /Warmline is ready at (http:\S+)/
const AGENT = /demo agent\s+(\S+)/
const EDITOR = /demo editor\s+(\S+)/
const START_TIMEOUT = 45_000

/** `settings` beside the port and the data folder. */
export async function startWarmline(settings: Record<string, string> = {}): Promise<Warmline> {
  const dataDir = await mkdtemp(join(tmpdir(), 'warmline-browser-'))
  let running = await run({ ...settings, DATA_DIR: dataDir, PORT: '0' })
  const port = new URL(running.url).port
  return {
    url: running.url,
    links: { agent: running.agent, editor: running.editor },
    crash: () => end(running.process, 'SIGKILL'),
    async restart() {
      running = await run({ ...settings, DATA_DIR: dataDir, PORT: port })
    },
    async stop() {
      await end(running.process, 'SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

interface Running {
  process: ChildProcess
  url: string
  agent: string
  editor: string
}

function run(settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    env: { ...process.env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`Warmline was not ready in time:\n${said}`)), START_TIMEOUT)
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      const [url, agent, editor] = [READY, AGENT, EDITOR].map((pattern) => pattern.exec(said)?.[1])
      if (url === undefined || agent === undefined || editor === undefined) return
      clearTimeout(timer)
      resolve({ process: child, url, agent, editor })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`Warmline ended with ${code}:\n${said}`))
    })
  })
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}
