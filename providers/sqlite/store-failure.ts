import { WarmlineError } from '../../domain/errors.ts'

/** Primary result codes, https://sqlite.org/rescode.html */
const CONSTRAINT = 19
const MISMATCH = 20
const MISUSE = 21
const RANGE = 25
const CORRUPT = 11
const NOT_A_DATABASE = 26
/** A damaged header; SQLite has no code of its own for it. */
const UNKNOWN_FORMAT = 'unsupported file format'

/**
 * What a failure of the database means to its caller: damage is for the operator; a full or failing disk, a lock held too long and a
 * closed database are `store_unavailable`. A statement that could never have worked is a defect of ours and stays as it is.
 */
export function storeFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (code === 'ERR_INVALID_STATE') return new WarmlineError('store_unavailable', 'The database is closed.', { cause: error })
  if (typeof errcode !== 'number') return error
  const primary = errcode & 0xff
  if (primary === CORRUPT || primary === NOT_A_DATABASE || error.message === UNKNOWN_FORMAT) {
    return new WarmlineError('damaged_data', `The database is damaged: ${error.message}.`, { cause: error })
  }
  if ([CONSTRAINT, MISMATCH, MISUSE, RANGE].includes(primary)) return error
  return new WarmlineError('store_unavailable', `The database failed: ${error.message}.`, { cause: error })
}
