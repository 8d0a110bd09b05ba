import type { ChatActivity, OwnerNow } from '../../bot/api/chat.ts'

/** One thing on screen: somebody's words, an answer, or a notice. */
export interface Entry {
  /** Stable from the moment it is typed until after the server has answered. */
  key: string
  activityId?: string
  from: 'customer' | 'bot' | 'human' | 'notice'
  name?: string
  text: string
  at: number
  sources: Source[]
  chips: Chip[]
  state: 'sent' | 'sending' | 'failed'
  /** What a quick reply sent along, kept for *Try again*. */
  value?: unknown
}

export interface Source {
  title: string
  url: string
}

export interface Chip {
  title: string
  value: unknown
}

/** Adds an activity where the log has it. Seen before: nothing changes. The echo of our own words takes their place. */
export function addActivity(entries: readonly Entry[], activity: ChatActivity, me: string): readonly Entry[] {
  if (activity.type !== 'message' || entries.some((entry) => entry.activityId === activity.id)) return entries
  const clientId = activity.channelData?.clientActivityID
  const entry = entryOf(activity, me)
  const settled = entries.filter((known) => known.state === 'sent')
  const pending = entries.filter((known) => known.state !== 'sent' && known.key !== clientId)
  return [...settled, entry, ...pending]
}

function entryOf(activity: ChatActivity, me: string): Entry {
  const from = activity.channelData?.warmline?.from ?? (activity.from.id === me ? 'customer' : 'bot')
  const at = activity.timestamp === undefined ? Date.now() : Date.parse(activity.timestamp)
  const entry: Entry = {
    key: activity.channelData?.clientActivityID ?? activity.id ?? `${from}-${at}`,
    from,
    text: activity.text ?? '',
    at,
    sources: (activity.entities ?? []).flatMap(sourcesOf),
    chips: (activity.suggestedActions?.actions ?? []).map(({ title, value }) => ({ title, value })),
    state: 'sent',
  }
  if (activity.id !== undefined) entry.activityId = activity.id
  if (activity.from.name !== undefined) entry.name = activity.from.name
  return entry
}

/** What the bot is about to say, before it is in the log. */
export function composedEntry(text: string): Entry {
  return { key: 'composed', from: 'bot', text, at: Date.now(), sources: [], chips: [], state: 'sent' }
}

/** Citations as schema.org's clients show them: each source once, however often it is cited. */
function sourcesOf(entity: Record<string, unknown>): Source[] {
  const claims = Array.isArray(entity['citation'])
    ? (entity['citation'] as { appearance?: { name?: unknown; url?: unknown } }[])
    : []
  const found = claims.flatMap(({ appearance }) =>
    typeof appearance?.name === 'string' && typeof appearance.url === 'string'
      ? [{ title: appearance.name, url: appearance.url }]
      : [],
  )
  return found.filter((source, index) => found.findIndex((other) => other.url === source.url) === index)
}

/**
 * The quick replies that still apply: the newest ones the customer has not written past. Leaving the queue or asking the bot on stay
 * as long as the wait lasts, a rating until it is given or something newer is offered; with a person nothing is offered but words.
 */
export function chipsOf(entries: readonly Entry[], owner: OwnerNow): Chip[] {
  const offered = entries.findLastIndex((entry) => entry.chips.length > 0)
  const chips = entries[offered]?.chips ?? []
  const since = entries.slice(offered + 1)
  const written = since.filter((entry) => entry.from === 'customer')
  if (owner.kind === 'human') return []
  if (owner.kind === 'queue') {
    const answered = written.length > 0 && since.some((entry) => entry.from !== 'customer')
    return chips.filter((chip) => written.length === 0 || (!answered && isWayOut(chip)))
  }
  const chosen = written.some((entry) => chips.some((chip) => chip.title === entry.text))
  return chips.filter((chip) => !isWayOut(chip) && (written.length === 0 || (!chosen && actionOf(chip)?.warmline === 'rate')))
}

function isWayOut(chip: Chip): boolean {
  return ['cancel', 'go_on'].includes(actionOf(chip)?.warmline ?? '')
}

export function actionOf(chip: Chip): { warmline: string; score?: number } | undefined {
  const value = chip.value
  const known = typeof value === 'object' && value !== null && 'warmline' in value && typeof value.warmline === 'string'
  return known ? (value as { warmline: string; score?: number }) : undefined
}

/** Entries that belong together: the same speaker without a longer pause. A pause gets a time stamp of its own. */
export interface Group {
  from: Entry['from']
  name: string | undefined
  stamp: number | undefined
  entries: Entry[]
}

const PAUSE = 10 * 60_000

export function groupsOf(entries: readonly Entry[]): Group[] {
  const groups: Group[] = []
  let previous: Entry | undefined
  for (const entry of entries) {
    const pause = previous === undefined || entry.at - previous.at > PAUSE
    const group = groups.at(-1)
    if (group === undefined || pause || group.from !== entry.from || group.name !== entry.name) {
      groups.push({ from: entry.from, name: entry.name, stamp: pause ? entry.at : undefined, entries: [entry] })
    } else group.entries.push(entry)
    previous = entry
  }
  return groups
}
