import type { ConversationEvent } from '../domain/events.ts'
import type { OutboxEntry } from './commit-document.ts'

/** Channels whose customers read the log itself, so that nothing has to be sent. */
const READS_THE_LOG = new Set(['directline'])

/** What of a commit has to leave for the customer's channel. `epochs[i]` is the epoch in which event i was spoken. */
export function outboxOf(
  channel: string,
  version: number,
  events: readonly ConversationEvent[],
  epochs: readonly number[],
): OutboxEntry[] {
  if (READS_THE_LOG.has(channel)) return []
  return events.flatMap((event, index) => {
    const speaker = speakerOf(event)
    return speaker === undefined
      ? []
      : [{ id: `${version}-${index}`, destination: channel, event: index, speaker, epoch: epochs[index] ?? 0 }]
  })
}

function speakerOf(event: ConversationEvent): OutboxEntry['speaker'] | undefined {
  if (event.type === 'BotMessage') return 'bot'
  if (event.type === 'HumanMessage') return 'human'
  return event.type === 'Notice' ? 'notice' : undefined
}
