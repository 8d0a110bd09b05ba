import { MongoClient } from 'mongodb'
import { WarmlineError } from '../../domain/errors.ts'
import { startLossyProxy } from '../mongo/lossy-proxy.ts'
import { startTestServer } from '../mongo/server.ts'
import { below } from './counts.ts'

/** Makes the database fail, in ways that a seed repeats. */
export interface FaultyDatabase {
  /** By way of what loses answers. */
  uri: string
  /** The next few commands meet one kind of fault; says which. */
  arm(random: () => number): Promise<string>
  /** All is well again. */
  disarm(): Promise<void>
  close(): Promise<void>
}

/** Fewer than the product tries in a row, so that a fault is met and outlived, or met and told. */
const MOST_IN_A_ROW = 4
const WRITES = ['insert', 'update', 'delete', 'findAndModify']
const READS = ['find', 'aggregate']

/** By name, what `failCommand` does to the commands (github.com/mongodb/specifications, "transactions", test format). */
const FAIL_POINTS: Record<string, Record<string, unknown>> = {
  'closed connections': { failCommands: [...WRITES, ...READS], closeConnection: true },
  'not primary': { failCommands: [...WRITES, ...READS], errorCode: 10107, errorLabels: ['RetryableWriteError'] },
  'a stepdown in the middle': { failCommands: WRITES, errorCode: 11602, errorLabels: ['RetryableWriteError'] },
  'errors nobody knows': { failCommands: [...WRITES, ...READS], errorCode: 8 },
  'writes that no majority has': {
    failCommands: WRITES,
    writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
  },
  'a shutdown after the write': {
    failCommands: WRITES,
    writeConcernError: { code: 91, errmsg: 'shutting down' },
    errorLabels: ['RetryableWriteError'],
  },
}
const LOST_ANSWERS = 'lost answers'
const KINDS = [...Object.keys(FAIL_POINTS), LOST_ANSWERS]

/** The server somebody named, when it lets itself be made to fail; else one of ours. Answers why not when there is none. */
export async function openFaultyDatabase(givenMongo: string | undefined): Promise<FaultyDatabase | string> {
  const server = givenMongo === undefined ? await startTestServer().catch(reasonOf) : undefined
  if (typeof server === 'string') return `no MongoDB server: ${server}`
  const uri = givenMongo ?? server?.uri ?? ''
  const client = await MongoClient.connect(uri)
  const failPoint = (mode: unknown, data?: unknown) =>
    client.db('admin').command({ configureFailPoint: 'failCommand', mode, ...(data === undefined ? {} : { data }) })
  const refused = await failPoint('off').then(() => undefined, reasonOf)
  if (refused !== undefined) {
    await client.close()
    return `the server of MONGODB_URI has no fail points: ${refused}`
  }
  const proxy = await startLossyProxy(uri)
  return {
    // Asked often: a server that only says it is not primary does not tell when it is again, and most of the time would be waiting.
    uri: `${proxy.uri}&serverMonitoringMode=poll&heartbeatFrequencyMS=500&minHeartbeatFrequencyMS=20`,
    async arm(random) {
      const kind = KINDS[below(random, KINDS.length)] ?? LOST_ANSWERS
      const times = 1 + below(random, MOST_IN_A_ROW)
      if (kind === LOST_ANSWERS) proxy.loseAnswers(times)
      else await failPoint({ times }, FAIL_POINTS[kind])
      return kind
    },
    async disarm() {
      proxy.loseAnswers(0)
      await failPoint('off')
    },
    async close() {
      proxy.close()
      await client.close()
      await server?.stop()
    },
  }
}

/** As whoever asked for it does: once more, until it is answered. Anything but `store_unavailable` is no fault of the database. */
export async function untilAnswered<T>(act: () => Promise<T>, tries = 20): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act()
    } catch (error) {
      if (attempt === tries || !isUnavailable(error)) throw error
    }
  }
}

export function isUnavailable(error: unknown): boolean {
  return error instanceof WarmlineError && error.code === 'store_unavailable'
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
