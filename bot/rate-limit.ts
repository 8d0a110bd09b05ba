import type { IncomingMessage } from 'node:http'
import type { Clock } from '../domain/clock.ts'
import { WarmlineError } from '../domain/errors.ts'
import { isLoopback } from './peer.ts'

export interface Rate {
  /** How many at once. */
  burst: number
  perMinute: number
}

export interface RateLimit {
  /** Takes one from the key's bucket, or says how many seconds until there is one. */
  take(key: string): { kind: 'taken' } | { kind: 'empty'; retryAfterSeconds: number }
}

interface Bucket {
  left: number
  at: number
}

/** Buckets kept at most; beyond that the one untouched for longest is forgotten, which only ever lets somebody through. */
const BUCKETS = 50_000

/** A token bucket per key, in this node's memory. */
export function createRateLimit(rate: Rate, clock: Clock): RateLimit {
  const buckets = new Map<string, Bucket>()
  const perMs = rate.perMinute / 60_000
  return {
    take(key) {
      const now = clock.now()
      const bucket = buckets.get(key)
      const left = bucket ? Math.min(rate.burst, bucket.left + Math.max(0, now - bucket.at) * perMs) : rate.burst
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now })
      if (buckets.size > BUCKETS) forgetOldest(buckets)
      return left >= 1
        ? { kind: 'taken' }
        : { kind: 'empty', retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / perMs / 1000)) }
    },
  }
}

/** A map remembers the order of insertion, and every use inserts anew. */
function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key)
    return
  }
}

/** Throws `rate_limited` when the key's bucket is empty. What this very machine sends is not counted: it is ours. */
export function refuseFlood(request: IncomingMessage, limit: RateLimit, key: string): void {
  if (isLoopback(request)) return
  const outcome = limit.take(key)
  if (outcome.kind === 'empty') {
    throw new WarmlineError('rate_limited', undefined, { facts: { retryAfterSeconds: outcome.retryAfterSeconds } })
  }
}
