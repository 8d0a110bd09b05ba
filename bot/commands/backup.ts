import { backUpStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface BackupCommandDeps {
  /** Undefined when the store is one that brings its own tools. */
  backUp: ((destination: string) => void) | undefined
}

const options = {} as const

export const backupCommand: Command<typeof options, BackupCommandDeps> = {
  usage: `npm run backup -- FILE

Copies the embedded database as it is at one moment, and checks the copy. A running server need not be stopped. An existing FILE is
never overwritten. The list of erased customers is not in it: it stays beside the database, see docs/deploy.md.`,
  options,
  async run({ backUp }, { positionals }, print) {
    const [destination, ...more] = positionals
    if (destination === undefined || more.length > 0) throw new CommandRefused('Say where to: npm run backup -- FILE.')
    if (!backUp) throw new CommandRefused('The data is in MongoDB: use mongodump, as docs/deploy.md says.')
    backUp(destination)
    print(`backed up to ${destination}`)
  },
}

await runAsMain(import.meta.url, backupCommand, async () => {
  return { deps: { backUp: backUpStore(readConfig()) }, close: async () => undefined }
})
