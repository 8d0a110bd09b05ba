export interface EvenRound<T> {
  /** Answers how to leave. */
  join(member: T): () => void
  /** Those whose step of the round is next. */
  next(): ReadonlySet<T>
}

/** Members who are visited once a round, each at a step of its own, spread evenly even when all came in one moment. */
export function createEvenRound<T>(steps: number): EvenRound<T> {
  const nobody: ReadonlySet<T> = new Set()
  const places = Array.from({ length: steps }, () => new Set<T>())
  let step = 0
  return {
    join(member) {
      const place = places.reduce((least, other) => (other.size < least.size ? other : least))
      place.add(member)
      return () => place.delete(member)
    },
    next: () => places[step++ % steps] ?? nobody,
  }
}
