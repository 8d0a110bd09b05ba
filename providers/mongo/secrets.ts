import type { Secrets } from '../../people/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

export function createSecrets({ secrets }: Pick<Collections, 'secrets'>): Secrets {
  /** One write that reads as well, so that what is answered is what a majority has. */
  async function getOrInsert(name: string, candidate: string): Promise<string> {
    const stored = await secrets.findOneAndUpdate(
      { _id: name },
      { $setOnInsert: { value: candidate } },
      { upsert: true, returnDocument: 'after' },
    )
    return stored?.value ?? candidate
  }

  return {
    getOrCreate: async (name, candidate) => {
      try {
        return await getOrInsert(name, candidate)
      } catch (error) {
        // Somebody else made it this moment.
        if (isDuplicateKey(error)) return getOrInsert(name, candidate)
        throw error
      }
    },
  }
}
