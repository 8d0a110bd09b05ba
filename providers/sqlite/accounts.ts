import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Account, Accounts } from '../../people/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface AccountRow {
  account_id: string
  token_hash: string
  document: string
  checksum: number
}

const SELECT = 'SELECT account_id, token_hash, document, checksum FROM accounts'

export function createAccounts(db: DatabaseSyncInstance, writes: GroupCommit): Accounts {
  const insert = prepare(
    db,
    'INSERT INTO accounts (account_id, token_hash, created_at, document, checksum) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const get = prepare<AccountRow>(db, `${SELECT} WHERE account_id = ?`)
  const byTokenHash = prepare<AccountRow>(db, `${SELECT} WHERE token_hash = ?`)
  const list = prepare<AccountRow>(db, `${SELECT} ORDER BY created_at, account_id`)
  return {
    add: (account) => {
      const { accountId, tokenHash, createdAt } = account
      const document = JSON.stringify(account)
      const checksum = checksumOf('accounts', accountId, tokenHash, document)
      return writes.durable(() => (insert.run(accountId, tokenHash, createdAt, document, checksum) > 0 ? 'ok' : 'conflict'))
    },
    get: async (accountId) => found(get.get(accountId)),
    byTokenHash: async (tokenHash) => found(byTokenHash.get(tokenHash)),
    list: async () => list.all().map(accountOf),
  }
}

function accountOf(row: AccountRow): Account {
  requireWhole('accounts', row.checksum, row.account_id, row.token_hash, row.document)
  return JSON.parse(row.document) as Account
}

function found(row: AccountRow | undefined): Account | undefined {
  return row && accountOf(row)
}
