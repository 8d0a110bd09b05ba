import { createCommit } from '../../conversation/commit.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { createEraseCustomer } from '../../conversation/erase-customer.ts'
import type { ConversationLog, CustomerIndex } from '../../conversation/ports.ts'
import { createReplayErasures } from '../../conversation/replay-erasures.ts'
import { upcastingLog } from '../../conversation/upcast.ts'
import { randomIds } from '../../domain/ids.ts'
import { openStore, type Store } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import { onwardOf } from '../onward.ts'
import { customerKeyOf } from '../receive.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

export interface EraseCommandDeps {
  log: Pick<ConversationLog, 'head'>
  customers: CustomerIndex
  eraseCustomer: (customerKey: string) => Promise<{ conversations: number }>
  replayErasures: () => Promise<{ conversations: number }>
}

const options = {
  customer: { type: 'string' },
  channel: { type: 'string', multiple: true },
  replay: { type: 'boolean' },
} as const

/** Where an id is looked for when no channel is named. */
const CHANNELS = [
  'directline',
  'azure-directline',
  'msteams',
  'slack',
  'webchat',
  'emulator',
  'facebook',
  'telegram',
  'email',
  'sms',
]

export const eraseCommand: Command<typeof options, EraseCommandDeps> = {
  usage: `npm run erase -- --customer ID [--channel CHANNEL]
       npm run erase -- --replay

Erases every word and every detail of one customer, in all of the customer's conversations; what happened stays, without them.
ID is the conversation's as the desk shows it, or the channel's own id of the customer; --channel names a channel that is not one of
${CHANNELS.join(', ')}. It cannot be undone.
--replay erases again whatever was erased before: after a backup was restored, and before the server starts on it.
A running server need not be stopped.`,
  options,
  async run(deps, { positionals, values: { customer: id = '', channel: channels = CHANNELS, replay = false } }, print) {
    if (replay && id === '' && positionals.length === 0) {
      print(erased((await deps.replayErasures()).conversations))
      return
    }
    if (replay || id === '' || positionals.length > 0) throw new CommandRefused('Say whom: npm run erase -- --customer ID.')
    const keys = await findCustomers(deps, id, channels)
    if (keys.length === 0) throw new CommandRefused('No conversation of this customer was found; nothing was erased.')
    for (const key of keys) {
      const { conversations } = await deps.eraseCustomer(key)
      print(erased(conversations))
    }
  },
}

function erased(conversations: number): string {
  return `${conversations} ${conversations === 1 ? 'conversation' : 'conversations'} erased`
}

/** The id may be a conversation's, or a customer's on any of the channels; only what has conversations counts. */
async function findCustomers({ log, customers }: EraseCommandDeps, id: string, channels: string[]): Promise<string[]> {
  const head = await log.head(id)
  const candidates = new Set([
    ...(head ? [head.state.customerKey] : []),
    id,
    ...channels.map((channel) => customerKeyOf(channel, id)),
  ])
  const found: string[] = []
  for (const key of candidates) if ((await customers.conversationsOf(key)).length > 0) found.push(key)
  return found
}

/** What the command works on, beside a running server. */
export function erasingOn(store: Store, config: Config): { deps: EraseCommandDeps; close: () => Promise<void> } {
  const log = upcastingLog(store.log)
  const commit = createCommit({ log, clock: store.storeClock, ids: randomIds, onward: onwardOf(config) })
  const eraseConversation = createEraseConversation({ log, rewriting: store.rewriting, commit })
  const eraseCustomer = createEraseCustomer({ ...store, clock: store.storeClock, eraseConversation })
  const replayErasures = createReplayErasures({ ...store, log, eraseConversation })
  return { deps: { log, customers: store.customers, eraseCustomer, replayErasures }, close: () => store.close() }
}

await runAsMain(import.meta.url, eraseCommand, async () => {
  const config = readConfig()
  return erasingOn(await openStore(config), config)
})
