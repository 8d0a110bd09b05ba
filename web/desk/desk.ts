import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { DeskConversation, DeskEvent, DeskRow } from '../../bot/api/desk.ts'
import type { SessionAnswer } from '../../bot/api/session.ts'
import { createDraftStore, type DraftStore } from '../shared/draft-store.ts'
import { newId } from '../shared/new-id.ts'
import { isUncertain, request, type Answer } from '../shared/request.ts'
import { readSession } from '../shared/session.ts'
import { createOpenConversation, type Shown } from './open-conversation.ts'
import { isElsewhere, rowsIn, upsert, type List, type Rows } from './rows.ts'
import { openStream } from './stream.ts'
import { troubleOf, type Trouble } from './trouble.ts'

type RowList = { items: DeskRow[]; now: number }
export type Disposition = 'solved' | 'unsolved' | 'follow_up' | 'spam'
export type Agent = { agentId: string; name: string; presence: 'available' | 'away' | 'offline'; free: number; capacity: number }

/** Words on their way to a customer. */
export interface Outgoing {
  id: string
  conversationId: string
  kind: 'message' | 'note'
  text: string
  at: number
  state: 'sending' | 'failed'
}

/** Everything the desk shows, and what an agent can do. */
export interface Desk {
  who: SessionAnswer
  list: ReadonlySignal<List>
  visible: ReadonlySignal<DeskRow[]>
  counts: ReadonlySignal<Record<List, number>>
  /** How many wait for one of us. */
  calling: ReadonlySignal<number>
  selectedId: ReadonlySignal<string | undefined>
  selectedRow: ReadonlySignal<DeskRow | undefined>
  shown: ReadonlySignal<Shown>
  outgoing: ReadonlySignal<readonly Outgoing[]>
  /** Conversations whose customer is typing. */
  typing: ReadonlySignal<ReadonlySet<string>>
  /** The server's time, ticking. */
  now: ReadonlySignal<number>
  live: ReadonlySignal<'connecting' | 'live' | 'lost'>
  trouble: ReadonlySignal<Trouble | undefined>
  presence: ReadonlySignal<'available' | 'away'>
  agents: ReadonlySignal<readonly Agent[]>
  busy: ReadonlySignal<boolean>
  older: ReadonlySignal<boolean>
  drafts: DraftStore
  isUnread(row: DeskRow): boolean
  showList(list: List): void
  select(conversationId: string | undefined): void
  step(by: 1 | -1): void
  showOlder(): Promise<void>
  claim(): Promise<boolean>
  giveBack(): Promise<boolean>
  close(disposition: Disposition): Promise<boolean>
  transfer(to: string): Promise<boolean>
  /** Has what could not be delivered sent again, in this order. */
  retry(entryIds: readonly string[]): Promise<boolean>
  judge(answerId: string, right: boolean): Promise<boolean>
  send(kind: Outgoing['kind'], text: string): void
  sendAgain(id: string): void
  discard(id: string): void
  hintTyping(): void
  setPresence(presence: 'available' | 'away'): Promise<void>
  readAgents(): Promise<void>
  dismissTrouble(): void
}

const TYPING_LASTS = 6000
const TYPING_EVERY = 3000
const OLDER_PAGE = 100

