import type { LogWalk } from '../../conversation/ports.ts'
import { createRebuildRow } from '../../conversation/rebuild-rows.ts'
import { upcastingLog } from '../../conversation/upcast.ts'
import { openStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface RebuildCommandDeps {
  logWalk: LogWalk
  rebuildRow: (conversationId: string) => Promise<void>
}

const options = {} as const
/** Conversations found at once. */
const PAGE = 200

export const rebuildCommand: Command<typeof options, RebuildCommandDeps> = {
  usage: `npm run rebuild

Makes the row of every conversation again from its log. Safe beside a running server: a row is never written over a newer one.`,
  options,
  async run(deps, { positionals }, print) {
    if (positionals.length > 0) throw new CommandRefused('rebuild takes no arguments.')
    print(`${await rebuildRows(deps)} rows made again`)
  },
}

async function rebuildRows({ logWalk, rebuildRow }: RebuildCommandDeps): Promise<number> {
  let rebuilt = 0
  let before: string | undefined
  for (;;) {
    const heads = await logWalk.heads(before, PAGE)
    for (const { conversationId } of heads) await rebuildRow(conversationId)
    rebuilt += heads.length
    before = heads.at(-1)?.conversationId
    if (before === undefined) return rebuilt
  }
}

await runAsMain(import.meta.url, rebuildCommand, async () => {
  const store = await openStore(readConfig())
  const rebuildRow = createRebuildRow({ log: upcastingLog(store.log), rows: store.rows })
  return { deps: { logWalk: store.logWalk, rebuildRow }, close: () => store.close() }
})
