/** A bounded memory of recent events under ids that a reader can resume from. */
export interface EventRing<T> {
  push(event: T): void
  /** The id of the newest event; the start of the ring's life before the first. */
  head(): string
  /** What came after an id, each with its own; undefined when the id is not of this ring or too long ago. */
  after(id: string): { id: string; event: T }[] | undefined
  /** All that is remembered, oldest first. */
  remembered(): readonly T[]
}

/** `prefix` tells this ring's ids from those of other processes and of earlier starts. */
export function createEventRing<T>(prefix: string, size: number): EventRing<T> {
  const events: T[] = []
  /** The number of the newest event. */
  let newest = 0
  const idOf = (n: number): string => `${prefix}-${n}`
  return {
    push(event) {
      newest++
      events.push(event)
      if (events.length > size) events.shift()
    },
    head: () => idOf(newest),
    remembered: () => events,
    after(id) {
      const n = numberIn(id, prefix)
      if (n === undefined || n > newest || n < newest - events.length) return undefined
      return events.slice(events.length - (newest - n)).map((event, index) => ({ id: idOf(n + 1 + index), event }))
    },
  }
}

function numberIn(id: string, prefix: string): number | undefined {
  if (!id.startsWith(`${prefix}-`)) return undefined
  const digits = id.slice(prefix.length + 1)
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}
