import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { storeFailure } from './store-failure.ts'

export type Value = string | number | null

/** A prepared statement whose rows are `Row`. Every failure of the database comes out as a WarmlineError. */
export interface Statement<Row> {
  get(...values: Value[]): Row | undefined
  all(...values: Value[]): Row[]
  /** One row after the other, for more than memory should hold. */
  each(...values: Value[]): Iterable<Row>
  /** The number of rows changed. */
  run(...values: Value[]): number
}

export function prepare<Row>(db: DatabaseSyncInstance, sql: string): Statement<Row> {
  const statement = guarded(() => db.prepare(sql))
  return {
    get: (...values) => guarded(() => statement.get(...values) as Row | undefined),
    all: (...values) => guarded(() => statement.all(...values) as Row[]),
    each: (...values) => guardedEach(() => statement.iterate(...values) as Iterator<Row>),
    run: (...values) => guarded(() => statement.run(...values).changes),
  }
}

export function execute(db: DatabaseSyncInstance, sql: string): void {
  guarded(() => db.exec(sql))
}

function* guardedEach<Row>(open: () => Iterator<Row>): Iterable<Row> {
  const rows = guarded(open)
  for (;;) {
    const next = guarded(() => rows.next())
    if (next.done === true) return
    yield next.value
  }
}

function guarded<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw storeFailure(error)
  }
}
