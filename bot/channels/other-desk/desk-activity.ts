import type { Commit } from '../../../conversation/ports.ts'
import { activityIdOf } from '../../../domain/ids.ts'
import { customerView } from '../../customer-view.ts'
import { handoffActivity } from '../bot-framework/handoff-events.ts'

/** What the other desk sends back with all it says of this handoff, as it was told last. */
export interface HandoffPlace {
  handoffId: string
  epoch: number
  version: number
}

export interface DeskActivityDeps {
  /** What was said before, for a handoff that begins. */
  transcript: readonly Commit[]
  origin: string
}

/** An event of a commit as the Bot Framework activity that the other desk gets; undefined for what is not told. */
export function deskActivity(
  commit: Commit,
  eventIndex: number,
  { transcript, origin }: DeskActivityDeps,
): Record<string, unknown> | undefined {
  const event = commit.events[eventIndex]
  const handoffId = handoffOf(commit)
  if (!event || handoffId === undefined) return undefined
  const { epoch, version } = commit.state
  const place: HandoffPlace = { handoffId, epoch, version }
  const activity =
    event.type === 'CustomerMessage' || event.type === 'BotMessage'
      ? spokenActivity(commit, eventIndex, origin)
      : handoffActivity(commit, initiationOr(commit, eventIndex), { transcript, origin, localTimezone: 'UTC' })
  return activity && { ...activity, channelData: { warmline: place } }
}

/** A commit may end the very handoff that it carries words of. */
function handoffOf({ events, state }: Commit): string | undefined {
  return state.handoff?.id ?? events.flatMap((event) => ('handoffId' in event ? [event.handoffId] : [])).at(-1)
}

/** A handoff is told when it is queued there, as the request that the same commit holds. */
function initiationOr({ events }: Commit, eventIndex: number): number {
  if (events[eventIndex]?.type !== 'HandoffQueued') return eventIndex
  return events.findIndex((event) => event.type === 'HandoffRequested')
}

function spokenActivity(commit: Commit, eventIndex: number, origin: string): object | undefined {
  const id = activityIdOf(commit.conversationId, commit.version, eventIndex)
  const shown = customerView(commit, { userId: commit.state.customerKey, origin }).find((activity) => activity.id === id)
  return shown && { ...shown, channelId: commit.state.channel }
}
