import { signal, type ReadonlySignal } from '@preact/signals'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { request } from '../shared/request.ts'

/** The conversation in the middle column, read on from where it is whenever the server says that there is more. */
export interface OpenConversation {
  current: ReadonlySignal<Shown>
  select(conversationId: string | undefined): void
  /** Reads what came since; at least up to `version` when that is given. */
  refresh(version?: number): Promise<void>
}

export type Shown =
  | { kind: 'none' }
  | { kind: 'loading'; id: string }
  | { kind: 'shown'; id: string; conversation: DeskConversation }
  | { kind: 'missing'; id: string }
  | { kind: 'failed'; id: string }

export function createOpenConversation(): OpenConversation {
  const current = signal<Shown>({ kind: 'none' })
  let reading: Promise<void> | undefined
  let wanted = 0

  async function read(): Promise<void> {
    const shown = current.value
    if (shown.kind === 'none') return
    const known = shown.kind === 'shown' ? shown.conversation : undefined
    const query = known === undefined ? '' : `?after=${known.version}`
    const answer = await request<DeskConversation>('GET', `/api/desk/conversations/${encodeURIComponent(shown.id)}${query}`)
    const now = current.value
    if (now.kind === 'none' || now.id !== shown.id) return
    if (answer.kind === 'ok') {
      current.value = { kind: 'shown', id: shown.id, conversation: merge(known, answer.body) }
    } else if (known === undefined) {
      current.value = { kind: answer.kind === 'refused' && answer.status === 404 ? 'missing' : 'failed', id: shown.id }
    }
  }

  async function readUntilQuiet(): Promise<void> {
    let reached = -1
    while (reached < wanted) {
      reached = wanted
      await read()
    }
  }

  function refresh(version?: number): Promise<void> {
    const shown = current.value
    if (version !== undefined && shown.kind === 'shown' && shown.conversation.version >= version) return Promise.resolve()
    wanted++
    reading ??= readUntilQuiet().finally(() => (reading = undefined))
    return reading
  }

  return {
    current,
    refresh,
    select(id) {
      const shown = current.value
      if (shown.kind !== 'none' && shown.id === id) return
      current.value = id === undefined ? { kind: 'none' } : { kind: 'loading', id }
      if (id !== undefined) void refresh()
    },
  }
}

function merge(known: DeskConversation | undefined, read: DeskConversation): DeskConversation {
  if (known === undefined) return read
  if (read.version < known.version) return known
  return {
    ...read,
    messages: mergeById(known.messages, read.messages),
    notes: mergeById(known.notes, read.notes),
    untold: mergeById(known.untold, read.untold),
  }
}

function mergeById<T extends { id: string }>(known: T[], read: T[]): T[] {
  const byId = new Map(known.map((item) => [item.id, item]))
  for (const item of read) byId.set(item.id, item)
  return [...byId.values()]
}
