import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { conversationIdOf } from '../../domain/ids.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { startNode } from '../../bench/speed/node.ts'
import { below, type Counts, seeded, type Torture } from './counts.ts'

const CONVERSATIONS = 200
const IN_FLIGHT = 32
/** Deliveries of one activity at most: what was seen of Slack. */
const MOST = 11

/**
 * Every activity is delivered 1 to 11 times, in any order, invokes with a new id each time, as channels do. Each must be in the log
 * once and be answered once.
 */
export const storm: Torture = {
  about: 'activities delivered 1 to 11 times each, reordered',
  small: 400,
  full: 20_000,
  async run({ n, seed }): Promise<Counts> {
    const random = seeded(seed)
    const dataDir = mkdtempSync(join(tmpdir(), 'warmline-storm-'))
    const connector = createServer((request, response) => {
      request.resume().on('end', () => response.end('{"id":"1"}'))
    })
    await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve))
    const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`
    const node = await startNode({ dataDir, environment: { ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: 'true' } })
    let acknowledged = 0
    let refused = 0
    await inFlight(deliveries(n, random), async (activity) => {
      const response = await fetch(`${node.base}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...activity, serviceUrl }),
      })
      await response.arrayBuffer()
      if (response.ok) acknowledged++
      else refused++
    })
    let found = await count(dataDir)
    for (let patience = 0; patience < 300 && found.answered < n; patience++) {
      await wait(200)
      found = await count(dataDir)
    }
    await node.stop()
    connector.close()
    connector.closeAllConnections()
    rmSync(dataDir, { recursive: true })
    return {
      attempted: n,
      acknowledged,
      lost: refused + Math.max(0, n - found.messages),
      duplicated: Math.max(0, found.messages - n) + found.answeredTwice,
      stuck: found.messages - found.answered,
    }
  },
}

/** Read from the database itself, while the server goes on. */
async function count(dataDir: string): Promise<{ messages: number; answered: number; answeredTwice: number }> {
  const store = openSqlite({ file: join(dataDir, 'warmline.sqlite'), integrityCheck: false })
  const found = { messages: 0, answered: 0, answeredTwice: 0 }
  for (let n = 0; n < CONVERSATIONS; n++) {
    const conversationId = conversationIdOf('msteams', 'default', `storm${n}`)
    const events = (await store.log.read(conversationId, 0, 100_000)).flatMap((commit) => commit.events)
    const turns = events.flatMap((event) => (event.type === 'TurnCompleted' ? [event.messageVersion] : []))
    found.messages += events.filter((event) => event.type === 'CustomerMessage').length
    found.answered += new Set(turns).size
    found.answeredTwice += turns.length - new Set(turns).size
  }
  await store.close()
  return found
}

interface Delivery extends Record<string, unknown> {
  order: number
}

/** Each activity several times, shuffled within a window, so that the same conversation's come out of order too. */
function deliveries(n: number, random: () => number): Delivery[] {
  const all: Delivery[] = []
  for (let activity = 0; activity < n; activity++) {
    const invoke = random() < 0.1
    for (let times = 1 + below(random, MOST); times > 0; times--) {
      all.push({
        ...activityOf(activity, invoke, invoke ? `i${activity}-${times}` : `m${activity}`),
        order: activity + random() * 50,
      })
    }
  }
  return all.sort((a, b) => a.order - b.order)
}

function activityOf(n: number, invoke: boolean, id: string): Record<string, unknown> {
  return {
    type: invoke ? 'invoke' : 'message',
    id,
    ...(invoke ? { name: 'adaptiveCard/action', value: { warmline: 'helped', answerId: `a${n}` } } : { text: 'hello' }),
    channelId: 'msteams',
    conversation: { id: `storm${n % CONVERSATIONS}` },
    from: { id: `u${n % CONVERSATIONS}` },
    recipient: { id: 'bot' },
  }
}

async function inFlight<T>(work: T[], run: (one: T) => Promise<void>): Promise<void> {
  let next = 0
  const runner = async (): Promise<void> => {
    for (let at = next++; at < work.length; at = next++) await run(work[at] as T)
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, runner))
}
