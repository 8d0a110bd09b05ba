import { Writable } from 'node:stream'
import type { ServerResponse } from 'node:http'
import { expect } from 'chai'
import type { ConversationRow } from '../../conversation/ports.ts'
import { DeskConnection } from '../../bot/desk-connection.ts'
import { createDeskStream } from '../../bot/desk-stream.ts'
import { createFeed } from '../../bot/feed.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { randomIds } from '../../domain/ids.ts'
import { sampleCommit, sampleHandoff, sampleRow } from '../contracts/samples.ts'

/** A page that reads only when it is told to. */
class Sleeper extends Writable {
  read = ''
  private wake: (() => void) | undefined
  private asleep = true

  constructor() {
    super({ highWaterMark: 2000, decodeStrings: false })
  }

  writeHead(): void {
    // Headers are not what this is about.
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    const take = (): void => {
      this.read += chunk
      done()
    }
    if (this.asleep) this.wake = take
    else take()
  }

  wakeUp(): void {
    this.asleep = false
    this.wake?.()
  }
}

function openDesk({ remembered = 100, stillHere = async () => true, stored = [] as ConversationRow[] } = {}) {
  const reported: unknown[] = []
  const feed = createFeed((error) => reported.push(error))
  const page = new Sleeper()
  let version = 0
  const pings: (() => void)[] = []
  const rows = { get: async () => undefined, list: async () => stored }
  const stream = createDeskStream({ feed, signals: createLocalSignals(), rows, ids: randomIds, remembered })
  const connection = new DeskConnection(page as unknown as ServerResponse, {
    stream,
    rows,
    clock: { now: () => 1 },
    every: (_ms, work) => {
      pings.push(work)
      return () => pings.splice(pings.indexOf(work), 1)
    },
    stillHere,
    report: (error) => reported.push(error),
  })
  return {
    page,
    pings,
    reported,
    open: () => connection.open(undefined),
    change(): void {
      const commit = sampleCommit('kim', ++version)
      const row: ConversationRow = sampleRow('kim', { version, handoff: sampleHandoff('kim') })
      feed.publish({ ...commit, state: { ...commit.state, handoffCount: 1 } }, row)
    },
    async ping(): Promise<void> {
      for (const work of [...pings]) work()
      await new Promise(setImmediate)
    },
  }
}

describe('one open desk', () => {
  it('holds back what a sleeping page does not read, and catches up in order when it wakes', async () => {
    const desk = openDesk()
    await desk.open()
    for (let n = 0; n < 80; n++) desk.change()
    expect(desk.page.writableLength).to.be.below(3000)
    desk.page.wakeUp()
    await new Promise(setImmediate)
    const versions = [...desk.page.read.matchAll(/"version":(\d+)/g)].map(([, version]) => Number(version))
    expect(versions).to.deep.equal(Array.from({ length: 80 }, (_, n) => n + 1))
  })

  it('begins with what was committed, also where the stored rows are a moment behind', async () => {
    const behind = sampleRow('kim', { version: 1, handoff: sampleHandoff('kim') })
    for (const stored of [[behind], []]) {
      const desk = openDesk({ stored })
      desk.page.wakeUp()
      for (let n = 0; n < 3; n++) desk.change()
      await desk.open()
      await new Promise(setImmediate)
      expect([...desk.page.read.matchAll(/"version":(\d+)/g)].map(([, version]) => Number(version))).to.deep.equal([3])
    }
  })

  it('is cut when it sleeps through two pings', async () => {
    const desk = openDesk()
    await desk.open()
    for (let n = 0; n < 80; n++) desk.change()
    await desk.ping()
    expect(desk.page.destroyed).to.equal(false)
    await desk.ping()
    expect(desk.page.destroyed).to.equal(true)
    expect(desk.pings).to.deep.equal([])
  })

  it('is cut when what it missed is no longer remembered', async () => {
    const desk = openDesk({ remembered: 10 })
    await desk.open()
    for (let n = 0; n < 80; n++) desk.change()
    desk.page.wakeUp()
    await new Promise(setImmediate)
    expect(desk.page.destroyed).to.equal(true)
  })

  it('stays open while the store is away', async () => {
    const failure = new Error('no store')
    const desk = openDesk({ stillHere: () => Promise.reject(failure) })
    await desk.open()
    desk.page.wakeUp()
    await desk.ping()
    await new Promise(setImmediate)
    expect(desk.reported).to.deep.equal([failure])
    expect(desk.page.read).to.include('event: ping')
  })
})
