import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { storeFailure } from './store-failure.ts'

export type Value = string | number | null

/** A prepared statement whose rows are `Row`. Every failure of the database comes out as a WarmlineError. */
export interface Statement<Row> {
  get(...values: Value[]): Row | undefined
  all(...values: Value[]): Row[]
  /** The number of rows changed. */
  run(...values: Value[]): number
}

export function prepare<Row>(db: DatabaseSyncInstance, sql: string): Statement<Row> {
  const statement = guarded(() => db.prepare(sql))
  return {
    get: (...values) => guarded(() => statement.get(...values) as Row | undefined),
    all: (...values) => guarded(() => statement.all(...values) as Row[]),
    run: (...values) => guarded(() => statement.run(...values).changes),
  }
}

export function execute(db: DatabaseSyncInstance, sql: string): void {
  guarded(() => db.exec(sql))
}

function guarded<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw storeFailure(error)
  }
}
