import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { ConversationRows } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import type { DeskEvent, DeskRow } from './api/desk.ts'
import { deskRowOf } from './desk-view.ts'
import type { DeskStream } from './desk-stream.ts'
import { rowsWithHandoff } from './row-pages.ts'

/** Work at intervals until stopped; setInterval outside of tests. */
export type Every = (ms: number, work: () => void) => () => void

export interface ConnectionDeps {
  stream: DeskStream
  rows: Pick<ConversationRows, 'list'>
  clock: Clock
  every: Every
  /** Told at each ping; answers whether the one who reads is still signed in. */
  stillHere: () => Promise<boolean>
  report: (error: unknown) => void
}

export const PING_MS = 15_000
/** Pings that may find the last words still unread before the connection is cut. */
const STALLED_PINGS = 2
/** A page of a snapshot that is not the last: to resume from here is to begin anew. */
const UNFINISHED = 'snapshot'

/**
 * One open desk. It is no more than a place in the stream's ring: what it has not read waits there, not in memory of its own, and who
 * falls behind the ring or stops reading is cut and comes back to a snapshot.
 */
export class DeskConnection {
  private readonly response: ServerResponse
  private readonly deps: ConnectionDeps
  private readonly stops: (() => void)[] = []
  /** The id this reader has read up to; undefined while its snapshot is under way. */
  private place: string | undefined
  private stalledPings = 0
  private over = false

  constructor(response: ServerResponse, deps: ConnectionDeps) {
    this.response = response
    this.deps = deps
  }

  /** `lastEventId`: where the reader was, if it was here before. Resolves when the reader is up to date. */
  async open(lastEventId: string | undefined): Promise<void> {
    // Gone, or told already that the store is too slow.
    if (this.response.destroyed || this.response.headersSent) return
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies of the nginx family would hold the words back.
      'X-Accel-Buffering': 'no',
    })
    this.response.write('retry: 2000\n\n')
    this.response.on('close', () => this.end())
    this.response.on('error', () => this.end())
    this.response.on('drain', () => this.catchUp())
    this.stops.push(
      this.deps.stream.listen({
        moved: () => this.catchUp(),
        typing: (data) => this.sayIfIdle({ event: 'typing', data }),
        end: () => this.end(),
      }),
      this.deps.every(PING_MS, () => void this.ping()),
    )
    if (lastEventId !== undefined && this.deps.stream.after(lastEventId)) this.place = lastEventId
    else await this.sendSnapshot(lastEventId !== undefined)
    this.catchUp()
  }

  private async sendSnapshot(reset: boolean): Promise<void> {
    // Both taken before the rows are read: what changes meanwhile is told again after them, and a row that some stores write a moment
    // after its commit is replaced by the one the commit brought.
    const place = this.deps.stream.head()
    const latest = this.deps.stream.latest()
    if (reset) this.write({ event: 'reset', data: {} }, UNFINISHED)
    let last: DeskRow[] | undefined
    for await (const page of rowsWithHandoff(this.deps.rows)) {
      if (last) await this.sendPage(last, UNFINISHED)
      if (this.over) return
      last = page.map((row) => takeNewer(deskRowOf(row), latest))
    }
    const unstored = [...latest.values()].filter(({ handoff }) => handoff !== null)
    await this.sendPage([...(last ?? []), ...unstored], place)
    this.place = place
  }

  private async sendPage(items: DeskRow[], id: string): Promise<void> {
    const data = { items, more: id === UNFINISHED, now: this.deps.clock.now() }
    const flowing = this.write({ event: 'snapshot', data }, id)
    if (!flowing && !this.over) await Promise.race([once(this.response, 'drain'), once(this.response, 'close')])
  }

  /** Sends what came since this reader's place, as far as it reads. */
  private catchUp(): void {
    if (this.place === undefined || this.over || this.response.writableNeedDrain) return
    const news = this.deps.stream.after(this.place)
    if (!news) {
      this.cut()
      return
    }
    for (const { id, event: data } of news) {
      this.place = id
      if (!this.write({ event: 'row', data }, id)) return
    }
  }

  private async ping(): Promise<void> {
    this.stalledPings = this.response.writableNeedDrain ? this.stalledPings + 1 : 0
    if (this.stalledPings >= STALLED_PINGS) {
      this.cut()
      return
    }
    try {
      if (!(await this.deps.stillHere())) {
        this.end()
        return
      }
    } catch (error) {
      // The store may be away for a moment; the next ping asks again.
      this.deps.report(error)
    }
    this.sayIfIdle({ event: 'ping', data: { now: this.deps.clock.now() } })
  }

  /** For what is lost without harm: not said while the reader is behind. */
  private sayIfIdle(event: DeskEvent): void {
    if (this.place !== undefined && !this.response.writableNeedDrain) this.write(event, this.place)
  }

  /** False when the reader has to catch up before it gets more. */
  private write({ event, data }: DeskEvent, id: string): boolean {
    if (this.over) return false
    return this.response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  private end(): void {
    if (this.over) return
    this.over = true
    for (const stop of this.stops) stop()
    this.response.end()
  }

  private cut(): void {
    this.end()
    this.response.destroy()
  }
}

/** The newer of both, which is then no longer waited for. */
function takeNewer(row: DeskRow, latest: Map<string, DeskRow>): DeskRow {
  const other = latest.get(row.conversationId)
  latest.delete(row.conversationId)
  return other && other.version > row.version ? other : row
}
