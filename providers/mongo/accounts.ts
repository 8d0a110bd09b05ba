import type { Accounts } from '../../people/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

const WITHOUT_ID = { projection: { _id: 0 } } as const

export function createAccounts({ accounts }: Pick<Collections, 'accounts'>): Accounts {
  return {
    add: async (account) => {
      try {
        await accounts.insertOne({ _id: account.accountId, ...account })
        return 'ok'
      } catch (error) {
        if (isDuplicateKey(error)) return 'conflict'
        throw error
      }
    },
    get: async (accountId) => (await accounts.findOne({ _id: accountId }, WITHOUT_ID)) ?? undefined,
    byTokenHash: async (tokenHash) => (await accounts.findOne({ tokenHash }, WITHOUT_ID)) ?? undefined,
    list: () => accounts.find({}, WITHOUT_ID).sort({ createdAt: 1, accountId: 1 }).toArray(),
  }
}
