/** Runs work one at a time per key, in the order it was asked for; different keys run side by side. */
export type KeyedQueue = <T>(key: string, work: () => Promise<T>) => Promise<T>

export function createKeyedQueue(): KeyedQueue {
  const tails = new Map<string, Promise<unknown>>()
  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key)
    const done = before ? before.then(work, work) : work()
    tails.set(key, done)
    const forget = () => {
      if (tails.get(key) === done) tails.delete(key)
    }
    done.then(forget, forget)
    return done
  }
}
