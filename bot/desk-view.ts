import { entryPlaceOf, firstEntryIdOf } from '../conversation/entry-id.ts'
import type { Commit, ConversationRow } from '../conversation/ports.ts'
import type { ConversationState, HandoffState } from '../conversation/state.ts'
import type { Brief, ConversationEvent, EventOf } from '../domain/events.ts'
import { activityIdOf } from '../domain/ids.ts'
import type { DeskConversation, DeskMessage, DeskRow, HandoffItem } from './api/desk.ts'

/** What the desk knows of a conversation after some commits. Grows commit by commit, so that only what is new has to be read. */
export interface DeskView {
  conversationId: string
  firstSeenAt: number
  /** Each under the version that last changed it: a page that reads on gets again what changed since. */
  messages: { version: number; message: DeskMessage }[]
  notes: { version: number; note: DeskConversation['notes'][number] }[]
  untold: { version: number; news: DeskConversation['untold'][number] }[]
  /** Oldest first, at most one for a case. */
  ratings: { caseId: string; score: number; comment?: string; at: number }[]
  briefs: Record<string, Brief>
  contact: string | null
  /** After the last commit seen; undefined before the first. */
  state?: ConversationState
}

export function emptyView(conversationId: string): DeskView {
  return { conversationId, firstSeenAt: 0, messages: [], notes: [], untold: [], ratings: [], briefs: {}, contact: null }
}

export function viewAfter(view: DeskView, commits: readonly Commit[]): DeskView {
  const next: DeskView = {
    ...view,
    messages: [...view.messages],
    notes: [...view.notes],
    untold: [...view.untold],
    ratings: [...view.ratings],
    briefs: { ...view.briefs },
  }
  for (const commit of commits) addCommit(next, commit)
  return next
}

/** The answer of `GET /api/desk/conversations/:id`: everything, or of messages and notes only what came after a version. */
export function conversationOf(view: DeskView, state: ConversationState, after = 0): DeskConversation {
  return {
    id: view.conversationId,
    owner: state.owner,
    epoch: state.epoch,
    version: state.version,
    messages: view.messages.filter(({ version }) => version > after).map(({ message }) => message),
    untold: view.untold.filter(({ version }) => version > after).map(({ news }) => news),
    notes: view.notes.filter(({ version }) => version > after).map(({ note }) => note),
    customer: {
      name: state.customerName ?? null,
      channel: state.channel,
      language: state.language,
      conversations: state.caseCount,
      firstSeenAt: view.firstSeenAt,
    },
    handoff: state.handoff && {
      ...handoffItemOf(view.conversationId, state.epoch, state.handoff),
      brief: view.briefs[state.handoff.id] ?? NO_BRIEF,
    },
    contact: view.contact,
    ratings: view.ratings.map(({ score, comment, at }) => ({ score, at, ...(comment ? { comment } : {}) })).reverse(),
  }
}

export function deskRowOf(row: ConversationRow): DeskRow {
  return {
    conversationId: row.conversationId,
    version: row.version,
    epoch: row.epoch,
    owner: row.owner,
    channel: row.channel,
    language: row.language,
    customerName: row.customerName,
    lastText: row.lastText,
    lastActivityAt: row.lastActivityAt,
    handoff: row.handoff && handoffItemOf(row.conversationId, row.epoch, row.handoff),
  }
}

type HandoffFields = Pick<
  HandoffState,
  'id' | 'state' | 'reason' | 'queuedAt' | 'priority' | 'queue' | 'wentOn' | 'contactLeft' | 'claimedBy' | 'agentName'
>

function handoffItemOf(conversationId: string, epoch: number, handoff: HandoffFields): HandoffItem {
  const { id, state, reason, queuedAt, priority, queue, wentOn, contactLeft, claimedBy, agentName } = handoff
  return {
    id,
    conversationId,
    state,
    reason,
    epoch,
    queuedAt,
    priority,
    queue,
    wentOn,
    contactLeft,
    ...(claimedBy === null ? {} : { claimedBy }),
    ...(agentName === null ? {} : { agentName }),
  }
}

const NO_BRIEF: Brief = { wants: '', tried: [], mood: 'calm' }

function addCommit(view: DeskView, commit: Commit): void {
  if (view.firstSeenAt === 0) view.firstSeenAt = commit.at
  commit.events.forEach((event, index) => addEvent(view, commit, event, index))
  view.state = commit.state
}

