import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Account, Accounts } from '../../people/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface DocumentRow {
  document: string
}

export function createAccounts(db: DatabaseSyncInstance, writes: GroupCommit): Accounts {
  const insert = prepare(
    db,
    'INSERT INTO accounts (account_id, token_hash, created_at, document) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const get = prepare<DocumentRow>(db, 'SELECT document FROM accounts WHERE account_id = ?')
  const byTokenHash = prepare<DocumentRow>(db, 'SELECT document FROM accounts WHERE token_hash = ?')
  const list = prepare<DocumentRow>(db, 'SELECT document FROM accounts ORDER BY created_at, account_id')
  return {
    add: (account) =>
      writes.durable(() =>
        insert.run(account.accountId, account.tokenHash, account.createdAt, JSON.stringify(account)) > 0 ? 'ok' : 'conflict',
      ),
    get: async (accountId) => found(get.get(accountId)),
    byTokenHash: async (tokenHash) => found(byTokenHash.get(tokenHash)),
    list: async () => list.all().map(accountOf),
  }
}

function accountOf(row: DocumentRow): Account {
  return JSON.parse(row.document) as Account
}

function found(row: DocumentRow | undefined): Account | undefined {
  return row && accountOf(row)
}
