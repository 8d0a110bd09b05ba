import { existsSync, realpathSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { WarmlineError } from '../../domain/errors.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>

/** One `npm run …`: how it is called, and what it does. Output goes through `print`, so that a test can read it. */
export interface Command<O extends Options, D> {
  usage: string
  options: O
  run(deps: D, args: Parsed<O>, print: (line: string) => void): Promise<void>
}

/** The caller asked for something that cannot be done: said in one line, without a stack. */
export class CommandRefused extends Error {}

/**
 * Runs a command against what `open` opens, and closes it again. Answers the exit code: 0, or 1 after one line on why. Wrong arguments
 * and --help open nothing.
 */
export async function runCommand<O extends Options, D>(
  command: Command<O, D>,
  open: () => Promise<{ deps: D; close: () => Promise<void> }>,
  argv: readonly string[],
  out: { print: (line: string) => void; complain: (line: string) => void },
): Promise<number> {
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      out.print(command.usage)
      return 0
    }
    const args = parseArgs({ args: [...argv], options: command.options, allowPositionals: true, strict: true })
    const { deps, close } = await open()
    try {
      await command.run(deps, args, out.print)
      return 0
    } finally {
      await close()
    }
  } catch (error) {
    out.complain(reasonOf(error))
    return 1
  }
}

/** Runs it when its file is what Node was started with, and not when a test imports it. */
export async function runAsMain<O extends Options, D>(
  moduleUrl: string,
  command: Command<O, D>,
  open: () => Promise<{ deps: D; close: () => Promise<void> }>,
): Promise<void> {
  // The real path: Node follows links before it names a module.
  if (process.argv[1] === undefined || moduleUrl !== pathToFileURL(realpathSync(process.argv[1])).href) return
  if (existsSync('.env')) loadEnvFile('.env')
  const out = { print: (line: string) => console.log(line), complain: (line: string) => console.error(line) }
  process.exitCode = await runCommand(command, open, process.argv.slice(2), out)
}

function reasonOf(error: unknown): string {
  if (error instanceof WarmlineError) return `${error.code}: ${oneLine(error.message)}`
  return error instanceof Error ? oneLine(error.message) : 'The command failed.'
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('; ')
}
