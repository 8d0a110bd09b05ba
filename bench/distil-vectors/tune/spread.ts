import { mix, unit, type Vector } from '../linear.ts'
import { dotAt, type Parameters } from './parameters.ts'
import type { FineTable } from '../table.ts'

/** Words this near to one that has moved go along… */
const NEAR = 0.5
/** …more with more of them. */
const RESERVE = 0.6
/** The first figures tell most: words that are not alike in them are not looked at further. */
const GLANCE = 32
const AT_A_GLANCE = 0.1
/** A word moved this often knows its own way. */
const OFTEN = 20

/** Words that no text held go where their neighbours went, so that other languages and rare forms profit. */
export function spread(table: FineTable, parameters: Parameters): FineTable {
  const { dimensions } = parameters
  const leaders = [...table.words.keys()].filter((row) => parameters.moved(row) >= OFTEN)
  const starts = new Float32Array(leaders.length * dimensions)
  for (const [at, row] of leaders.entries()) starts.set(parameters.startOf(row), at * dimensions)
  const shifts = leaders.map((row) => parameters.shift(row))
  const vectors = table.words.map((_, row): Vector => {
    const own = parameters.rows.slice(row * dimensions, (row + 1) * dimensions)
    if (parameters.moved(row) >= OFTEN) return own
    const from = parameters.startOf(row)
    const glance = from.slice(0, GLANCE)
    const sum = new Float32Array(dimensions)
    let all = RESERVE
    for (const at of leaders.keys()) {
      if (dotAt(glance, starts, at * dimensions) < AT_A_GLANCE) continue
      const cosine = dotAt(from, starts, at * dimensions)
      if (cosine < NEAR) continue
      const share = (cosine - NEAR) / (1 - NEAR)
      all += share
      const shift = shifts[at]!
      for (let each = 0; each < dimensions; each++) sum[each] = (sum[each] ?? 0) + share * (shift[each] ?? 0)
    }
    return all === RESERVE ? own : unit(mix(own, 1, sum, 1 / all))
  })
  return { words: table.words, vectors, shares: Float32Array.from(table.words, (_, row) => parameters.share(row)) }
}
