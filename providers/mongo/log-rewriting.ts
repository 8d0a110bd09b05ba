import type { LogRewriting } from '../../conversation/ports.ts'
import type { Collections } from './collections.ts'
import { recordOf } from './commit-record.ts'
import { createRowWriter } from './row-writer.ts'
import { BY_VERSION } from './schema.ts'

export function createLogRewriting(collections: Pick<Collections, 'commits' | 'rows' | 'deliveries'>): LogRewriting {
  const { commits, deliveries } = collections
  const writeRow = createRowWriter(collections)

  /** An entry's id begins with the version of its commit. */
  async function cutDeliveries(conversationId: string, before: number): Promise<void> {
    const kept = await deliveries.find({ conversationId }, { projection: { _id: 0, entryId: 1 } }).toArray()
    const cut = kept.map(({ entryId }) => entryId).filter((entryId) => Number.parseInt(entryId, 10) < before)
    if (cut.length > 0) await deliveries.deleteMany({ conversationId, entryId: { $in: cut } })
  }

  return {
    rewrite: async (changed, row) => {
      const updates = changed.map((commit) => ({
        updateOne: {
          filter: { _id: commit.commitId, conversationId: commit.conversationId, version: commit.version },
          update: { $set: { document: recordOf(commit).document } },
        },
      }))
      if (updates.length > 0) await commits.bulkWrite(updates, { ordered: false })
      await writeRow(row)
    },
    // Commits last: if it breaks off, the next cut finds the rest by them.
    cutBefore: async (conversationId, version) => {
      await cutDeliveries(conversationId, version)
      await commits.deleteMany({ conversationId, version: { $lt: version } }, { hint: BY_VERSION })
    },
    // Queries and new backups show nothing of it; oplog and journal roll over by themselves.
    scrub: async () => undefined,
  }
}
