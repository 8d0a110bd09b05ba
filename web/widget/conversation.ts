import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { ActivitySet, ChatActivity, OwnerNow } from '../../bot/api/chat.ts'
import { createDraftStore, type DraftStore } from '../shared/draft-store.ts'
import { newId } from '../shared/new-id.ts'
import { createDirectLine } from './direct-line.ts'
import type { KeepsakeStore } from './keepsake.ts'
import { addActivity, chipsOf, composedEntry, type Chip, type Entry } from './timeline.ts'

/** Everything the panel shows, and what the customer can do. */
export interface Conversation {
  entries: ReadonlySignal<readonly Entry[]>
  chips: ReadonlySignal<Chip[]>
  owner: ReadonlySignal<OwnerNow>
  /** Who is typing on the other side: a name, '' for the bot. */
  typing: ReadonlySignal<string | undefined>
  /** The answer as far as it is composed; the one that is kept takes its place. */
  composed: ReadonlySignal<Entry | undefined>
  /** `idle` before the first opening; `lost` only when it has lasted long enough to be worth a line. */
  connection: ReadonlySignal<'idle' | 'connecting' | 'online' | 'lost'>
  unread: ReadonlySignal<number>
  /** What is being written; kept over a reload. */
  draft: DraftStore
  connect(): void
  say(text: string, value?: unknown): void
  tryAgain(key: string): void
  hintTyping(): void
  /** False when it did not arrive: the chat goes on. */
  end(): Promise<boolean>
  /** All that is there now has been on screen. */
  markSeen(): void
}

const TYPING_LASTS = 6000
const TYPING_EVERY = 3000
const LOST_AFTER = 2500

export function createConversation(options: {
  origin: string
  name: string | undefined
  language: string
  keepsake: KeepsakeStore
}): Conversation {
  const { origin, keepsake, language } = options
  const entries = signal<readonly Entry[]>([])
  const owner = signal<OwnerNow>({ kind: 'bot' })
  const typing = signal<string | undefined>()
  const composed = signal<Entry | undefined>()
  const connection = signal<'idle' | 'connecting' | 'online' | 'lost'>('idle')
  const seen = signal(keepsake.read().seen)
  const draft = createDraftStore(`warmline:${origin}:`)
  let typingEnds: ReturnType<typeof setTimeout> | undefined
  let lostSoon: ReturnType<typeof setTimeout> | undefined
  let hintedAt = 0
  let sending: Promise<unknown> = Promise.resolve()

  const line = createDirectLine({
    ...options,
    onSet: readSet,
    onNewConversation: () => {
      entries.value = entries.value.filter((entry) => entry.state !== 'sent')
      owner.value = { kind: 'bot' }
      composed.value = undefined
    },
    onOnline: (online) => {
      clearTimeout(lostSoon)
      if (online) {
        connection.value = 'online'
        for (const entry of entries.value) if (entry.state === 'failed') tryAgain(entry.key)
      } else if (connection.value !== 'lost') lostSoon = setTimeout(() => (connection.value = 'lost'), LOST_AFTER)
    },
  })

  function readSet(set: ActivitySet): void {
    batch(() => set.activities.forEach(readActivity))
    rememberUnsent()
  }

  function readActivity(activity: ChatActivity): void {
    if (activity.type === 'typing') {
      if (activity.from.id === line.me()) return
      const stream = activity.entities?.find((entity) => entity['type'] === 'streaminfo')
      if (stream === undefined) showTyping(activity)
      else composed.value = stream['streamType'] === 'final' ? undefined : composedEntry(activity.text ?? '')
      return
    }
    if (activity.type === 'event') {
      if (activity.name === 'warmline.owner') owner.value = activity.value as OwnerNow
      return
    }
    const before = entries.value
    entries.value = addActivity(before, activity, line.me())
    if (entries.value === before) return
    if (activity.channelData?.warmline !== undefined) owner.value = ownerAfter(owner.value, activity.channelData.warmline.owner)
    if (activity.from.id === line.me()) return
    typing.value = undefined
    composed.value = undefined
  }

  function showTyping(activity: ChatActivity): void {
    typing.value =
      activity.channelData?.warmline?.from === 'human' || owner.value.kind === 'human' ? (activity.from.name ?? '') : ''
    clearTimeout(typingEnds)
    typingEnds = setTimeout(() => (typing.value = undefined), TYPING_LASTS)
  }

  function setState(key: string, state: Entry['state']): void {
    entries.value = entries.value.map((entry) => (entry.key === key && entry.state !== 'sent' ? { ...entry, state } : entry))
  }

  /** One after the other, so that words arrive in the order they were written. */
  function deliver(entry: Entry): void {
    sending = sending.then(async () => {
      if (!entries.value.some((known) => known.key === entry.key && known.state === 'sending')) return
      const arrived = await line.send({
        type: 'message',
        text: entry.text,
        locale: language,
        channelData: { clientActivityID: entry.key, postBack: entry.value !== undefined },
        ...(entry.value === undefined ? {} : { value: entry.value }),
      })
      // Arrived: its echo turns it into a sent one. Should the echo never come, the next look at the history brings it.
      if (!arrived) setState(entry.key, 'failed')
    })
  }

  function tryAgain(key: string): void {
    const entry = entries.value.find((known) => known.key === key && known.state === 'failed')
    if (entry === undefined) return
    setState(key, 'sending')
    deliver(entry)
  }

  /** Words on their way survive a reload, and are sent again under the same key. */
  function rememberUnsent(): void {
    const unsent = entries.value.filter((entry) => entry.state !== 'sent')
    draft.write('unsent', unsent.length === 0 ? '' : JSON.stringify(unsent))
  }

  function restoreUnsent(): void {
    const stored = draft.read('unsent')
    if (stored === '') return
    const unsent = JSON.parse(stored) as Entry[]
    entries.value = [...entries.value, ...unsent.map((entry): Entry => ({ ...entry, state: 'failed' }))]
  }

  return {
    entries,
    owner,
    typing,
    composed,
    connection,
    draft,
    chips: computed(() => chipsOf(entries.value, owner.value)),
    unread: computed(() => {
      const from = entries.value.findLastIndex((entry) => entry.activityId === seen.value || entry.from === 'customer')
      return entries.value.slice(from + 1).filter((entry) => entry.from !== 'notice').length
    }),
    connect() {
      if (connection.value === 'idle') {
        restoreUnsent()
        connection.value = 'connecting'
      }
      line.start()
    },
    say(text, value) {
      const entry: Entry = { key: newId(), from: 'customer', text, at: Date.now(), sources: [], chips: [], state: 'sending' }
      if (value !== undefined) entry.value = value
      entries.value = [...entries.value, entry]
      hintedAt = 0
      rememberUnsent()
      deliver(entry)
    },
    tryAgain,
    hintTyping() {
      if (Date.now() - hintedAt < TYPING_EVERY || connection.value !== 'online') return
      hintedAt = Date.now()
      void line.send({ type: 'typing' })
    },
    end: () => line.send({ type: 'endOfConversation', channelData: { clientActivityID: newId() } }),
    markSeen() {
      const newest = entries.value.findLast((entry) => entry.activityId !== undefined)?.activityId
      if (newest === undefined || newest === seen.value) return
      seen.value = newest
      keepsake.write({ seen: newest })
    },
  }
}

/** Activities of the log name the queue alone; place and wait come over the socket and stay true until newer ones do. */
function ownerAfter(known: OwnerNow, next: OwnerNow): OwnerNow {
  return known.kind === 'queue' && next.kind === 'queue' ? { ...known, ...next } : next
}
