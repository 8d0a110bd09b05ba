/** What came of one kind of torture. What does not apply is left out; everything but the first two must be 0. */
export interface Counts {
  attempted: number
  acknowledged: number
  lost?: number
  duplicated?: number
  outOfOrder?: number
  stuck?: number
  violations?: number
  /** Rounds in which a node was killed, and the database server. */
  killed?: { node: number[]; server: number[] }
}

/** All of them, where nothing was killed. */
export type Judged = Required<Omit<Counts, 'killed'>>

export interface TortureOptions {
  /** How much of it: rounds, races, deliveries …, as the torture says. */
  n: number
  seed: number
  store: 'sqlite' | 'mongo'
  /** The server of MONGODB_URI when somebody named one: it is not ours to kill or to make fail. */
  givenMongo: string | undefined
}

/** A torture: `small` is what CI runs, `n` what the documentation quotes. */
export interface Torture {
  about: string
  small: number
  full: number
  run(options: TortureOptions): Promise<Counts>
}

export function isClean(counts: Counts): boolean {
  return [counts.lost, counts.duplicated, counts.outOfOrder, counts.stuck, counts.violations].every((count) => (count ?? 0) === 0)
}

export function sum(all: readonly Counts[]): Judged {
  const total = (key: keyof Judged): number => all.reduce((count, one) => count + (one[key] ?? 0), 0)
  return {
    attempted: total('attempted'),
    acknowledged: total('acknowledged'),
    lost: total('lost'),
    duplicated: total('duplicated'),
    outOfOrder: total('outOfOrder'),
    stuck: total('stuck'),
    violations: total('violations'),
  }
}

/** Randomness that repeats: the same seed, the same torture. Each call answers 0 ≤ x < 1. */
export function seeded(seed: number): () => number {
  // mulberry32 (Tommy Ettinger, public domain)
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit)
}
