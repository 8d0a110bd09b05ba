import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startNode } from '../../bench/speed/node.ts'
import { type Counts, seeded, type Torture, type TortureOptions } from './counts.ts'
import { type Customer, newCustomer } from './customer.ts'
import { mongoUri } from './open-store.ts'

const CUSTOMERS = 6
/** Load goes on for up to this long before the kill. Milliseconds. */
const LONGEST_LIFE_MS = 700
/** An answer that is not there by then is stuck. Milliseconds. */
const PATIENCE_MS = 20_000

/** SIGKILL at random moments under load, then a new process on the same folder: nothing acknowledged is lost, said twice or unanswered. */
export const kills: Torture = {
  about: 'rounds of kill -9 under load',
  small: 4,
  full: 200,
  async run(options: TortureOptions): Promise<Counts> {
    const random = seeded(options.seed)
    const dataDir = mkdtempSync(join(tmpdir(), 'warmline-kills-'))
    const customers: Customer[] = []
    // A database that each run has to itself, on the server that survives the nodes.
    const environment: Record<string, string> =
      options.store === 'mongo' ? { MONGODB_URI: mongoUri().replace('/?', `/kills_${randomUUID().slice(0, 8)}?`) } : {}
    let node = await startNode({ dataDir, environment })
    for (let n = 0; n < CUSTOMERS; n++) customers.push(await newCustomer(node.base, `c${n}`))
    for (let round = 0; round < options.n; round++) {
      const load = customers.map((customer) => customer.talkUntilCut(node.base))
      await wait(20 + random() * LONGEST_LIFE_MS)
      await node.stop()
      await Promise.all(load)
      node = await startNode({ dataDir, environment })
      await Promise.all(customers.map((customer) => customer.sayAgainWhatWasNotAcknowledged(node.base)))
    }
    const found = await Promise.all(customers.map((customer) => customer.check(node.base, PATIENCE_MS)))
    await node.stop()
    rmSync(dataDir, { recursive: true })
    return sum(found)
  },
}

function sum(all: Counts[]): Counts {
  const total = (key: keyof Counts) => all.reduce((count, one) => count + (one[key] ?? 0), 0)
  return {
    attempted: total('attempted'),
    acknowledged: total('acknowledged'),
    lost: total('lost'),
    duplicated: total('duplicated'),
    outOfOrder: total('outOfOrder'),
    stuck: total('stuck'),
  }
}