function addEvent(view: DeskView, commit: Commit, event: ConversationEvent, index: number): void {
  const { version, at } = commit
  const id = activityIdOf(view.conversationId, version, index)
  const say = (message: Omit<DeskMessage, 'id' | 'at'>): void =>
    void view.messages.push({ version, message: { id, at, ...message } })
  switch (event.type) {
    case 'CustomerMessage': {
      say({ from: 'customer', text: event.text })
      return
    }
    case 'HandedOver': {
      event.transcript.forEach((said, place) => {
        const message = { id: `${id}.${place}`, at: said.at ?? at, from: said.from, text: said.text }
        view.messages.push({ version, message })
      })
      return
    }
    case 'BotMessage': {
      const answer = event.answer && { answer: { answerId: event.answer.answerId } }
      say({ from: 'bot', text: event.text, ...citationsOf(event.citations), ...answer })
      return
    }
    case 'HumanMessage': {
      say({ from: 'human', text: event.text, name: event.agentName })
      return
    }
    case 'Notice': {
      say({ from: 'notice', text: event.text })
      return
    }
    case 'NoteAdded':
      view.notes.push({ version, note: { id, at, name: event.agentName, text: event.text } })
      return
    case 'AnswerJudged':
      markJudged(view, version, event)
      return
    case 'HandoffRequested':
      view.briefs[event.handoffId] = event.brief
      return
    case 'ContactLeft':
      view.contact = event.contact || null
      return
    case 'CaseRated':
      view.ratings = [
        ...view.ratings.filter(({ caseId }) => caseId !== event.caseId),
        { caseId: event.caseId, score: event.score, at },
      ]
      return
    case 'RatingCommented':
      view.ratings = view.ratings.map((rating) =>
        rating.caseId === event.caseId ? { ...rating, comment: event.comment } : rating,
      )
      return
    case 'DeliveryFailed': {
      markDelivery(view, commit, event.entryId, 'failed', { entryId: event.entryId, code: event.code })
      return
    }
    case 'DeliveryWithdrawn': {
      markDelivery(view, commit, event.entryId, 'withdrawn')
      return
    }
    case 'DeliveryRetried': {
      markDelivery(view, commit, event.entryId, 'retried')
      return
    }
    case 'Erased': {
      forget(view, version)
      return
    }
    default:
      // Claims, cases and turns show in the state, not in the transcript.
      return
  }
}

function citationsOf(citations: { title: string; slug: string }[]): Pick<DeskMessage, 'citations'> {
  return citations.length === 0 ? {} : { citations: citations.map(({ title, slug }) => ({ title, slug })) }
}

/** An outbox entry's id tells the message it carries; that somebody else was not told leaves the message delivered. */
function markDelivery(
  view: DeskView,
  { version, at }: Commit,
  entryId: string,
  delivery: NonNullable<DeskMessage['delivery']>,
  failure?: DeskMessage['failure'],
): void {
  const place = entryPlaceOf(entryId)
  if (!place) return
  if (place.beside !== undefined) {
    markUntold(view, version, { id: firstEntryIdOf(entryId), at, destination: place.beside, ...(failure && { failure }) })
    return
  }
  const id = activityIdOf(view.conversationId, place.version, place.event)
  view.messages = view.messages.map((each) => {
    const { failure: _before, ...message } = each.message
    return message.id === id ? { version, message: { ...message, delivery, ...(failure && { failure }) } } : each
  })
}

/** Where it was first seen to fail, whatever comes of it later. What was withdrawn is nobody's worry. */
function markUntold(view: DeskView, version: number, news: DeskConversation['untold'][number]): void {
  const known = view.untold.find((each) => each.news.id === news.id)
  if (known) view.untold = view.untold.map((each) => (each === known ? { version, news: { ...news, at: known.news.at } } : each))
  else if (news.failure) view.untold.push({ version, news })
}

function markJudged(view: DeskView, version: number, { answerId, right }: EventOf<'AnswerJudged'>): void {
  const judged = right ? ('right' as const) : ('wrong' as const)
  view.messages = view.messages.map((each) =>
    each.message.answer?.answerId === answerId ? { version, message: { ...each.message, answer: { answerId, judged } } } : each,
  )
}

/** The log is blanked in place; what was read of it before must be as well, on this node and on open pages. */
function forget(view: DeskView, version: number): void {
  view.messages = view.messages.map(({ message }) => ({ version, message: { ...message, text: '' } }))
  view.notes = view.notes.map(({ note }) => ({ version, note: { ...note, text: '' } }))
  view.ratings = view.ratings.map(({ caseId, score, at }) => ({ caseId, score, at }))
  view.briefs = {}
  view.contact = null
}
