import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Child {
  process: ChildProcess
  /** The first group of the line that matched. */
  said: string
  stop(): Promise<void>
}

/** Runs a TypeScript program in a process of its own and waits for a line. Fails when it ends before. */
export function startChild(
  program: string,
  ready: RegExp,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<Child> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`${program} ended before it was ready`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = ready.exec(line)?.[1]
      if (said === undefined) return
      resolve({
        process: child,
        said,
        stop: () => {
          child.kill('SIGKILL')
          return ended
        },
      })
    })
  })
}
