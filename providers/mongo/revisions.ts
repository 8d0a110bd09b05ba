import type { Revision, Revisions } from '../../knowledge/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

const WITHOUT_ID = { projection: { _id: 0 } } as const

export function createRevisions({ revisions }: Pick<Collections, 'revisions'>): Revisions {
  return {
    put: async (revision) => {
      try {
        await revisions.insertOne({ ...revision })
        return 'ok'
      } catch (error) {
        if (isDuplicateKey(error)) return 'conflict'
        throw error
      }
    },
    get: async (articleId, revision) => (await revisions.findOne({ articleId, revision }, WITHOUT_ID)) ?? undefined,
    newest: () =>
      revisions
        .aggregate<Revision>([
          { $sort: { articleId: 1, revision: -1 } },
          { $group: { _id: '$articleId', newest: { $first: '$$ROOT' } } },
          { $sort: { _id: 1 } },
          { $replaceRoot: { newRoot: '$newest' } },
          { $project: { _id: 0 } },
        ])
        .toArray(),
    ofArticle: (articleId) => revisions.find({ articleId }, WITHOUT_ID).sort({ revision: 1 }).toArray(),
  }
}
