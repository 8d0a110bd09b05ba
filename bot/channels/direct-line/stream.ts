import type { WebSocket } from 'ws'
import type { Commit } from '../../../conversation/ports.ts'
import type { ChatActivity, OwnerNow } from '../../api/chat.ts'
import { BOT, deskSpeaker } from '../../customer-view.ts'
import type { Signal } from '../../signals.ts'
import { ownerOf } from '../render-parts.ts'
import { greetingSet, type ReadDeps, setOf } from './activity-set.ts'
import { type Follower, followLog } from './follow-log.ts'
import { createWordStream } from './word-stream.ts'
import type { ChatSession } from './tokens.ts'
import { watermarkOf } from './watermark.ts'

export interface StreamDeps extends ReadDeps {
  /** Position and wait as they are now. */
  ownerNow: (conversationId: string) => Promise<OwnerNow>
  /** Told of what broke; the client comes back by itself with its watermark. */
  report: (error: unknown) => void
}

export interface Stream {
  readonly conversationId: string
  commit(commit: Commit): void
  signal(signal: Signal): void
  /** Tells the customer's place in the queue again, if that is where they are and it changed. */
  refreshOwner(): void
  /** A ping, and a look into the log in case the feed lost something. Cuts a socket that did not answer the last one. */
  tick(): void
}

/** What may wait in a socket that does not read. Beyond it the socket is cut; nothing is lost, the log has it. */
const UNREAD_LIMIT_BYTES = 1024 * 1024
/** WebSocket close code 1013. */
const TRY_AGAIN_LATER = 1013

/** One open socket of one customer: replays from the watermark, then live, in version order. */
export function openStream(
  deps: StreamDeps,
  socket: WebSocket,
  session: ChatSession,
  place: { watermark: number | undefined; origin: string },
): Stream {
  const { conversationId } = session
  const viewer = { userId: session.userId, origin: place.origin }
  let epoch = 0
  let waiting = false
  let live = false
  let lastOwner = ''
  let answeredPing = true
  let follower: Follower | undefined
  const words = createWordStream()

  /** Resolves when the socket took the frame, or is gone. */
  function send(frame: unknown): Promise<void> {
    if (socket.readyState !== socket.OPEN) return Promise.resolve()
    if (socket.bufferedAmount > UNREAD_LIMIT_BYTES) {
      socket.terminate()
      return Promise.resolve()
    }
    return new Promise((resolve) => socket.send(JSON.stringify(frame), () => resolve()))
  }

  /** A replay may be long: the next page is read when the socket took this one. */
  async function show(commits: Commit[]): Promise<void> {
    const newest = commits.at(-1)
    if (!newest) return
    const ownerChanged = newest.epoch !== epoch
    epoch = newest.epoch
    waiting = newest.state.owner.kind === 'queue'
    if (ownerChanged) lastOwner = ''
    const { withdrawn, activities } = words.settle(commits, setOf(commits, viewer, newest.version).activities, ownerChanged)
    if (withdrawn) ephemeral(withdrawn)
    const set = { activities, watermark: watermarkOf(newest.version) }
    const taken = set.activities.length > 0 ? send(set) : undefined
    if (live && ownerChanged) tellOwnerAfter(newest, taken !== undefined)
    await taken
  }

  /** The activities of a set say who owns it now; a change of owner without words must still be seen, and so must the place in the queue. */
  function tellOwnerAfter(commit: Commit, seen: boolean): void {
    if (waiting) refreshOwner()
    else if (!seen) tellOwner(ownerOf(commit.state))
  }

  function tellOwner(owner: OwnerNow): void {
    const text = JSON.stringify(owner)
    if (text === lastOwner) return
    lastOwner = text
    ephemeral({ type: 'event', name: 'warmline.owner', from: BOT, value: owner })
  }

  function ephemeral(activity: ChatActivity): void {
    void send({ activities: [activity], watermark: watermarkOf(follower?.version() ?? 0) })
  }

  function refreshOwner(): void {
    if (!waiting || !live) return
    const asked = epoch
    deps.ownerNow(conversationId).then((owner) => {
      if (asked === epoch) tellOwner(owner)
    }, giveUp)
  }

  function giveUp(error: unknown): void {
    deps.report(error)
    socket.close(TRY_AGAIN_LATER)
  }

  async function begin(): Promise<void> {
    if (place.watermark === undefined) void send(greetingSet(session, deps.greeting, place.origin))
    const head = await deps.log.head(conversationId)
    // Who missed nothing gets no commit to learn these from.
    epoch = head?.epoch ?? 0
    waiting = head?.state.owner.kind === 'queue'
    // After a restore from a backup a client may be ahead of the log; it must not wait for versions that are written anew.
    const after = Math.min(place.watermark ?? 0, head?.version ?? 0)
    follower = followLog({ log: deps.log, conversationId, after, show })
    await follower.catchUp()
    live = true
    if (waiting) refreshOwner()
    else if (head?.state.owner.kind === 'human' && head.epoch === epoch) tellOwner(ownerOf(head.state))
  }

  socket.on('pong', () => (answeredPing = true))
  socket.on('close', () => follower?.stop())
  begin().catch(giveUp)

  return {
    conversationId,
    commit: (commit) => void follower?.offer(commit).catch(giveUp),
    signal(signal) {
      if (signal.from === 'customer' || signal.epoch !== epoch) return
      if (signal.kind === 'words') ephemeral(words.next(signal))
      else ephemeral({ type: 'typing', from: signal.from === 'human' ? deskSpeaker(signal.name) : BOT })
    },
    refreshOwner,
    tick() {
      if (!answeredPing) {
        socket.terminate()
        return
      }
      answeredPing = false
      socket.ping()
      follower?.catchUp().catch(giveUp)
      refreshOwner()
    },
  }
}
