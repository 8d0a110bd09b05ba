import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A server that speaks MongoDB's wire protocol, for machines without one: PyPI's SecantusDB, a one-node replica set over WiredTiger. It is
 * used by tests alone, as a process of its own, from a cache folder.
 */
const PACKAGE = 'SecantusDB==0.7.0b3'
const CACHE = '.cache/secantusdb'
const READY_WITHIN_MS = 20_000

export interface TestServer {
  uri: string
  /** SIGKILL, and up again on the same data. */
  killAndRestart: () => Promise<void>
  stop: () => Promise<void>
}

export interface TestServerOptions {
  /** Every commit is on disk before it is acknowledged; several times slower. */
  synced?: boolean
}

export async function startTestServer({ synced = false }: TestServerOptions = {}): Promise<TestServer> {
  const program = install()
  const storage = mkdtempSync(join(tmpdir(), 'warmline-mongo-'))
  const port = await freePort()
  const start = () =>
    startProcess(program, ['--port', String(port), '--storage-path', storage, ...(synced ? ['--sync-on-commit'] : [])], port)
  let server = await start()
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    killAndRestart: async () => {
      await server.end('SIGKILL')
      server = await start()
    },
    stop: async () => {
      await server.end('SIGTERM')
      rmSync(storage, { recursive: true, force: true })
    },
  }
}

async function startProcess(program: string, options: string[], port: number) {
  const server = spawn(program, [...options, '--enable-test-commands', '--log-level', 'ERROR'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const killNow = (): void => void server.kill('SIGKILL')
  process.once('exit', killNow)
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    await ended(server, signal)
    process.off('exit', killNow)
  }
  try {
    await answers(port, server)
    return { end }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

function install(): string {
  const program = join(CACHE, 'bin', 'secantusd-py')
  if (!existsSync(program)) {
    console.log(`Installing ${PACKAGE} into ${CACHE} …`)
    execFileSync('python3', ['-m', 'venv', CACHE], { stdio: 'inherit' })
    execFileSync(join(CACHE, 'bin', 'pip'), ['install', '--quiet', PACKAGE], { stdio: 'inherit' })
  }
  return program
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function answers(port: number, server: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`the test server ended with ${server.exitCode}`)
    if (Date.now() > until) throw new Error(`the test server did not answer within ${READY_WITHIN_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function ended(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = once(server, 'exit')
  server.kill(signal)
  const late = setTimeout(() => server.kill('SIGKILL'), 5000)
  await exit
  clearTimeout(late)
}
