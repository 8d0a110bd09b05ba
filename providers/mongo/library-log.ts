import type { LibraryLog } from '../../knowledge/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

/** Entries are never removed, so a version may be appended exactly when the one before it is there and it is not. */
export function createLibraryLog({ library }: Pick<Collections, 'library'>): LibraryLog {
  const exists = async (version: number): Promise<boolean> =>
    version === 0 || (await library.findOne({ _id: version }, { projection: { _id: 1 } })) !== null
  return {
    head: async () => {
      const [newest] = await library
        .find({}, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(1)
        .toArray()
      return newest?._id ?? 0
    },
    append: async (entry) => {
      if (!(await exists(entry.libraryVersion - 1))) return 'conflict'
      try {
        await library.insertOne({ _id: entry.libraryVersion, ...entry })
        return 'ok'
      } catch (error) {
        if (isDuplicateKey(error)) return 'conflict'
        throw error
      }
    },
    read: (after) =>
      library
        .find({ _id: { $gt: after } }, { projection: { _id: 0 } })
        .sort({ _id: 1 })
        .toArray(),
  }
}
