import type { ConversationEvent } from '../domain/events.ts'
import type { OutboxEntry } from './commit-document.ts'
import { entryIdOf, entryPlaceOf } from './entry-id.ts'
import type { ConversationState } from './state.ts'

/** Channels whose customers read the log itself, so that nothing has to be sent. */
const READS_THE_LOG = new Set(['directline'])

/** Who beside the customer is told of an event, by the states before and after it. Pure. */
export type Onward = (event: ConversationEvent, before: ConversationState, after: ConversationState) => readonly string[]

export const NOWHERE: Onward = () => []

/** What of a commit has to leave: for the customer's channel, and for whoever else is told. `states[i]` is the state after event i. */
export function outboxOf(
  events: readonly ConversationEvent[],
  before: ConversationState,
  states: readonly ConversationState[],
  onward: Onward,
): OutboxEntry[] {
  const { version, channel } = states.at(-1) ?? before
  // After an erasure nobody knows where the customer is.
  const unreachable = READS_THE_LOG.has(channel) || events.some(({ type }) => type === 'Erased')
  return events.flatMap((event, index) => {
    const earlier = states[index - 1] ?? before
    const after = states[index] ?? before
    const entryOf = (speaker: OutboxEntry['speaker'], destination: string, beside?: string): OutboxEntry => ({
      id: entryIdOf({ version, event: index, beside, again: 0 }),
      ...{ destination, event: index, speaker, epoch: after.epoch },
    })
    if (event.type === 'DeliveryRetried') return sentAgain(event.entryId, index, channel, after.epoch)
    const speaker = unreachable ? undefined : speakerOf(event, earlier)
    return [
      ...(speaker === undefined ? [] : [entryOf(speaker, channel)]),
      ...onward(event, earlier, after).map((destination) => entryOf('news', destination, destination)),
    ]
  })
}

/** Who spoke, and in which epoch, is the first entry's to tell; deliver.ts looks there. */
function sentAgain(entryId: string, event: number, channel: string, epoch: number): OutboxEntry[] {
  const place = entryPlaceOf(entryId)
  if (!place) return []
  const id = entryIdOf({ ...place, again: place.again + 1 })
  return [{ id, destination: place.beside ?? channel, event, speaker: 'news', epoch }]
}

/** What a bot that handed its conversation to us hears of it, over the customer's own channel. */
const PROGRESS = new Set<ConversationEvent['type']>([
  'HandoffClaimed',
  'HandoffReturned',
  'HandoffClosed',
  'HandoffAbandoned',
  'HandoffExpired',
  'HandoffFailed',
])

function speakerOf(event: ConversationEvent, before: ConversationState): OutboxEntry['speaker'] | undefined {
  if (event.type === 'BotMessage') return 'bot'
  if (event.type === 'HumanMessage') return 'human'
  if (event.type === 'Notice') return 'notice'
  return before.handedOver === true && PROGRESS.has(event.type) ? 'news' : undefined
}
