import type { Leases, StoreClock } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

export function createLeases({ leases }: Pick<Collections, 'leases'>, clock: StoreClock): Leases {
  return {
    acquire: async (name, holder, ttlMs) => {
      const now = clock.now()
      const free = { _id: name, $or: [{ holder }, { expiresAt: { $lte: now } }] }
      try {
        const { matchedCount, upsertedCount } = await leases.updateOne(
          free,
          { $set: { holder, expiresAt: now + ttlMs } },
          { upsert: true },
        )
        return matchedCount + upsertedCount > 0
      } catch (error) {
        // It exists and is not free: that is why the upsert tried to make it.
        if (isDuplicateKey(error)) return false
        throw error
      }
    },
    release: async (name, holder) => {
      await leases.deleteOne({ _id: name, holder })
    },
  }
}
