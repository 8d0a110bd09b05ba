import {
  MongoAPIError,
  MongoClientClosedError,
  MongoError,
  MongoExpiredSessionError,
  MongoNotConnectedError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb'
import { WarmlineError } from '../../domain/errors.ts'

const DUPLICATE_KEY = 11000

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY
}

/** https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const NO_CHANGE_STREAMS = [40573, 40324, 59]
const HISTORY_LOST = [286, 280, 260]

/** The server has no change streams: it is no replica set. */
export function isUnsupported(error: unknown): boolean {
  return error instanceof MongoServerError && NO_CHANGE_STREAMS.includes(Number(error.code))
}

/** The place to resume from is gone from the server's oplog, or means nothing to it. */
export function isHistoryLost(error: unknown): boolean {
  return error instanceof MongoServerError && HISTORY_LOST.includes(Number(error.code))
}

/**
 * What a failure of the driver or the server means to its caller: no answer, an election, a write that too few nodes have, are all
 * `store_unavailable`, and the write may or may not have happened. A call the driver itself refuses is a defect of ours and stays as it is.
 */
export function storeFailure(error: unknown): unknown {
  // Two libraries have a class of this name.
  if (error instanceof Error && error.name === 'MongoParseError') {
    return new WarmlineError('invalid_configuration', `MONGODB_URI: ${error.message}`, { cause: error })
  }
  if (!(error instanceof MongoError) || refusedByDriver(error)) return error
  return new WarmlineError('store_unavailable', `The database failed: ${error.message}`, { cause: error })
}

/** Calls on a closed client count among the driver's API errors, but are no defects. */
const CLOSED = [MongoNotConnectedError, MongoClientClosedError, MongoTopologyClosedError, MongoExpiredSessionError]

function refusedByDriver(error: MongoError): boolean {
  return error instanceof MongoAPIError && !CLOSED.some((closed) => error instanceof closed)
}

type Method = (...values: never[]) => Promise<unknown>

/** The same port, its failures as WarmlineErrors. */
export function withStoreFailures<Port extends object>(port: Port): Port {
  const guarded = Object.entries(port).map(([name, method]) => [name, guard(method as Method)])
  return Object.fromEntries(guarded) as Port
}

function guard(method: Method): Method {
  return async (...values) => {
    try {
      return await method(...values)
    } catch (error) {
      throw storeFailure(error)
    }
  }
}
