import type { Secrets } from '../../people/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

export function createSecrets({ secrets }: Pick<Collections, 'secrets'>): Secrets {
  return {
    getOrCreate: async (name, candidate) => {
      try {
        await secrets.insertOne({ _id: name, value: candidate })
        return candidate
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      // Linearizable: whoever made it may not have heard from a majority yet, and nobody may go on with another.
      const stored = await secrets.findOne({ _id: name }, { readConcern: { level: 'linearizable' } })
      return stored?.value ?? candidate
    },
  }
}