export function createDesk(who: SessionAnswer): Desk {
  const rows = signal<Rows>(new Map())
  const list = signal<List>('waiting')
  const selectedId = signal<string>()
  const offset = signal(0)
  const tick = signal(Date.now())
  const live = signal<'connecting' | 'live' | 'lost'>('connecting')
  const trouble = signal<Trouble>()
  const typing = signal<ReadonlySet<string>>(new Set())
  const outgoing = signal<readonly Outgoing[]>([])
  const presence = signal(who.presence ?? 'away')
  const agents = signal<readonly Agent[]>([])
  const busy = signal(false)
  const older = signal(true)
  const seen = signal<ReadonlyMap<string, number>>(new Map())
  const open = createOpenConversation()
  const drafts = createDraftStore(`warmline:desk:${who.accountId}:`)
  const typingEnds = new Map<string, ReturnType<typeof setTimeout>>()
  const selectedRow = computed(() => rows.value.get(selectedId.value ?? ''))
  const visible = computed(() => rowsIn(list.value, rows.value, who.accountId))
  let hintedAt = 0
  // Where the last page ended. Not the oldest row known: a handoff that waits may be far older than what was read.
  let oldestRead: DeskRow | undefined

  setInterval(() => (tick.value = Date.now()), 1000)
  openStream({
    onEvent: readEvent,
    onLive: (isLive) => {
      live.value = isLive ? 'live' : 'lost'
      if (isLive) void open.refresh()
    },
    onRefused: () => void readSession().then((session) => session.kind === 'signed_out' && location.reload()),
  })
  void readRows('')
  void readAgents()

  function readEvent(event: DeskEvent): void {
    switch (event.event) {
      case 'snapshot':
        offset.value = event.data.now - Date.now()
        takeRows(event.data.items)
        return
      case 'row':
        takeRows([event.data])
        return
      case 'typing':
        showTyping(event.data.conversationId)
        return
      case 'reset':
        rows.value = new Map()
        void readRows('')
        return
      case 'ping':
        offset.value = event.data.now - Date.now()
    }
  }

  function takeRows(items: readonly DeskRow[]): void {
    batch(() => {
      rows.value = upsert(rows.value, items)
      const selected = items.find((row) => row.conversationId === selectedId.value)
      if (selected === undefined) return
      stopTyping(selected.conversationId)
      void open.refresh(selected.version).then(() => markSeen(selected.conversationId))
    })
  }

  async function readRows(query: string): Promise<void> {
    const answer = await request<RowList>('GET', `/api/desk/rows?list=all${query}`)
    if (answer.kind !== 'ok') return
    offset.value = answer.body.now - Date.now()
    oldestRead = answer.body.items.at(-1) ?? oldestRead
    older.value = answer.body.items.length >= OLDER_PAGE
    takeRows(answer.body.items)
  }

  function showTyping(conversationId: string): void {
    typing.value = new Set([...typing.value, conversationId])
    clearTimeout(typingEnds.get(conversationId))
    typingEnds.set(
      conversationId,
      setTimeout(() => stopTyping(conversationId), TYPING_LASTS),
    )
  }

  function stopTyping(conversationId: string): void {
    if (!typing.value.has(conversationId)) return
    typing.value = new Set([...typing.value].filter((id) => id !== conversationId))
  }

  function markSeen(conversationId: string): void {
    const version = rows.value.get(conversationId)?.version
    if (version === undefined || document.visibilityState === 'hidden') return
    seen.value = new Map(seen.value).set(conversationId, version)
  }

  function conversation(): DeskConversation | undefined {
    return open.current.value.kind === 'shown' ? open.current.value.conversation : undefined
  }

  /** One command at a time; its refusal is shown with what is safe and what to do. */
  async function command(
    what: Trouble['what'],
    path: string,
    body: { epoch?: number; [more: string]: unknown },
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    trouble.value = undefined
    try {
      const answer = await request<{ epoch: number }>('POST', path, body)
      await open.refresh()
      // No answer, but the conversation has moved on and is shown as it is now.
      if (isUncertain(answer) && (conversation()?.epoch ?? 0) > (body.epoch ?? Infinity)) return true
      return settle(what, answer)
    } finally {
      busy.value = false
    }
  }

  function settle(what: Trouble['what'], answer: Answer<unknown>): boolean {
    if (answer.kind === 'ok') return true
    trouble.value = troubleOf(what, answer, agents.value, who.accountId)
    return false
  }

  function onHandoff(what: Trouble['what'], verb: string, extra: (shown: DeskConversation) => object): Promise<boolean> {
    const shown = conversation()
    if (shown?.handoff === null || shown === undefined) return Promise.resolve(false)
    const path = `/api/desk/handoffs/${encodeURIComponent(shown.handoff.id)}/${verb}`
    return command(what, path, { epoch: shown.epoch, ...extra(shown) })
  }

  /** With nothing left in hand, whoever waits is next. */
  function lookForNext(done: boolean): boolean {
    if (done && rowsIn('mine', rows.value, who.accountId).length === 0) list.value = 'waiting'
    return done
  }

  async function deliver(words: Outgoing): Promise<void> {
    const { id, conversationId, kind, text } = words
    const epoch = conversation()?.epoch ?? 0
    const path = `/api/desk/conversations/${encodeURIComponent(conversationId)}/${kind}s`
    const answer = await request('POST', path, { text, clientMessageId: id, ...(kind === 'message' ? { epoch } : {}) })
    if (isUncertain(answer)) {
      // Sent again with its id it is said once.
      setOutgoing(id, 'failed')
      return
    }
    if (selectedId.value === conversationId) await open.refresh()
    discard(id)
    if (answer.kind === 'ok') return
    // Refused: the words go back to where they were written, nothing of them is lost.
    const draft = drafts.read(`${kind}:${conversationId}`)
    drafts.write(`${kind}:${conversationId}`, draft === '' ? text : `${text}\n${draft}`)
    settle(kind, answer)
  }

  function setOutgoing(id: string, state: Outgoing['state']): void {
    outgoing.value = outgoing.value.map((words) => (words.id === id ? { ...words, state } : words))
  }

  function discard(id: string): void {
    outgoing.value = outgoing.value.filter((words) => words.id !== id)
  }

  async function readAgents(): Promise<void> {
    const answer = await request<{ items: Agent[] }>('GET', '/api/desk/agents')
    if (answer.kind === 'ok') agents.value = answer.body.items
  }

  function select(conversationId: string | undefined): void {
    batch(() => {
      selectedId.value = conversationId
      trouble.value = undefined
      open.select(conversationId)
      if (conversationId !== undefined) markSeen(conversationId)
    })
  }

  return {
    who,
    list,
    visible,
    selectedId,
    selectedRow,
    shown: open.current,
    outgoing,
    typing,
    live,
    trouble,
    presence,
    agents,
    busy,
    older,
    drafts,
    readAgents,
    discard,
    select,
    now: computed(() => tick.value + offset.value),
    counts: computed(() => ({
      waiting: rowsIn('waiting', rows.value, who.accountId).length,
      mine: rowsIn('mine', rows.value, who.accountId).length,
      all: rows.value.size,
    })),
    calling: computed(() => rowsIn('waiting', rows.value, who.accountId).filter((row) => !isElsewhere(row)).length),
    isUnread: (row) => rowIsMine(row, who.accountId) && row.version > (seen.value.get(row.conversationId) ?? 0),
    showList: (next) => (list.value = next),
    step(by) {
      const shown = visible.value
      const at = shown.findIndex((row) => row.conversationId === selectedId.value)
      const next = shown[at === -1 ? (by === 1 ? 0 : shown.length - 1) : at + by]
      if (next !== undefined) select(next.conversationId)
    },
    async showOlder() {
      if (oldestRead) await readRows(`&before=${oldestRead.lastActivityAt}&beforeId=${oldestRead.conversationId}`)
    },
    async claim() {
      const row = selectedRow.value
      if (row?.handoff == null || row.handoff.state === 'active') return false
      const path = `/api/desk/handoffs/${encodeURIComponent(row.handoff.id)}/claim`
      const claimed = await command('claim', path, { epoch: row.epoch })
      if (claimed) list.value = 'mine'
      return claimed
    },
    giveBack: () => onHandoff('return', 'return', ({ version }) => ({ version })).then(lookForNext),
    close: (disposition) => onHandoff('close', 'close', ({ version }) => ({ version, disposition })).then(lookForNext),
    transfer: (to) => onHandoff('transfer', 'transfer', () => ({ to })),
    async retry(entryIds) {
      const shown = conversation()
      if (shown === undefined) return false
      const path = `/api/desk/conversations/${encodeURIComponent(shown.id)}/retry`
      for (const entryId of entryIds) if (!(await command('retry', path, { entryId }))) return false
      return true
    },
    judge(answerId, right) {
      const path = `/api/desk/conversations/${encodeURIComponent(selectedId.value ?? '')}/judgements`
      return command('judge', path, { answerId, right })
    },
    send(kind, text) {
      const conversationId = selectedId.value
      if (conversationId === undefined) return
      const words: Outgoing = { id: newId(), conversationId, kind, text, at: tick.value + offset.value, state: 'sending' }
      trouble.value = undefined
      hintedAt = 0
      outgoing.value = [...outgoing.value, words]
      void deliver(words)
    },
    sendAgain(id) {
      const words = outgoing.value.find((known) => known.id === id)
      if (words === undefined) return
      setOutgoing(id, 'sending')
      void deliver(words)
    },
    hintTyping() {
      const shown = conversation()
      if (shown === undefined || Date.now() - hintedAt < TYPING_EVERY) return
      hintedAt = Date.now()
      void request('POST', `/api/desk/conversations/${encodeURIComponent(shown.id)}/typing`, { epoch: shown.epoch })
    },
    async setPresence(next) {
      const before = presence.value
      presence.value = next
      const answer = await request('POST', '/api/desk/presence', { presence: next })
      if (answer.kind !== 'ok') presence.value = before
      settle('presence', answer)
    },
    dismissTrouble: () => (trouble.value = undefined),
  }
}

function rowIsMine(row: DeskRow, agentId: string): boolean {
  return row.owner.kind === 'human' && row.owner.agentId === agentId
}
