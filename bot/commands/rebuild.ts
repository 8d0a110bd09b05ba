import type { ConversationRows } from '../../conversation/ports.ts'
import { createRebuildRow } from '../../conversation/rebuild-rows.ts'
import { upcastingLog } from '../../conversation/upcast.ts'
import { openStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { everyRow } from '../row-pages.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface RebuildCommandDeps {
  rows: Pick<ConversationRows, 'list'>
  rebuildRow: (conversationId: string) => Promise<void>
}

const options = {} as const

export const rebuildCommand: Command<typeof options, RebuildCommandDeps> = {
  usage: `npm run rebuild

Makes the row of every conversation again from its log. Safe beside a running server: a row is never written over a newer one.`,
  options,
  async run({ rows, rebuildRow }, { positionals }, print) {
    if (positionals.length > 0) throw new CommandRefused('rebuild takes no arguments.')
    const conversationIds: string[] = []
    for await (const page of everyRow(rows)) conversationIds.push(...page.map((row) => row.conversationId))
    for (const conversationId of conversationIds) await rebuildRow(conversationId)
    print(`${conversationIds.length} rows made again`)
  },
}

await runAsMain(import.meta.url, rebuildCommand, async () => {
  const store = await openStore(readConfig())
  const rebuildRow = createRebuildRow({ log: upcastingLog(store.log), rows: store.rows })
  return { deps: { rows: store.rows, rebuildRow }, close: () => store.close() }
})
